/**
 * Heights of losses, fitted to a grid with finite extent [lo, hi]:
 *
 *   linear   h(v) = (v - lo) / (hi - lo)
 *   log      h(v) = log(1 + (v - lo) / s) / log(1 + (hi - lo) / s)
 *   rank     h(v) = share of the grid's samples that lie below v
 *
 * The scale s of the logarithm is the loss, above the lowest, that 2 % of the samples stay below: what happens in
 * the deepest fiftieth of the area is drawn as linear, decades above it take equal heights. The quantile, and not
 * the lowest sample, keeps the picture the same when the grid grows finer around a minimum. It is kept between
 * 1e-6 and 1/20 of the range, so that at most six decades are shown and log always differs from linear.
 */
import type { Grid, HeightScale, HeightScaleKind } from './types.ts';

const LOG_QUANTILE = 0.007;
const LOG_SHARE_MIN = 1e-6;
const LOG_SHARE_MAX = 0.05;
/** Samples that quantiles are taken from at most, and knots of the rank scale at most. */
const QUANTILE_SAMPLES = 16_384;
const RANK_KNOTS = 1024;

/** Fits a height scale to a grid. A grid that is constant or has no finite value is flat: every height is 0. */
export function createHeightScale(kind: HeightScaleKind, grid: Grid): HeightScale {
  const { min, max } = grid;
  if (!(max > min)) return flat(kind, min);
  switch (kind) {
    case 'linear':
      return linear(min, max);
    case 'log':
      return logarithmic(grid);
    case 'rank':
      return rank(grid);
  }
}

function flat(kind: HeightScaleKind, value: number): HeightScale {
  return { kind, height: (v) => (Number.isNaN(v) ? Number.NaN : 0), invert: () => value };
}

function linear(min: number, max: number): HeightScale {
  return {
    kind: 'linear',
    height: (value) => clamp(shareBetween(min, max, value)),
    invert: (height) => min * (1 - height) + max * height,
  };
}

function logarithmic(grid: Grid): HeightScale {
  const { min, max } = grid;
  const range = Math.min(max - min, Number.MAX_VALUE);
  const sorted = sortedSample(grid);
  const low = (sorted[Math.floor(LOG_QUANTILE * (sorted.length - 1))] ?? min) - min;
  const s = Math.min(Math.max(low, LOG_SHARE_MIN * range), LOG_SHARE_MAX * range);
  const top = Math.log1p(range / s);
  return {
    kind: 'log',
    height: (value) => clamp(Math.log1p(Math.max(0, value - min) / s) / top),
    invert: (height) => (height >= 1 ? max : min + s * Math.expm1(height * top)),
  };
}

/**
 * Piecewise linear through knots (value, share of samples strictly below it) at distinct values, so that it
 * rises wherever values differ; a plateau that holds many samples is one knot and a rise right above it.
 */
function rank(grid: Grid): HeightScale {
  const sorted = sortedSample(grid);
  const n = sorted.length;
  const every = Math.max(1, Math.floor(n / RANK_KNOTS));
  const values: number[] = [];
  const shares: number[] = [];
  let last = -every;
  for (let i = 0; i < n; i++) {
    const value = sorted[i]!;
    if (i > 0 && value === sorted[i - 1]) continue;
    const plateau = sorted[i + every] === value;
    if (!plateau && i - last < every) continue;
    values.push(value);
    shares.push(i / n);
    last = i;
  }
  if (values.at(-1) !== grid.max) {
    values.push(grid.max);
    shares.push(1);
  }
  shares[shares.length - 1] = 1;
  return {
    kind: 'rank',
    height: (value) => interpolate(values, shares, value),
    invert: (height) => interpolate(shares, values, height),
  };
}

/** The line through (xs, ys), xs ascending, at x; the first and last y beyond the ends; NaN stays NaN. */
function interpolate(xs: readonly number[], ys: readonly number[], x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  let low = 0;
  let high = xs.length - 1;
  if (x <= xs[low]!) return ys[low]!;
  if (x >= xs[high]!) return ys[high]!;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (xs[middle]! <= x) low = middle;
    else high = middle;
  }
  const share = shareBetween(xs[low]!, xs[high]!, x);
  return ys[low]! * (1 - share) + ys[high]! * share;
}

/** Finite values in ascending order, thinned evenly to at most QUANTILE_SAMPLES, with the least and the greatest. */
function sortedSample({ values, min, max }: Grid): Float64Array {
  // An odd stride walks across the columns of the usual grids instead of down a few of them.
  const stride = Math.ceil(values.length / QUANTILE_SAMPLES) | 1;
  const sample = new Float64Array(Math.ceil(values.length / stride) + 2);
  sample[0] = min;
  sample[1] = max;
  let count = 2;
  for (let i = 0; i < values.length; i += stride) {
    const value = values[i]!;
    if (Number.isFinite(value)) sample[count++] = value;
  }
  return sample.subarray(0, count).sort();
}

/** Where x lies between two numbers, 0 at the first and 1 at the second; halved where their distance overflows. */
function shareBetween(from: number, to: number, x: number): number {
  const span = to - from;
  return Number.isFinite(span) ? (x - from) / span : (x / 2 - from / 2) / (to / 2 - from / 2);
}

function clamp(height: number): number {
  return height < 0 ? 0 : height > 1 ? 1 : height;
}
