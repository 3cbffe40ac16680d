/**
 * A loss of one variable as a drawing needs it: samples of f, f' and f'' at even distances, where its line is broken, and
 * the range of values that is worth drawing. Samples that are not finite are gaps; nothing here throws.
 */
import type { Loss } from '../math/loss.ts';

/** Samples at even distances from one end to the other, both included. */
export interface CurveSamples {
  readonly from: number;
  readonly to: number;
  readonly values: Float64Array;
  readonly slopes: Float64Array;
  readonly bends: Float64Array;
  /** For each sample 1 where a line leads to it from the one before: no pole, jump or gap lies between. */
  readonly joined: Uint8Array;
}

export function sampleCurve(loss: Loss, from: number, to: number, count: number): CurveSamples {
  const values = new Float64Array(count);
  const slopes = new Float64Array(count);
  const bends = new Float64Array(count);
  const at = new Float64Array(1);
  const out = new Float64Array(1);
  for (let i = 0; i < count; i++) {
    at[0] = placeOfSample(from, to, i, count);
    values[i] = loss.value(at);
    slopes[i] = loss.gradient(at, out)[0]!;
    bends[i] = loss.hessian(at, out)[0]!;
  }
  return { from, to, values, slopes, bends, joined: joinedOf(values, slopes, (to - from) / (count - 1)) };
}

export function placeOfSample(from: number, to: number, i: number, count: number): number {
  return from + (i / (count - 1)) * (to - from);
}

/** A step of the values by so many times what the steeper slope makes of the distance is a jump. */
const JUMP = 8;
/** Smaller ones, as shares of the range, are not seen. */
const SEEN = 1e-3;
/** A step of this share of the range against both slopes is a pole. */
const POLE = 0.2;

function joinedOf(values: Float64Array, slopes: Float64Array, distance: number): Uint8Array {
  const joined = new Uint8Array(values.length);
  const [low, high] = valueRange([values]);
  const range = high - low;
  for (let i = 1; i < values.length; i++) {
    const [before, after] = [values[i - 1]!, values[i]!];
    if (!Number.isFinite(before) || !Number.isFinite(after)) continue;
    const step = after - before;
    const [s0, s1] = [slopes[i - 1]!, slopes[i]!];
    const steepest = Math.max(Math.abs(s0), Math.abs(s1));
    const isJump = Math.abs(step) > SEEN * range && Math.abs(step) > JUMP * steepest * distance;
    const isPole = Math.abs(step) > POLE * range && step * s0 < 0 && step * s1 < 0;
    joined[i] = isJump || isPole ? 0 : 1;
  }
  return joined;
}

/** The share of the samples on either side that may be cut off, and how far beyond the others they must lie for that. */
const [RARE, FAR] = [0.04, 3];
/** Values are drawn within this: differences of two are finite. */
const GREATEST = 1e300;

/**
 * The least and the greatest value that are drawn, low < high. A few samples that go far beyond all others, as beside a
 * pole, do not make a line of the rest: of them only the beginning is drawn.
 */
export function valueRange(series: readonly ArrayLike<number>[]): readonly [low: number, high: number] {
  const finite = series
    .flatMap((values) => Array.from(values))
    .filter((value) => Math.abs(value) <= GREATEST)
    .sort((a, b) => a - b);
  if (finite.length === 0) return [-1, 1];
  const at = (share: number) => finite[Math.round(share * (finite.length - 1))]!;
  let [low, high] = [at(0), at(1)];
  const [lower, upper] = [at(RARE), at(1 - RARE)];
  const usual = upper - lower;
  if (usual > 0 && high - upper > FAR * usual) high = upper + usual;
  if (usual > 0 && lower - low > FAR * usual) low = lower - usual;
  if (low < high) return [low, high];
  const room = low === 0 ? 1 : Math.abs(low) / 2;
  return [low - room, high + room];
}
