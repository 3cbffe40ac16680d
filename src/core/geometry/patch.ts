/**
 * A piece of another surface over the drawn one: a function of (x, y), such as a tangent plane, on a square grid
 * around a point, in the same block and through the same height scale, so that a logarithmic scale bends it as it
 * bends the loss.
 */
import type { Surface } from './types.ts';

/** Floats a vertex: u, v, height, room. */
export const VERTEX_SIZE = 4;

/**
 * Writes side x side vertices, row by row, over the square of half side `reach` (in longer sides of the surface)
 * around (u, v), cut off at the block's edges. `room` is how far the value lies inside the range of the drawn losses, as a share of that range;
 * below zero (or where the value is not a number) there is nothing to draw.
 */
export function tracePatch(
  surface: Surface,
  evaluate: (x: number, y: number) => number,
  u: number,
  v: number,
  reach: number,
  side: number,
  out: Float32Array,
): void {
  const { scale, grid } = surface;
  const [x0, x1, y0, y1] = grid.domain;
  const range = grid.max - grid.min;
  const [du, dv] = [reach / surface.sides[0], reach / surface.sides[1]];
  const from = [Math.max(0, u - du), Math.max(0, v - dv)] as const;
  const to = [Math.min(1, u + du), Math.min(1, v + dv)] as const;
  let at = 0;
  for (let j = 0; j < side; j++) {
    const pv = from[1] + ((to[1] - from[1]) * j) / (side - 1);
    for (let i = 0; i < side; i++) {
      const pu = from[0] + ((to[0] - from[0]) * i) / (side - 1);
      const value = evaluate(x0 + pu * (x1 - x0), y0 + pv * (y1 - y0));
      const room = Math.min(value - grid.min, grid.max - value) / range;
      out[at++] = pu;
      out[at++] = pv;
      out[at++] = scale.height(value) || 0;
      out[at++] = room >= -1e6 ? room : -1;
    }
  }
}
