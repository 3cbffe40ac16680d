/** From places on the screen to places on the surface and to runs. */
import { BREAK, lastPointAt, type PathPoints, POINT_SIZE } from '../core/geometry/path.ts';
import { castRay, isHidden } from '../core/geometry/raycast.ts';
import { toDomain } from '../core/geometry/surface.ts';
import type { Surface } from '../core/geometry/types.ts';
import { blockHeight, directionToBlock, pointToBlock, toWorld } from './block.ts';
import { type Lens, onPlane, projectWorld, rayThrough, towardsEye } from './lens.ts';

const world = new Float64Array(3);
const screen = new Float64Array(3);
const sight = new Float64Array(3);
const point: [number, number, number] = [0, 0, 0];
const direction: [number, number, number] = [0, 0, 0];

/** The point of the domain that is seen at a CSS pixel of the stage, or null beside the surface. */
export function pickSurface(
  lens: Lens,
  surface: Surface,
  px: number,
  py: number,
): [x: number, y: number] | null {
  const { origin, direction: along } = rayThrough(lens, px, py);
  const hit = castRay(
    surface,
    pointToBlock(lens.sides, origin[0]!, origin[1]!, origin[2]!),
    directionToBlock(lens.sides, along[0]!, along[1]!, along[2]!),
  );
  return hit && toDomain(surface.grid.domain, hit[0], hit[1]);
}

/**
 * Where a thing that is dragged over the surface is at a CSS pixel: on the surface, or, beside it, the nearest
 * place of the domain on the level plane at `height`.
 */
export function dragOver(
  lens: Lens,
  surface: Surface,
  px: number,
  py: number,
  height: number,
): [x: number, y: number] | null {
  const on = pickSurface(lens, surface, px, py);
  if (on) return on;
  const beside = onPlane(lens, px, py, height * blockHeight(lens.sides));
  if (!beside) return null;
  const unit = (share: number) => Math.max(0, Math.min(1, share));
  return toDomain(
    surface.grid.domain,
    unit(beside[0] / lens.sides[0] + 0.5),
    unit(beside[1] / lens.sides[1] + 0.5),
  );
}

/** Projects [u, v, height] to CSS pixels, into `out` (x, y, clip w). */
export function projectPlace(lens: Lens, place: Float64Array, out: Float64Array): void {
  toWorld(lens.sides, place[0]!, place[1]!, place[2]!, world);
  projectWorld(lens, world, out);
}

/** Whether the surface hides one of its own points from the eye. */
export function isPlaceHidden(lens: Lens, surface: Surface, place: Float64Array): boolean {
  toWorld(lens.sides, place[0]!, place[1]!, place[2]!, world);
  towardsEye(lens, world, sight);
  direction[0] = sight[0]! / lens.sides[0];
  direction[1] = -sight[2]! / lens.sides[1];
  direction[2] = sight[1]! / blockHeight(lens.sides);
  for (let i = 0; i < 3; i++) point[i] = place[i]!;
  return isHidden(surface, point, direction);
}

/** Distance in CSS pixels from a place of the screen to a path up to a step; Infinity when there is none. */
export function distanceToPath(lens: Lens, path: PathPoints, step: number, px: number, py: number): number {
  const { data } = path;
  let best = Infinity;
  let joined = false;
  let [ax, ay] = [0, 0];
  for (let i = 0, last = lastPointAt(path, step); i <= last; i++) {
    const at = i * POINT_SIZE;
    if (data[at + 2] === BREAK) {
      joined = false;
      continue;
    }
    toWorld(lens.sides, data[at]!, data[at + 1]!, data[at + 2]!, world);
    projectWorld(lens, world, screen);
    const [bx, by] = [screen[0]!, screen[1]!];
    if (joined) {
      const [dx, dy] = [bx - ax, by - ay];
      const t = Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy || 1)));
      best = Math.min(best, Math.hypot(ax + t * dx - px, ay + t * dy - py));
    }
    [ax, ay] = [bx, by];
    joined = true;
  }
  return best;
}
