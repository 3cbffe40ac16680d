/** A point or direction: anything indexable of length `dimension`. */
export type Vector = ArrayLike<number>;

/** Why a number is not finite: it has a value beyond the doubles, or it has none. */
export type Failure = 'overflow' | 'undefined';

/** What of a loss is asked for. */
export type LossPart = 'value' | 'gradient' | 'hessian';

/**
 * A differentiable function of `dimension` real variables. All methods are exact to rounding (no finite
 * differences), total (NaN and infinities are answers, never exceptions) and pure.
 */
export interface Loss {
  /** The names of its two variables; x and y where it has none. */
  readonly variables?: readonly [string, string];
  readonly dimension: number;
  /** f(p). */
  value(p: Vector): number;
  /** The `dimension` partial derivatives, written into `out` where given. */
  gradient(p: Vector, out?: Float64Array): Float64Array;
  /** Second derivatives, `dimension` x `dimension`, row-major, written into `out` where given. */
  hessian(p: Vector, out?: Float64Array): Float64Array;
  /** f(p) with the gradient written into `out`: one evaluation for the hot loop. */
  valueAndGradient?(p: Vector, out: Float64Array): number;
  /**
   * Why the value, a partial derivative or a second derivative at p is not finite; null where all are. Without it
   * `failureAt` tells by the numbers alone.
   */
  failure?(p: Vector, part: LossPart): Failure | null;
  /**
   * Values on a regular grid, two-dimensional losses only: `out[j * nx + i] = f(x0 + i * dx, y0 + j * dy)`.
   */
  sampleGrid?(
    x0: number,
    dx: number,
    nx: number,
    y0: number,
    dy: number,
    ny: number,
    out: Float64Array,
  ): void;
}

/** The fourth root of the largest double: products of coordinates beyond it may well overflow. */
const FAR = 1e77;

/**
 * Why a part of a loss is not finite at p, null where it is. Of a loss that cannot tell itself, an infinity counts as
 * an overflow, and a NaN as undefined unless a coordinate lies so far out that it may come from infinities.
 */
export function failureAt(loss: Loss, p: Vector, part: LossPart): Failure | null {
  if (loss.failure) return loss.failure(p, part);
  const numbers = part === 'value' ? [loss.value(p)] : [...loss[part](p)];
  if (numbers.every(Number.isFinite)) return null;
  const far = Array.from(p).some((coordinate) => Math.abs(coordinate) > FAR);
  return numbers.some(Number.isNaN) && !far ? 'undefined' : 'overflow';
}

const USUAL = ['x', 'y'] as const;

/** What the two variables of a loss are called. */
export function variablesOf({ variables }: Pick<Loss, 'variables'>): readonly [string, string] {
  return variables ?? USUAL;
}
