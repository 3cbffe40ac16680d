/** A point or direction: anything indexable of length `dimension`. */
export type Vector = ArrayLike<number>;

/**
 * A differentiable function of `dimension` real variables. All methods are exact to rounding (no finite
 * differences), total (NaN and infinities are answers, never exceptions) and pure.
 */
export interface Loss {
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
