/**
 * Rays against a surface, in the block's own coordinates: u and v in [0, 1] across the domain and the height in
 * [0, 1]. The ray is followed in steps of half a grid cell until it has passed under the surface, and the last
 * step is halved until the crossing is found. Coordinates are affine images of the scene's, so straight stays straight.
 */
import { heightAt } from './surface.ts';
import type { Surface } from './types.ts';

export type Point3 = readonly [u: number, v: number, height: number];

const HALVINGS = 24;

/** Where a ray from `origin` along `direction` first meets the surface from above, or null: past it, or through its side. */
export function castRay(surface: Surface, origin: Point3, direction: Point3): [u: number, v: number] | null {
  let enter = 0;
  let leave = Infinity;
  for (let axis = 0; axis < 3; axis++) {
    const from = origin[axis]!;
    const along = direction[axis]!;
    if (along === 0) {
      if (from < 0 || from > 1) return null;
      continue;
    }
    const a = -from / along;
    const b = (1 - from) / along;
    enter = Math.max(enter, Math.min(a, b));
    leave = Math.min(leave, Math.max(a, b));
  }
  if (!(enter <= leave) || leave === Infinity) return null;

  const clearance = (t: number) =>
    origin[2] + t * direction[2] - heightAtClamped(surface, origin, direction, t);
  const steps = stepsFor(surface, direction, leave - enter);
  let above = enter;
  // The first clearance may be a hair below zero at the very top; a ray that enters under the surface hits the side.
  let last = clearance(enter);
  if (last < -1e-6) return null;
  for (let k = 1; k <= steps; k++) {
    const t = enter + ((leave - enter) * k) / steps;
    const here = clearance(t);
    if (here <= 0 && !Number.isNaN(last)) {
      let below = t;
      for (let n = 0; n < HALVINGS; n++) {
        const middle = (above + below) / 2;
        if (clearance(middle) > 0) above = middle;
        else below = middle;
      }
      return [unit(origin[0] + below * direction[0]), unit(origin[1] + below * direction[1])];
    }
    above = t;
    last = here;
  }
  return null;
}

/** Whether the surface stands between a point on it and an eye that lies along `direction`. */
export function isHidden(surface: Surface, point: Point3, direction: Point3): boolean {
  // As far as the ray stays over the domain and under the highest point.
  let leave = Infinity;
  for (let axis = 0; axis < 3; axis++) {
    const along = direction[axis]!;
    if (along !== 0) leave = Math.min(leave, ((along > 0 ? 1 : 0) - point[axis]!) / along);
  }
  if (!(leave > 0) || leave === Infinity) return false;
  const steps = stepsFor(surface, direction, leave);
  for (let k = 1; k <= steps; k++) {
    const t = (leave * k) / steps;
    // A grid's facets stand a little above the point that lies between them.
    if (heightAtClamped(surface, point, direction, t) > point[2] + t * direction[2] + 0.015) return true;
  }
  return false;
}

function stepsFor({ grid }: Surface, direction: Point3, length: number): number {
  const cells =
    Math.max(Math.abs(direction[0]) * (grid.nx - 1), Math.abs(direction[1]) * (grid.ny - 1)) * length;
  return Math.max(2, Math.ceil(cells * 2));
}

/** Height under a point of the ray; rounding at the domain's edge does not count as outside. */
function heightAtClamped(surface: Surface, origin: Point3, direction: Point3, t: number): number {
  return heightAt(surface, unit(origin[0] + t * direction[0]), unit(origin[1] + t * direction[1]));
}

function unit(share: number): number {
  return share < 0 ? 0 : share > 1 ? 1 : share;
}
