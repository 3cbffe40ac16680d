import type { SecondOrder, Vector } from '../math/loss.ts';
import { sigmoid } from './activations.ts';
import { hessianOf, overflowAt } from './mean-loss.ts';
import { inMinibatches } from './minibatches.ts';
import { softplus } from './softmax.ts';

/**
 * The loss of logistic regression (D. R. Cox, "The regression analysis of binary sequences", 1958,
 * https://doi.org/10.1111/j.2517-6161.1958.tb00292.x), z = A theta, y 0 or 1:
 *
 *     f = sum over rows of [w y log(1 + e^-z) + (1 - y) log(1 + e^z)] / N + sum over parameters of lambda_j theta_j^2 / 2
 *
 * w is how often each row of class 1 counts. The sum is divided by the number of rows, not by that of weights: PyTorch's
 * `BCEWithLogitsLoss(pos_weight)`; scikit-learn's `class_weight` sums without dividing.
 *
 * With p = 1 / (1 + e^-z) and c the row's weight the slope by z is c (p - y) and the bend c p (1 - p), so that the Hessian
 * A^T diag(c p (1 - p)) A / N + diag(lambda) is nowhere negative and vanishes where all rows are saturated.
 */
export interface LogisticOptions {
  readonly columns: number;
  /** rows x columns, row-major: what each parameter is multiplied by. */
  readonly inputs: Float64Array;
  /** 0 or 1, one a row. */
  readonly targets: Float64Array;
  /** lambda of each parameter. */
  readonly penalties: Float64Array;
  /** w; positive. */
  readonly posWeight: number;
  /** Rows of which an update is given the gradient; 0 takes all of them. */
  readonly batchSize: number;
}

export interface LogisticLoss extends SecondOrder {
  valueAndGradient(p: Vector, out: Float64Array): number;
  /** The probability of class 1 for rows of inputs. */
  probabilities(p: Vector, inputs: Float64Array): Float64Array;
}

/** Throws RangeError where the numbers of rows and columns do not fit together, or a target is neither 0 nor 1. */
export function logisticLoss(options: LogisticOptions): LogisticLoss {
  const { columns: n, inputs, targets, penalties, posWeight, batchSize } = options;
  const rows = targets.length;
  if (rows === 0 || inputs.length !== rows * n) {
    throw new RangeError(
      `inputs must be ${rows} x ${n} numbers, a row for each target; there are ${inputs.length}.`,
    );
  }
  targets.forEach((target, row) => {
    if (target !== 0 && target !== 1)
      throw new RangeError(`targets must be 0 or 1; targets[${row}] is ${target}.`);
  });

  const dot = (p: Vector, of: Float64Array, row: number): number => {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += of[row * n + j]! * p[j]!;
    return sum;
  };
  const lossOf = (z: number, row: number) => (targets[row] === 1 ? posWeight * softplus(-z) : softplus(z));
  const slopeOf = (z: number, row: number) => (targets[row] === 1 ? -posWeight * sigmoid(-z) : sigmoid(z));
  const bendOf = (z: number, row: number) =>
    (targets[row] === 1 ? posWeight : 1) * (sigmoid(z) * sigmoid(-z));
  const penalty = (p: Vector): number => {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += penalties[j]! * p[j]! * p[j]!;
    return sum / 2;
  };

  /** Over some rows, all of them for null. */
  const meanOver = (list: Int32Array | null, p: Vector, out: Float64Array): number => {
    const count = list?.length ?? rows;
    out.fill(0);
    let sum = 0;
    for (let k = 0; k < count; k++) {
      const row = list ? list[k]! : k;
      const z = dot(p, inputs, row);
      sum += lossOf(z, row);
      const slope = slopeOf(z, row);
      for (let j = 0; j < n; j++) out[j]! += slope * inputs[row * n + j]!;
    }
    for (let j = 0; j < n; j++) out[j] = out[j]! / count + penalties[j]! * p[j]!;
    return sum / count + penalty(p);
  };
  const hessianVector: LogisticLoss['hessianVector'] = (p, d, out = new Float64Array(n)) => {
    out.fill(0);
    for (let row = 0; row < rows; row++) {
      const along = dot(d, inputs, row) * bendOf(dot(p, inputs, row), row);
      for (let j = 0; j < n; j++) out[j]! += along * inputs[row * n + j]!;
    }
    for (let j = 0; j < n; j++) out[j] = out[j]! / rows + penalties[j]! * d[j]!;
    return out;
  };
  const loss: LogisticLoss = {
    dimension: n,
    value(p) {
      let sum = 0;
      for (let row = 0; row < rows; row++) sum += lossOf(dot(p, inputs, row), row);
      return sum / rows + penalty(p);
    },
    valueAndGradient: (p, out) => meanOver(null, p, out),
    gradient(p, out = new Float64Array(n)) {
      meanOver(null, p, out);
      return out;
    },
    hessian: (p, out = new Float64Array(n * n)) => hessianOf(loss, p, out),
    hessianVector,
    alongPlane(origin, u, v) {
      const [a, b, c] = [origin, u, v].map((of) =>
        Float64Array.from({ length: rows }, (_, row) => dot(of, inputs, row)),
      ) as [Float64Array, Float64Array, Float64Array];
      const theta = new Float64Array(n);
      return (x, y) => {
        let sum = 0;
        for (let row = 0; row < rows; row++) sum += lossOf(a[row]! + x * b[row]! + y * c[row]!, row);
        for (let j = 0; j < n; j++) theta[j] = origin[j]! + x * u[j]! + y * v[j]!;
        return sum / rows + penalty(theta);
      };
    },
    failure: (p, part) => overflowAt(loss, p, part),
    probabilities(p, given) {
      return Float64Array.from({ length: given.length / n }, (_, row) => sigmoid(dot(p, given, row)));
    },
    ...inMinibatches(rows, batchSize, meanOver),
  };
  return loss;
}
