/**
 * The block that a surface is the top of, in world units: its footprint lies around the origin, x to the east,
 * -z to the north (y of the domain), y up, and has the sides of the surface, the longer of which is 1. A height of
 * 0 lies at y = 0 and of 1 at y = `blockHeight`; the block stands on y = BLOCK_BASE.
 */
import type { Point3 } from '../core/geometry/raycast.ts';
import type { Sides } from '../core/geometry/sides.ts';

export const BLOCK_BASE = -0.06;

/** Of a block whose sides are alike, and the least of any: its height has an axis too. */
const [HEIGHT, LEAST] = [0.37, 0.06];
/** A block narrower than this share of its length is lower by as much: its near wall would hide what lies on it. */
const NARROW = 2 / 3;

/** World units from a height of 0 to one of 1. */
export function blockHeight([across, up]: Sides): number {
  return Math.max(LEAST, HEIGHT * Math.min(1, Math.min(across, up) / NARROW));
}

/** World coordinates, written into `out`, of (u, v, height). */
export function toWorld(sides: Sides, u: number, v: number, height: number, out: Float64Array): Float64Array {
  out[0] = (u - 0.5) * sides[0];
  out[1] = height * blockHeight(sides);
  out[2] = (0.5 - v) * sides[1];
  return out;
}

/** A point of the world as (u, v, height). */
export function pointToBlock(sides: Sides, x: number, y: number, z: number): Point3 {
  return [x / sides[0] + 0.5, 0.5 - z / sides[1], y / blockHeight(sides)];
}

/** A direction of the world as one in (u, v, height). */
export function directionToBlock(sides: Sides, x: number, y: number, z: number): Point3 {
  return [x / sides[0], -z / sides[1], y / blockHeight(sides)];
}
