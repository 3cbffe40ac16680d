import type { Failure, Loss, LossPart, SecondOrder, Vector } from '../math/loss.ts';

/** What losses that are means over rows of data have in common. */

/** Of a loss that has a value wherever its parameters are finite: what is not finite lies beyond the doubles. */
export function overflowAt(loss: Loss, p: Vector, part: LossPart): Failure | null {
  const numbers = part === 'value' ? [loss.value(p)] : loss[part](p);
  return numbers.every(Number.isFinite) ? null : 'overflow';
}

/** The Hessian, symmetric, from its product with each axis. */
export function hessianOf(loss: SecondOrder, p: Vector, out: Float64Array): Float64Array {
  const n = loss.dimension;
  const axis = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    axis[i] = 1;
    loss.hessianVector(p, axis, out.subarray(i * n, (i + 1) * n));
    axis[i] = 0;
  }
  return out;
}
