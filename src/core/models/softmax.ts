import { exp, log } from '../math/exponential.ts';
import { sigmoid } from './activations.ts';

/** The logistic function and softmax with their logarithms, for outputs of any size. */

/** log(1 + e^z), without overflow. */
export function softplus(z: number): number {
  return z > 0 ? z + log(1 + exp(-z)) : log(1 + exp(z));
}

/** log of the sum of e^z_k, without overflow. */
export function logSumExp(z: Float64Array): number {
  let most = z[0]!;
  for (let k = 1; k < z.length; k++) most = Math.max(most, z[k]!);
  let sum = 0;
  for (let k = 0; k < z.length; k++) sum += exp(z[k]! - most);
  return most + log(sum);
}

/** The softmax of z, of a single number the logistic function; `out` may be z. */
export function probabilities(z: Float64Array, out: Float64Array): void {
  if (z.length === 1) {
    out[0] = sigmoid(z[0]!);
    return;
  }
  const total = logSumExp(z);
  for (let k = 0; k < z.length; k++) out[k] = exp(z[k]! - total);
}
