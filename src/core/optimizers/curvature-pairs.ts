import { dot } from '../math/solve.ts';
import type { EquationLine } from './types.ts';

/**
 * The last steps s and changes of the gradient y, from which L-BFGS reads the curvature. They lie in a block of the
 * state: s, y and rho = 1/s.y of each pair, the oldest first, and at the end their count.
 */
export interface CurvaturePairs {
  /** Keeps a pair, in the place of the oldest where there is no more room; one with s.y <= 1e-10 is left out, as in PyTorch. */
  keep(history: Float64Array, s: Float64Array, y: Float64Array): number;
  /** Writes -H g: the two loops of Nocedal and Wright, algorithm 7.4. With no pairs H is 1. */
  direct(direction: Float64Array, gradient: Float64Array, history: Float64Array): void;
}

/** The direction downhill at first, and then that of the pairs. */
export const pairsDirectionLines: readonly EquationLine[] = [
  { key: 'direction', part: 'velocity', formula: '-gradient', when: 't == 1' },
  {
    key: 'direction',
    part: 'velocity',
    formula: 'direction',
    when: 't != 1',
    found: {
      reads: ['gradient', 's', 'y', 'rho', 'historySize'],
      tex: (of) => `-H_{${of('historySize')}}\\, ${of('gradient')}`,
    },
  },
];

const LEAST_CURVATURE = 1e-10;

/** The length of a block with room for so many pairs. */
export function pairsLength(dimension: number, most: number): number {
  return most * (2 * dimension + 1) + 1;
}

export function createPairs(dimension: number, memory: number): CurvaturePairs {
  const weights = new Float64Array(memory);
  const pair = 2 * dimension + 1;
  return {
    keep(history, s, y) {
      const curvature = dot(s, y);
      const rho = 1 / curvature;
      if (!(curvature > LEAST_CURVATURE) || memory === 0) return rho;
      let count = history.at(-1)!;
      if (count === memory) {
        history.copyWithin(0, pair, count * pair);
        count--;
      }
      history.set(s, count * pair);
      history.set(y, count * pair + dimension);
      history[count * pair + 2 * dimension] = rho;
      history[history.length - 1] = count + 1;
      return rho;
    },

    direct(q, gradient, history) {
      q.set(gradient);
      const count = history.at(-1)!;
      for (let k = count - 1; k >= 0; k--) {
        const at = k * pair;
        let product = 0;
        for (let i = 0; i < dimension; i++) product += history[at + i]! * q[i]!;
        weights[k] = history[at + 2 * dimension]! * product;
        for (let i = 0; i < dimension; i++) q[i]! -= weights[k]! * history[at + dimension + i]!;
      }
      if (count > 0) {
        const newest = (count - 1) * pair + dimension;
        let size = 0;
        for (let i = 0; i < dimension; i++) size += history[newest + i]! ** 2;
        const gamma = 1 / (history[newest + dimension]! * size);
        for (let i = 0; i < dimension; i++) q[i]! *= gamma;
      }
      for (let k = 0; k < count; k++) {
        const at = k * pair;
        let product = 0;
        for (let i = 0; i < dimension; i++) product += history[at + dimension + i]! * q[i]!;
        const weight = weights[k]! - history[at + 2 * dimension]! * product;
        for (let i = 0; i < dimension; i++) q[i]! += weight * history[at + i]!;
      }
      for (let i = 0; i < dimension; i++) q[i] = -q[i]!;
    },
  };
}
