import { createHeightScale } from './height-scale.ts';
import type { Scales } from '../losses/types.ts';
import { isEqual, sidesOf } from './sides.ts';
import type { Domain, Grid, HeightScaleKind, Surface } from './types.ts';

/** Contour levels of every surface: enough for the shape to be read, few enough to stay apart. */
const LEVELS = 40;

/** Scales a grid's losses to heights and chooses its contour levels, equidistant in height. */
export function createSurface(
  grid: Grid,
  kind: HeightScaleKind,
  scales: Scales = 'auto',
  variables: Surface['variables'] = ['x', 'y'],
): Surface {
  const scale = createHeightScale(kind, grid);
  const { values } = grid;
  const heights = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    heights[i] = Number.isFinite(value) ? scale.height(value) : Number.NaN;
  }
  const levels = Array.from({ length: LEVELS }, (_, i) => {
    const height = (i + 0.5) / LEVELS;
    return { height, value: scale.invert(height) };
  });
  const { domain } = grid;
  const equal = isEqual(domain, scales);
  return { grid, sides: sidesOf(domain, scales), variables, equal, scale, heights, levels };
}

/**
 * The drawn height at (u, v), shares of the domain in [0, 1]: bilinear between the grid's heights, so that it
 * lies on the mesh. NaN outside, and in a cell that has a corner without height.
 */
export function heightAt(
  { grid, heights }: { readonly grid: Pick<Grid, 'nx' | 'ny'>; readonly heights: Float32Array },
  u: number,
  v: number,
): number {
  if (!(u >= 0 && u <= 1 && v >= 0 && v <= 1)) return Number.NaN;
  const { nx, ny } = grid;
  const x = u * (nx - 1);
  const y = v * (ny - 1);
  const i = Math.min(Math.floor(x), nx - 2);
  const j = Math.min(Math.floor(y), ny - 2);
  const a = x - i;
  const b = y - j;
  const at = j * nx + i;
  const south = heights[at]! * (1 - a) + heights[at + 1]! * a;
  const north = heights[at + nx]! * (1 - a) + heights[at + nx + 1]! * a;
  return south * (1 - b) + north * b;
}

/** (u, v), shares of a domain, to (x, y) in it. */
export function toDomain([x0, x1, y0, y1]: Domain, u: number, v: number): [x: number, y: number] {
  return [x0 + u * (x1 - x0), y0 + v * (y1 - y0)];
}

/** (x, y) to shares of a domain; outside it they lie outside [0, 1]. */
export function fromDomain([x0, x1, y0, y1]: Domain, x: number, y: number): [u: number, v: number] {
  return [(x - x0) / (x1 - x0), (y - y0) / (y1 - y0)];
}
