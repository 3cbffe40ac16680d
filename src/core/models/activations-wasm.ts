import type { Assembler } from '../expression/wasm-assembler.ts';
import { V128 } from '../expression/wasm-bytes.ts';
import { expCode } from '../expression/wasm-exp.ts';
import { SIMD } from '../expression/wasm-opcodes.ts';
import type { Activation } from './activations.ts';
import { TANH_COSH, TANH_SINH } from './tanh-series.ts';

/** The units of activations.ts as code for two of them at once: the same steps, so the same bits. */

/** Makes of the pair of pre-activations on the stack that of activations. `value` is the host's function of one. */
export function activationCode(a: Assembler, activation: Activation, value: number): () => void {
  const [z, e, u] = [a.local(V128), a.local(V128), a.local(V128)];
  const { exp } = expCode(a);
  /** c0 + u (c1 + u (...)) */
  const series = (coefficients: readonly number[]) =>
    a.series(u, coefficients.slice(0, -1), () => a.pair(coefficients.at(-1)!));
  switch (activation) {
    case 'relu':
      return () => a.pair(0).simd(SIMD.max);
    case 'sigmoid':
      return () => {
        a.tee(z).simd(SIMD.absolute, SIMD.negate);
        exp();
        a.set(e);
        a.pair(1).get(e, z).pair(0).simd(SIMD.greaterOrEqual, SIMD.select);
        a.pair(1).get(e).simd(SIMD.add, SIMD.divide);
      };
    case 'tanh':
      return () => {
        a.tee(z).get(z).simd(SIMD.multiply).set(u);
        a.get(z).simd(SIMD.absolute).pair(-2).simd(SIMD.multiply);
        exp();
        a.set(e);
        // Up to 1/2 the quotient of two series, beyond it (1 - e) / (1 + e).
        const isSmall = () => a.get(z).simd(SIMD.absolute).pair(0.5).simd(SIMD.lessOrEqual);
        a.get(z).simd(SIMD.absolute).get(z).simd(SIMD.absolute).get(u).simd(SIMD.multiply);
        series(TANH_SINH);
        a.simd(SIMD.multiply, SIMD.add);
        a.pair(1).get(e).simd(SIMD.subtract);
        isSmall().simd(SIMD.select);
        series(TANH_COSH);
        a.pair(1).get(e).simd(SIMD.add);
        isSmall().simd(SIMD.select, SIMD.divide);
        a.get(z).pair(-0).simd(SIMD.and, SIMD.or);
      };
    case 'gelu':
    case 'gelu-tanh':
      return () => {
        a.tee(z).extract(0).call(value).simd(SIMD.splat);
        a.get(z).extract(1).call(value).replace(1);
      };
  }
}

/** Leaves the slopes of the pair of units whose pre-activations and activations lie there. `slope` is the host's of one. */
export function slopeCode(
  a: Assembler,
  activation: Activation,
  slope: number,
): (zAt: number, hAt: number) => void {
  const [z, h] = [a.local(V128), a.local(V128)];
  return (zAt, hAt) => {
    a.i32(0).loadPair(zAt).set(z);
    a.i32(0).loadPair(hAt).set(h);
    switch (activation) {
      case 'relu':
        a.get(z).pair(0).simd(SIMD.greater).pair(1).simd(SIMD.and);
        return;
      case 'tanh':
        a.pair(1).get(h, h).simd(SIMD.multiply, SIMD.subtract);
        return;
      case 'sigmoid':
        a.get(h).pair(1).get(h).simd(SIMD.subtract, SIMD.multiply);
        return;
      case 'gelu':
      case 'gelu-tanh':
        a.get(z).extract(0).get(h).extract(0).call(slope).simd(SIMD.splat);
        a.get(z).extract(1).get(h).extract(1).call(slope).replace(1);
    }
  };
}
