/** Newton's method for a zero of the gradient, from many starts. */
import { type GradientField, isInDomain } from './field.ts';

const gradient = new Float64Array(2);
const hessian = new Float64Array(4);

const STEPS = 60;
/** No step is longer than this share of the domain's sides. */
const LONGEST = 0.1;
/** Steps shorter than this share of the domain's sides are taken for the last. */
const SETTLED = 1e-13;

/** Where Newton's method settles, or null; at most a little outside of the domain. */
export function newtonFrom(field: GradientField, x: number, y: number): [x: number, y: number] | null {
  const { loss, domain } = field;
  const [x0, x1, y0, y1] = domain;
  const width = x1 - x0;
  const height = y1 - y0;
  let last = Number.POSITIVE_INFINITY;
  for (let k = 0; k < STEPS; k++) {
    // Numbers cost about a tenth of intervals.
    field.cost += (field.slope.size + field.bend.size) / 10;
    const step = newtonStep(field, x, y);
    if (!step) return null;
    const length = Math.max(Math.abs(step[0]) / width, Math.abs(step[1]) / height);
    if (!(length < Number.POSITIVE_INFINITY)) return null;
    const share = length > LONGEST ? LONGEST / length : 1;
    const nextX = x + step[0] * share;
    const nextY = y + step[1] * share;
    // Near the end rounding makes the steps no shorter.
    if ((nextX === x && nextY === y) || (length < SETTLED && length >= last)) break;
    x = nextX;
    y = nextY;
    last = length;
    const room = 0.5;
    if (x < x0 - room * width || x > x1 + room * width || y < y0 - room * height || y > y1 + room * height) {
      return null;
    }
  }
  return Number.isFinite(loss.value([x, y])) ? [x, y] : null;
}

/** -H^-1 g by Cramer's rule in units of the domain's sides; the gradient's own way where H is singular. */
export function newtonStep({ loss, unit }: GradientField, x: number, y: number): [number, number] | null {
  loss.gradient([x, y], gradient);
  loss.hessian([x, y], hessian);
  const [wx, wy] = unit;
  const largest = Math.max(
    Math.abs(hessian[0]!) * wx * wx,
    Math.abs(hessian[1]!) * wx * wy,
    Math.abs(hessian[3]!) * wy * wy,
  );
  if (gradient[0] === 0 && gradient[1] === 0) return [0, 0];
  if (!(largest > 0) || !Number.isFinite(largest)) return null;
  const a = (hessian[0]! * wx * wx) / largest;
  const b = (hessian[1]! * wx * wy) / largest;
  const d = (hessian[3]! * wy * wy) / largest;
  const gx = (gradient[0]! * wx) / largest;
  const gy = (gradient[1]! * wy) / largest;
  const det = a * d - b * b;
  if (Math.abs(det) < 1e-300) {
    // The shortest solution where H is singular: H^+ = H / trace(H)^2 for a symmetric matrix of rank one.
    const square = (a + d) ** 2;
    if (square === 0) return null;
    return [(-(a * gx + b * gy) / square) * wx, (-(b * gx + d * gy) / square) * wy];
  }
  return [(-(d * gx - b * gy) / det) * wx, (-(a * gy - b * gx) / det) * wy];
}

/** Cells a side of the grid whose values say where to start. */
export const START_CELLS = 48;

export interface Starts {
  /** For Newton's method: where both components of the gradient change sign, and spread all over. */
  readonly level: readonly (readonly [number, number])[];
  /** Grid points lower (sign -1) or higher (+1) than all around them, with their values: the lowest first. */
  readonly extreme: readonly (readonly [x: number, y: number, sign: -1 | 1, value: number])[];
}

/** Reads starts off the values and slopes on a grid. */
export function startsOn(field: GradientField): Starts {
  const { loss, domain } = field;
  const [x0, x1, y0, y1] = domain;
  const n = START_CELLS + 1;
  const f = new Float64Array(n * n);
  const gx = new Float64Array(n * n);
  const gy = new Float64Array(n * n);
  const xAt = (i: number) => x0 + ((x1 - x0) * i) / START_CELLS;
  const yAt = (j: number) => y0 + ((y1 - y0) * j) / START_CELLS;
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < n; i++) {
      const at = j * n + i;
      f[at] = loss.valueAndGradient([xAt(i), yAt(j)], gradient);
      gx[at] = gradient[0]!;
      gy[at] = gradient[1]!;
    }
  }
  field.cost += (n * n * field.slope.size) / 10;
  const changes = (values: Float64Array, at: number) => {
    const corners = [values[at]!, values[at + 1]!, values[at + n]!, values[at + n + 1]!];
    return Math.min(...corners) <= 0 && Math.max(...corners) >= 0;
  };
  const level: [number, number][] = [];
  for (let j = 0; j < START_CELLS; j++) {
    for (let i = 0; i < START_CELLS; i++) {
      const at = j * n + i;
      if (changes(gx, at) && changes(gy, at)) level.push([xAt(i + 0.5), yAt(j + 0.5)]);
    }
  }
  // Halton's sequence to the bases 2 and 3 (J. H. Halton, 1960, https://doi.org/10.1007/BF01386213).
  for (let k = 1; k <= 64; k++) {
    level.push([x0 + (x1 - x0) * halton(k, 2), y0 + (y1 - y0) * halton(k, 3)]);
  }
  const extreme: [number, number, -1 | 1, number][] = [];
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < n; i++) {
      const sign = extremeAt(f, n, i, j);
      if (sign !== 0 && isInDomain(domain, xAt(i), yAt(j))) {
        extreme.push([xAt(i), yAt(j), sign, f[j * n + i]!]);
      }
    }
  }
  return { level, extreme: extreme.sort((a, b) => a[2] - b[2] || a[3] - b[3]) };
}

/** Whether a grid point is no higher (-1) or no lower (1) than the points around it; 0 where neither, or all are equal. */
function extremeAt(f: Float64Array, n: number, i: number, j: number): -1 | 0 | 1 {
  const here = f[j * n + i]!;
  if (!Number.isFinite(here)) return 0;
  let lower = false;
  let higher = false;
  for (let v = Math.max(0, j - 1); v <= Math.min(n - 1, j + 1); v++) {
    for (let u = Math.max(0, i - 1); u <= Math.min(n - 1, i + 1); u++) {
      const there = f[v * n + u]!;
      if (there < here) lower = true;
      if (there > here) higher = true;
    }
  }
  if (lower === higher) return 0;
  return lower ? 1 : -1;
}

function halton(index: number, base: number): number {
  let share = 1;
  let sum = 0;
  for (let k = index; k > 0; k = Math.floor(k / base)) {
    share /= base;
    sum += share * (k % base);
  }
  return sum;
}
