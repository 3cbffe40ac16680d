import { A_TURNED, B_TURNED, eigenSymmetric, multiplyInto, orthonormalize } from '../math/matrix.ts';
import { firstMomentLine, positionLine } from './common-lines.ts';
import * as hyper from './hyperparameters.ts';
import { numberOf, numberRow } from './hyperparameters.ts';
import {
  betweenSides,
  gatherSides,
  longestOf,
  outside,
  roomForSides,
  type Side,
  matrixSides,
} from './matrix-sides.ts';
import { powersOf } from './stepper.ts';
import type { RuleRow } from './types.ts';

/**
 * SOAP (N. Vyas et al. 2024, algorithms 3 and 4, https://arxiv.org/abs/2409.11321): Adam in the eigenvectors of Shampoo's
 * matrices, of each matrix G:
 *
 *     G' = Q_L^T G Q_R
 *     M <- beta1 M + (1 - beta1) G,   M' = Q_L^T M Q_R
 *     V <- beta2 V + (1 - beta2) G'^2
 *     theta <- theta - eta Q_L N' Q_R^T,   N' = M'/(1 - beta1^s) / (sqrt(V/(1 - beta2^s)) + epsilon),   s = t - 1
 *     L <- beta2 L + (1 - beta2) G G^T,    R <- beta2 R + (1 - beta2) G^T G
 *     every f updates   Q_L <- the orthogonal factor of L Q_L,   Q_R alike
 *
 * What the paper leaves open is the authors' code: the first update moves nothing and finds the first Q from L and R, averages
 * are corrected and epsilon is added to the root. Directions of which L or R has nothing yet are the axes, in their order, as far
 * as they are orthogonal to the others: a gradient of lower rank would leave them to rounding. It also orders the eigenvectors
 * anew now and then, which is left out here. What is no matrix has no Q: it is updated by Adam, and so is a side more than eight
 * times as long as the other left as it is.
 */
const frequency = {
  ...numberRow({
    key: 'frequency',
    symbol: 'f',
    tex: 'f',
    default: 10,
    min: 1,
    max: 100,
    scale: 'linear',
    hardMin: 1,
  }),
  whole: true,
} as const;

const beta = (row: typeof hyper.beta1) => ({ ...row, default: 0.95 });

const MOVES = 't != 1';

/** An eigenvalue beside the largest. */
const NOTHING = 1e-12;

/** Places in the state, of vectors in their order. */
const vectors = ['rotated', 'm', 'rotatedMoment', 'v', 'direction'] as const;

