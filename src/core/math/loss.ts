/** A point or direction: anything indexable of length `dimension`. */
export type Vector = ArrayLike<number>;

/** Why a number is not finite: it has a value beyond the doubles, or it has none. */
export type Failure = 'overflow' | 'undefined';

/** What of a loss is asked for. */
export type LossPart = 'value' | 'gradient' | 'hessian';

export type Turns = 'simultaneous' | 'alternating';

/** Where a matrix lies among the variables of a loss, row-major. */
export interface MatrixPlace {
  readonly rows: number;
  readonly columns: number;
  readonly offset: number;
}

/**
 * A differentiable function of `dimension` real variables. All methods are exact to rounding (no finite
 * differences), total (NaN and infinities are answers, never exceptions) and pure.
 */
export interface Loss {
  /** The names of its variables, one for each dimension; where it has none, the first two are x and y. */
  readonly variables?: readonly string[];
  readonly dimension: number;
  /** Those of its variables that are the entries of matrices; without it none are. */
  readonly matrices?: readonly MatrixPlace[];
  /**
   * Of a game of two players, each with one of its two variables and a loss of their own: whether both step at once, or the
   * second from where the first has gone. `gradient` is then of each player's loss by their variable, which is no gradient of
   * one function: its derivative, `hessian`, is not symmetric.
   */
  readonly turns?: Turns;
  /** f(p). */
  value(p: Vector): number;
  /** The `dimension` partial derivatives, written into `out` where given. */
  gradient(p: Vector, out?: Float64Array): Float64Array;
  /** Second derivatives, `dimension` x `dimension`, row-major, written into `out` where given. */
  hessian(p: Vector, out?: Float64Array): Float64Array;
  /**
   * H(p) d, the derivative of the gradient along `d`, written into `out` where given: at the cost of about two gradients,
   * where H itself would be `dimension` of these. All that Fall Line makes have it; `hessianVectorOf` serves any other.
   */
  hessianVector?(p: Vector, d: Vector, out?: Float64Array): Float64Array;
  /** f(p) with the gradient written into `out`: one evaluation for the hot loop. */
  valueAndGradient?(p: Vector, out: Float64Array): number;
  /**
   * Why the value, a partial derivative or a second derivative at p is not finite; null where all are. Without it
   * `failureAt` tells by the numbers alone.
   */
  failure?(p: Vector, part: LossPart): Failure | null;
  /**
   * f(origin + x u + y v) as a function of x and y, to rounding: for many points of one plane, where that is quicker than
   * `value` at each.
   */
  alongPlane?(origin: Vector, u: Vector, v: Vector): (x: number, y: number) => number;
  /**
   * Of a loss that is a mean over rows of data and of which updates see some at a time: what writes the gradient of the
   * minibatch at a step into `out`. A seed has the same minibatches for every run.
   */
  minibatches?(seed: number): (step: number, p: Vector, out: Float64Array) => void;
  /** Of a mean over rows of data: writes the gradient of one row alone, penalties with it, into `out`. */
  rowGradient?(row: number, p: Vector, out: Float64Array): void;
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

/** What the first two variables of a loss are called. */
export function variablesOf({ variables = [] }: Pick<Loss, 'variables'>): readonly [string, string] {
  return [variables[0] ?? 'x', variables[1] ?? 'y'];
}

/** A loss with its product of Hessian and vector. */
export type SecondOrder<L extends Loss = Loss> = L & Required<Pick<Loss, 'hessianVector'>>;

/** The product of a loss's Hessian and a vector: its own, or else from the whole Hessian. */
export function hessianVectorOf(loss: Loss): NonNullable<Loss['hessianVector']> {
  if (loss.hessianVector) return loss.hessianVector.bind(loss);
  const n = loss.dimension;
  return (p, d, out = new Float64Array(n)) => multiply(loss.hessian(p), d, out);
}

/**
 * The product of a matrix of `d.length` columns, row-major, and a vector. What is multiplied by 0 is left out, infinite or
 * not: along an axis only that axis's column tells.
 */
export function multiply(matrix: Float64Array, d: Vector, out: Float64Array): Float64Array {
  const n = d.length;
  for (let i = 0; i < out.length; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) if (d[j] !== 0) sum += matrix[i * n + j]! * d[j]!;
    out[i] = sum;
  }
  return out;
}
