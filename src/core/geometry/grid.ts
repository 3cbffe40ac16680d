import type { Loss } from '../math/loss.ts';
import type { Domain, Grid } from './types.ts';

/**
 * Samples a two-dimensional loss at nx x ny points of a domain, its borders included. Values that are not finite
 * stay as they are and count neither for `min` nor for `max`. Throws RangeError when nx or ny is below 2.
 */
export function sampleGrid(loss: Loss, domain: Domain, nx: number, ny: number): Grid {
  if (!(nx >= 2 && ny >= 2)) throw new RangeError(`A grid has at least 2 x 2 samples, not ${nx} x ${ny}.`);
  const [x0, x1, y0, y1] = domain;
  const dx = (x1 - x0) / (nx - 1);
  const dy = (y1 - y0) / (ny - 1);
  const values = new Float64Array(nx * ny);
  if (loss.sampleGrid) {
    loss.sampleGrid(x0, dx, nx, y0, dy, ny, values);
  } else {
    const point = new Float64Array(2);
    for (let j = 0; j < ny; j++) {
      point[1] = y0 + j * dy;
      for (let i = 0; i < nx; i++) {
        point[0] = x0 + i * dx;
        values[j * nx + i] = loss.value(point);
      }
    }
  }
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
