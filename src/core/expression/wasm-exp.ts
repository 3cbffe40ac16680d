import { LN2_HIGH, LN2_LOW } from '../math/exponential.ts';
import type { Assembler } from './wasm-assembler.ts';
import { V128 } from './wasm-bytes.ts';
import { SIMD } from './wasm-opcodes.ts';

/** Code for e^x of two numbers not above 0 by far, on the stack: the steps, and so the bits, of `expOf` in core/math. */

/** What is added to a small whole number so that it stands in the lowest bits. */
const SHIFT = 2 ** 52 + 2 ** 51;
const EXPONENT_BIAS = 1023;
/** Powers of two are made so much too large, for those that are subnormal. */
const SPARE = 60;

export interface ExpCode {
  /** Takes the pair on the stack and leaves its powers of e. */
  exp(): void;
}

export function expCode(a: Assembler): ExpCode {
  const x = a.local(V128);
  const { all } = expsCode(a, [x]);
  return {
    exp() {
      a.set(x);
      all(1);
      a.get(x);
    },
  };
}

/**
 * The same of several pairs at once, each in a local of its own, where its powers are then: what one waits for itself in
 * the meantime, the others need not wait for.
 */
export function expsCode(a: Assembler, xs: readonly number[]): { all(count: number): void } {
  const lanes = xs.map((x) => {
    const [k, high, rest, r, z, sum] = Array.from({ length: 6 }, () => a.local(V128)) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    return { x, k, high, rest, r, z, sum };
  });
  type Lane = (typeof lanes)[number];
  /** c0 + z (c1 + z (... + (c + z / divisor))) */
  const series = ({ z }: Lane, coefficients: readonly number[], c: number, divisor: number) =>
    a.series(z, coefficients, () => a.pair(c).get(z).pair(divisor).simd(SIMD.divide, SIMD.add));
  const stages: ((lane: Lane) => void)[] = [
    ({ x, k }) => a.get(x).pair(Math.LOG2E).simd(SIMD.multiply).pair(0.5).simd(SIMD.add, SIMD.floor).set(k),
    ({ x, k, high }) => a.get(x, k).pair(LN2_HIGH).simd(SIMD.multiply, SIMD.subtract).set(high),
    ({ k, rest }) => a.get(k).pair(LN2_LOW).simd(SIMD.multiply).set(rest),
    ({ high, rest, r, z }) => a.get(high, rest).simd(SIMD.subtract).tee(r).get(r).simd(SIMD.multiply).set(z),
    (lane) => {
      const { high, rest, r, z, sum } = lane;
      a.pair(1).get(r).simd(SIMD.add).tee(sum);
      // r - (sum - 1) + (c + z (even + r odd)), c = high - r - rest
      a.get(r, sum).pair(1).simd(SIMD.subtract, SIMD.subtract);
      a.get(high, r).simd(SIMD.subtract).get(rest).simd(SIMD.subtract);
      a.get(z);
      series(lane, [1 / 2, 1 / 24, 1 / 720, 1 / 40320], 1 / 3628800, 479001600);
      a.get(r);
      series(lane, [1 / 6, 1 / 120, 1 / 5040, 1 / 362880], 1 / 39916800, 6227020800);
      a.simd(SIMD.multiply, SIMD.add, SIMD.multiply, SIMD.add, SIMD.add, SIMD.add).set(sum);
    },
    // Times 2^k.
    ({ x, k, sum }) => {
      a.get(sum, k)
        .pair(SHIFT + EXPONENT_BIAS + SPARE)
        .simd(SIMD.add)
        .i32(52)
        .simd(SIMD.shiftLeft, SIMD.multiply);
      a.pair(2 ** -SPARE).simd(SIMD.multiply);
      a.get(x).pair(-745.2).simd(SIMD.less, SIMD.andNot).set(x);
    },
  ];
  return {
    all(count) {
      for (const stage of stages) lanes.slice(0, count).forEach(stage);
    },
  };
}
