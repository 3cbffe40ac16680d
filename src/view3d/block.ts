/**
 * The block that a surface is the top of, in world units: its footprint lies around the origin, x to the east,
 * -z to the north (y of the domain), y up, and has the sides of the surface, the longer of which is 1. A height of 0 lies at y = 0 and of 1 at y = BLOCK_HEIGHT; the block
 * stands on y = BLOCK_BASE.
 */
import type { Point3 } from '../core/geometry/raycast.ts';
import type { Sides } from '../core/geometry/sides.ts';

export const BLOCK_HEIGHT = 0.37;
export const BLOCK_BASE = -0.06;

/** World coordinates, written into `out`, of (u, v, height). */
export function toWorld(sides: Sides, u: number, v: number, height: number, out: Float64Array): Float64Array {
  out[0] = (u - 0.5) * sides[0];
  out[1] = height * BLOCK_HEIGHT;
  out[2] = (0.5 - v) * sides[1];
  return out;
}

/** A point of the world as (u, v, height). */
export function pointToBlock(sides: Sides, x: number, y: number, z: number): Point3 {
  return [x / sides[0] + 0.5, 0.5 - z / sides[1], y / BLOCK_HEIGHT];
}

/** A direction of the world as one in (u, v, height). */
export function directionToBlock(sides: Sides, x: number, y: number, z: number): Point3 {
  return [x / sides[0], -z / sides[1], y / BLOCK_HEIGHT];
}
