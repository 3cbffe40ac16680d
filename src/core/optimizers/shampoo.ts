import { B_TURNED, eigenSymmetric, multiplyInto } from '../math/matrix.ts';
import { positionLine } from './common-lines.ts';
import * as hyper from './hyperparameters.ts';
import { numberOf } from './hyperparameters.ts';
import {
  beginSides,
  betweenSides,
  gatherSides,
  longestOf,
  outside,
  roomForSides,
  type Side,
  matrixSides,
} from './matrix-sides.ts';
import type { RuleRow } from './types.ts';

/**
 * Shampoo (V. Gupta, T. Koren, Y. Singer 2018, algorithm 1, https://arxiv.org/abs/1802.09568), of each matrix G of the gradient:
 *
 *     L <- L + G G^T,   R <- R + G^T G            (both epsilon I at first)
 *     theta <- theta - eta L^{-1/4} G R^{-1/4}
 *
 * A side more than eight times as long as the other is left as it is, and the other then has the exponent -1/2, as of a tensor
 * of one side. What is no matrix has the diagonal of that alone: each component is divided by the root of its sum of squares.
 */
export const shampoo: RuleRow = {
  id: 'shampoo',
  stepScale: 'lr',
  hyperparameters: [hyper.lr(0.1), hyper.eps(1e-4)],
  rule: {
    vectors: ['direction'],
    scalars: [],
    lines: [
      {
        key: 'direction',
        part: 'scaling',
        formula: 'direction',
        found: {
          reads: ['gradient', 'eps'],
          tex(of) {
            const [g, eps] = [of('gradient'), of('eps')];
            return (
              `L^{-1/4}\\, ${g}\\, R^{-1/4}, \\; L = ${eps} I + \\textstyle\\sum ${g} ${g}^\\top,` +
              ` \\; R = ${eps} I + \\textstyle\\sum ${g}^\\top ${g}`
            );
          },
        },
      },
      { key: 'update', part: 'step', formula: 'lr*direction' },
      positionLine,
    ],
    search: {
      ofMatrices: true,
      blocks: [
        { key: 'preconditioners', length: roomForSides },
        { key: 'squares', length: (dimension) => dimension },
      ],
      evaluations: (updates) => ({ values: 0, gradients: updates, hessians: 0 }),
      update(values, dimension, loss) {
        const eps = numberOf(values, 'eps');
        const matrices = matrixSides(loss);
        const rest = outside(loss);
        const longest = longestOf(matrices);
        const [square, vectors] = [new Float64Array(longest ** 2), new Float64Array(longest ** 2)];
        const room = new Float64Array(dimension);
        const roots = new Float64Array(roomForSides(dimension));
        const [sums, squares] = [dimension, dimension + roomForSides(dimension)];

        /** The root of a side's square, to the power -1/4, of a side that is alone -1/2: V p V^T, as (V p^{1/2}) (V p^{1/2})^T. */
        const root = (state: Float64Array, { n, at }: Side, isAlone: boolean) => {
          for (let i = 0; i < n * n; i++) square[i] = state[sums + at + i]!;
          eigenSymmetric(square, vectors, n);
          for (let j = 0; j < n; j++) {
            const half = Math.sqrt(Math.max(eps, square[j * n + j]!));
            const power = 1 / Math.sqrt(isAlone ? half : Math.sqrt(half));
            for (let i = 0; i < n; i++) vectors[i * n + j]! *= power;
          }
          multiplyInto(roots, at, vectors, 0, vectors, 0, n, n, n, B_TURNED);
        };

        return (theta, gradient, state, t, lr) => {
          for (const matrix of matrices) {
            const { left, right } = matrix;
            if (t === 1) beginSides(matrix, state, sums, eps);
            gatherSides(matrix, state, sums, gradient, square, 1, 1);
            if (left) root(state, left, !right);
            if (right) root(state, right, !left);
            betweenSides(matrix, state, 0, gradient, 0, roots, 0, room, 0, 0);
          }
          for (const i of rest) {
            state[squares + i]! += gradient[i]! ** 2;
            state[i] = gradient[i]! / Math.sqrt(eps + state[squares + i]!);
          }
          for (let i = 0; i < dimension; i++) theta[i]! -= lr * state[i]!;
        };
      },
    },
  },
};
