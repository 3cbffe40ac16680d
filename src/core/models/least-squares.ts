import type { Failure, LossPart, SecondOrder, Vector } from '../math/loss.ts';
import { multiply } from '../math/loss.ts';
import { overflowAt } from './mean-loss.ts';
import { inMinibatches } from './minibatches.ts';

/**
 * The loss of a model that is linear in its parameters, r = A theta - t:
 *
 *     f = sum over rows of rho(r) / N + sum over parameters of lambda_j theta_j^2 / 2
 *
 *     squares     rho = r^2 / 2
 *     Huber       rho = r^2 / 2 for |r| <= delta, else delta (|r| - delta / 2)   P. J. Huber, https://doi.org/10.1214/aoms/1177703732
 *     absolute    rho = |r|                                                            at 0: slope 0
 *
 * The Hessian is A^T diag(rho'') A / N + diag(lambda): rho'' is 1, 1 within delta, and 0.
 */
export const fits = ['squares', 'huber', 'absolute'] as const;
export type Fit = (typeof fits)[number];

export interface LeastSquaresOptions {
  readonly columns: number;
  /** rows x columns, row-major: what each parameter is multiplied by. */
  readonly inputs: Float64Array;
  /** One a row. */
  readonly targets: Float64Array;
  /** lambda of each parameter; zeros by default. */
  readonly penalties?: Float64Array;
  readonly fit?: Fit;
  /** Huber's delta; 1 by default. */
  readonly delta?: number;
  /** Rows of which an update is given the gradient; 0, the default, takes all of them. */
  readonly batchSize?: number;
}

export interface LeastSquares extends SecondOrder {
  readonly rows: number;
  valueAndGradient(p: Vector, out: Float64Array): number;
  failure(p: Vector, part: LossPart): Failure | null;
  /** A theta for rows of inputs, the loss's own by default. */
  outputs(p: Vector, inputs?: Float64Array): Float64Array;
}

/** Throws RangeError where the numbers of rows and columns do not fit together. */
export function leastSquares(options: LeastSquaresOptions): LeastSquares {
  const { columns: n, inputs, targets, penalties = new Float64Array(options.columns) } = options;
  const { fit = 'squares', delta = 1, batchSize = 0 } = options;
  const rows = targets.length;
  if (rows === 0 || inputs.length !== rows * n) {
    throw new RangeError(
      `inputs must be ${rows} x ${n} numbers, a row for each target; there are ${inputs.length}.`,
    );
  }
  if (penalties.length !== n) {
    throw new RangeError(`penalties must be ${n}, one a parameter; there are ${penalties.length}.`);
  }

  const residual = (p: Vector, row: number): number => {
    let sum = -targets[row]!;
    for (let j = 0; j < n; j++) sum += inputs[row * n + j]! * p[j]!;
    return sum;
  };
  const rho = (r: number): number => {
    if (fit === 'absolute') return Math.abs(r);
    const size = Math.abs(r);
    return fit === 'huber' && size > delta ? delta * (size - delta / 2) : (r * r) / 2;
  };
  const slope = (r: number): number => {
    if (fit === 'absolute') return Math.sign(r);
    return fit === 'huber' && Math.abs(r) > delta ? delta * Math.sign(r) : r;
  };
  const isBent = (r: number): boolean => fit === 'squares' || (fit === 'huber' && Math.abs(r) <= delta);

  /** Over some rows, all of them for null. */
  const meanOver = (list: Int32Array | null, p: Vector, out: Float64Array): number => {
    const count = list?.length ?? rows;
    out.fill(0);
    let sum = 0;
    for (let k = 0; k < count; k++) {
      const row = list ? list[k]! : k;
      const r = residual(p, row);
      sum += rho(r);
      const s = slope(r);
      for (let j = 0; j < n; j++) out[j]! += s * inputs[row * n + j]!;
    }
    for (let j = 0; j < n; j++) out[j] = out[j]! / count + penalties[j]! * p[j]!;
    return sum / count + penalty(p);
  };
  const valueAndGradient = (p: Vector, out: Float64Array): number => meanOver(null, p, out);
  const penalty = (p: Vector): number => {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += penalties[j]! * p[j]! * p[j]!;
    return sum / 2;
  };
  const loss: LeastSquares = {
    dimension: n,
    rows,
    value(p) {
      let sum = 0;
      for (let row = 0; row < rows; row++) sum += rho(residual(p, row));
      return sum / rows + penalty(p);
    },
    valueAndGradient,
    gradient(p, out = new Float64Array(n)) {
      valueAndGradient(p, out);
      return out;
    },
    hessian(p, out = new Float64Array(n * n)) {
      out.fill(0);
      for (let row = 0; row < rows; row++) {
        if (!isBent(residual(p, row))) continue;
        for (let i = 0; i < n; i++) {
          const a = inputs[row * n + i]!;
          for (let j = 0; j < n; j++) out[i * n + j]! += a * inputs[row * n + j]!;
        }
      }
      for (let i = 0; i < n * n; i++) out[i] = out[i]! / rows;
      for (let i = 0; i < n; i++) out[i * n + i]! += penalties[i]!;
      return out;
    },
    hessianVector(p, d, out = new Float64Array(n)) {
      out.fill(0);
      for (let row = 0; row < rows; row++) {
        if (fit !== 'squares' && !isBent(residual(p, row))) continue;
        let along = 0;
        for (let j = 0; j < n; j++) along += inputs[row * n + j]! * d[j]!;
        for (let j = 0; j < n; j++) out[j]! += along * inputs[row * n + j]!;
      }
      for (let j = 0; j < n; j++) out[j] = out[j]! / rows + penalties[j]! * d[j]!;
      return out;
    },
    failure: (p, part) => overflowAt(loss, p, part),
    outputs(p, given = inputs) {
      return multiply(given, asArray(p), new Float64Array(given.length / n));
    },
    ...inMinibatches(rows, batchSize, meanOver),
  };
  return loss;
}

function asArray(p: Vector): Float64Array {
  return p instanceof Float64Array ? p : Float64Array.from(p);
}
