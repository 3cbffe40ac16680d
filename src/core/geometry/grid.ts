import type { Loss } from '../math/loss.ts';
import type { Domain, Grid } from './types.ts';

/**
 * Samples a two-dimensional loss at nx x ny points of a domain, its borders included. Values that are not finite
 * stay as they are and count neither for `min` nor for `max`. Throws RangeError when nx or ny is below 2.
 */
export function sampleGrid(loss: Loss, domain: Domain, nx: number, ny: number): Grid {
  if (!(nx >= 2 && ny >= 2)) throw new RangeError(`A grid has at least 2 x 2 samples, not ${nx} x ${ny}.`);
  const values = new Float64Array(nx * ny);
  if (loss.sampleGrid) {
    const [x0, x1, y0, y1] = domain;
    loss.sampleGrid(x0, (x1 - x0) / (nx - 1), nx, y0, (y1 - y0) / (ny - 1), ny, values);
  } else {
    for (let row = 0; row < ny; row++) sampleRow(loss, domain, nx, ny, row, values);
  }
  return gridOf(values, domain, nx, ny);
}

/** Writes one row of such a grid where it belongs: the very numbers that the whole has. */
export function sampleRow(
  loss: Loss,
  [x0, x1, y0, y1]: Domain,
  nx: number,
  ny: number,
  row: number,
  values: Float64Array,
): void {
  const dx = (x1 - x0) / (nx - 1);
  const dy = (y1 - y0) / (ny - 1);
  const y = y0 + row * dy;
  const out = values.subarray(row * nx, (row + 1) * nx);
  if (loss.sampleGrid) {
    loss.sampleGrid(x0, dx, nx, y, dy, 1, out);
    return;
  }
  const point = Float64Array.of(0, y);
  for (let i = 0; i < nx; i++) {
    point[0] = x0 + i * dx;
    out[i] = loss.value(point);
  }
}

/** The grid of values that have been sampled, row by row. */
export function gridOf(values: Float64Array, domain: Domain, nx: number, ny: number): Grid {
  let min = Infinity;
  let max = -Infinity;
  for (const value of values) {
    if (value < min && value !== -Infinity) min = value;
    if (value > max && value !== Infinity) max = value;
  }
  return min <= max
    ? { nx, ny, domain, values, min, max }
    : { nx, ny, domain, values, min: Number.NaN, max: Number.NaN };
}