export const soap: RuleRow = {
  id: 'soap',
  stepScale: 'lr',
  hyperparameters: [hyper.lr(0.1), beta(hyper.beta1), beta(hyper.beta2), hyper.eps(1e-8), frequency],
  rule: {
    vectors,
    scalars: [],
    symbols: { rotated: "g'", rotatedMoment: "m'", inEigenvectors: "n'" },
    lines: [
      { key: 'm', part: 'firstMoment', formula: '0*gradient', when: 't == 1' },
      { key: 'v', part: 'secondMoment', formula: '0*gradient', when: 't == 1' },
      {
        key: 'rotated',
        part: 'gradient',
        formula: 'rotated',
        when: MOVES,
        found: { reads: ['gradient'], tex: (of) => `Q_L^\\top\\, ${of('gradient')}\\, Q_R` },
      },
      { ...firstMomentLine, when: MOVES },
      {
        key: 'rotatedMoment',
        part: 'firstMoment',
        formula: 'rotatedMoment',
        when: MOVES,
        found: { reads: ['m'], tex: (of) => `Q_L^\\top\\, ${of('m')}\\, Q_R` },
      },
      { key: 'v', part: 'secondMoment', formula: 'beta2*v + (1 - beta2)*rotated^2', when: MOVES },
      {
        key: 'inEigenvectors',
        part: 'scaling',
        formula: 'rotatedMoment/(1 - beta1^(t - 1))/(sqrt(v/(1 - beta2^(t - 1))) + eps)',
        when: MOVES,
      },
      {
        key: 'direction',
        part: 'scaling',
        formula: 'direction',
        when: MOVES,
        found: {
          reads: ['inEigenvectors', 'frequency'],
          tex: (of) => `Q_L\\, ${of('inEigenvectors')}\\, Q_R^\\top`,
        },
      },
      { key: 'update', part: 'step', formula: '0*gradient', when: 't == 1' },
      { key: 'update', part: 'step', formula: 'lr*direction', when: MOVES },
      positionLine,
    ],
    search: {
      ofMatrices: true,
      blocks: [
        { key: 'preconditioners', length: roomForSides },
        { key: 'eigenvectors', length: roomForSides },
      ],
      evaluations: (updates) => ({ values: 0, gradients: updates, hessians: 0 }),
      update(values, dimension, loss) {
        const [beta1, beta2, eps] = ['beta1', 'beta2', 'eps'].map((key) => numberOf(values, key)) as [
          number,
          number,
          number,
        ];
        const every = Math.trunc(numberOf(values, 'frequency'));
        const matrices = matrixSides(loss);
        const rest = outside(loss);
        const longest = longestOf(matrices);
        const [square, turned] = [new Float64Array(longest ** 2), new Float64Array(longest ** 2)];
        const [room, inside] = [new Float64Array(dimension), new Float64Array(dimension)];
        const [rotated, m, rotatedMoment, v, direction, sums, bases] = Array.from({ length: 7 }, (_, k) =>
          k < 6 ? k * dimension : 5 * dimension + roomForSides(dimension),
        ) as [number, number, number, number, number, number, number];

        /** The eigenvectors of a side's square: all of them at first, later nearer by one step of the power method. */
        const find = (state: Float64Array, { n, at }: Side, isFirst: boolean) => {
          if (isFirst) {
            for (let i = 0; i < n * n; i++) square[i] = state[sums + at + i]!;
            eigenSymmetric(square, turned, n);
            // What has next to no eigenvalue has no direction of its own.
            for (let j = 0; j < n; j++) {
              const isThere = square[j * n + j]! > NOTHING * square[0]!;
              for (let i = 0; !isThere && i < n; i++) turned[i * n + j] = 0;
            }
          } else multiplyInto(turned, 0, state, sums + at, state, bases + at, n, n, n);
          orthonormalize(turned, state, bases + at, n);
          for (let i = 0; i < n * n; i++) state[bases + at + i] = turned[i]!;
        };

        return (theta, gradient, state, t, lr) => {
          if (t > 1) {
            for (let i = 0; i < dimension; i++)
              state[m + i] = beta1 * state[m + i]! + (1 - beta1) * gradient[i]!;
            for (const matrix of matrices) {
              betweenSides(matrix, state, rotated, gradient, 0, state, bases, room, A_TURNED, 0);
              betweenSides(matrix, state, rotatedMoment, state, m, state, bases, room, A_TURNED, 0);
            }
            for (const i of rest) {
              state[rotated + i] = gradient[i]!;
              state[rotatedMoment + i] = state[m + i]!;
            }
            const [left1, left2] = [1 - powersOf(beta1).at(t - 1), 1 - powersOf(beta2).at(t - 1)];
            for (let i = 0; i < dimension; i++) {
              const second = (state[v + i] = beta2 * state[v + i]! + (1 - beta2) * state[rotated + i]! ** 2);
              inside[i] = state[rotatedMoment + i]! / left1 / (Math.sqrt(second / left2) + eps);
            }
            for (const matrix of matrices)
              betweenSides(matrix, state, direction, inside, 0, state, bases, room, 0, B_TURNED);
            for (const i of rest) state[direction + i] = inside[i]!;
            for (let i = 0; i < dimension; i++) theta[i]! -= lr * state[direction + i]!;
          }
          for (const matrix of matrices) {
            gatherSides(matrix, state, sums, gradient, square, beta2, 1 - beta2);
            if (t > 1 && t % every !== 0) continue;
            if (matrix.left) find(state, matrix.left, t === 1);
            if (matrix.right) find(state, matrix.right, t === 1);
          }
        };
      },
    },
  },
};
