import type { MatrixPlace } from '../math/loss.ts';
import { A_TURNED, B_TURNED, multiplyInto } from '../math/matrix.ts';
import { decoupledLines, positionLine } from './common-lines.ts';
import * as hyper from './hyperparameters.ts';
import { flagOf, numberOf, numberRow } from './hyperparameters.ts';
import { outside } from './matrix-sides.ts';
import { powersOf } from './stepper.ts';
import type { EquationLine, RuleRow } from './types.ts';

/**
 * Muon (K. Jordan et al. 2024, https://kellerjordan.github.io/posts/muon/; the authors' `SingleDeviceMuon`, in float64 where it
 * has bfloat16).
 *
 *     b <- mu b + (1 - mu) g,   u = (1 - mu) g + mu b        (without Nesterov: u = b)
 *     X_0 = u / (|u|_F + 10^-7)
 *     X_k = a X_{k-1} + (b A + c A A) X_{k-1},   A = X_{k-1} X_{k-1}^T       (3.4445, -4.7750, 2.0315)
 *     theta <- theta - eta lambda theta - eta sqrt(max(1, rows / columns)) X_k
 *
 * of each matrix by itself; one with more rows than columns is turned for the rounds. What is no matrix is updated by Adam as
 * beside Muon in the authors' code, with their 0.9, 0.95 and 10^-10, at the same rate.
 */
const polynomial = [3.4445, -4.775, 2.0315] as const;
const [A, B, C] = polynomial;
const LEAST = 1e-7;
const [BETA1, BETA2, EPS] = [0.9, 0.95, 1e-10] as const;

const MOST_ROUNDS = 8;
const rounds = Array.from({ length: MOST_ROUNDS }, (_, k) => k + 1);

const nsSteps = {
  ...numberRow({
    key: 'nsSteps',
    symbol: 'k',
    tex: 'k',
    default: 5,
    min: 1,
    max: MOST_ROUNDS,
    scale: 'linear',
    hardMin: 1,
    hardMax: MOST_ROUNDS,
  }),
  whole: true,
} as const;

const roundLines = rounds.map(
  (k): EquationLine => ({
    key: `x${k}`,
    part: 'scaling',
    formula: `x${k}`,
    when: `nsSteps >= ${k}`,
    found: {
      reads: [`x${k - 1}`],
      round: { nth: k, polynomial },
      tex: (of) => {
        const x = of(`x${k - 1}`);
        return `${A}\\,${x} ${B}\\,${x}${x}^\\top ${x} + ${C}\\,(${x}${x}^\\top)^2 ${x}`;
      },
    },
  }),
);

const directionLines = rounds.map(
  (k): EquationLine => ({
    key: 'direction',
    part: 'scaling',
    formula: 'direction',
    when: `nsSteps == ${k}`,
    found: {
      reads: [`x${k}`, 'nsSteps'],
      tex: (of) => `\\sqrt{\\max(1, \\text{rows}/\\text{columns})}\\; ${of(`x${k}`)}`,
    },
  }),
);

export const muon: RuleRow = {
  id: 'muon',
  stepScale: 'lr',
  hyperparameters: [hyper.lr(0.02), hyper.momentum(0.95), hyper.nesterov(true), nsSteps, hyper.weightDecay()],
  rule: {
    vectors: ['velocity', 'x0', ...rounds.map((k) => `x${k}`), 'direction'],
    scalars: [],
    symbols: Object.fromEntries([0, ...rounds].map((k) => [`x${k}`, `X_{${k}}`])),
    lines: [
      { key: 'velocity', part: 'velocity', formula: 'momentum*velocity + (1 - momentum)*gradient' },
      {
        key: 'u',
        part: 'velocity',
        formula: '(1 - momentum)*gradient + momentum*velocity',
        when: 'nesterov != 0',
      },
      { key: 'u', part: 'velocity', formula: 'velocity', when: 'nesterov == 0' },
      {
        key: 'x0',
        part: 'scaling',
        formula: 'x0',
        found: {
          reads: ['u'],
          round: { nth: 0, polynomial: null },
          tex: (of) => `\\frac{${of('u')}}{\\lVert ${of('u')} \\rVert_F + 10^{-7}}`,
        },
      },
      ...roundLines,
      ...directionLines,
      ...decoupledLines,
      { key: 'update', part: 'step', formula: 'lr*direction' },
      positionLine,
    ],
    search: {
      ofMatrices: true,
      blocks: [{ key: 'moments', length: (dimension) => 2 * dimension }],
      evaluations: (updates) => ({ values: 0, gradients: updates, hessians: 0 }),
      update(values, dimension, loss) {
        const mu = numberOf(values, 'momentum');
        const isNesterov = flagOf(values, 'nesterov');
        const decay = numberOf(values, 'weightDecay');
        const steps = Math.trunc(numberOf(values, 'nsSteps'));
        const { matrices = [] } = loss;
        const rest = outside(loss);
        const side = matrices.reduce((most, { rows, columns }) => Math.max(most, Math.min(rows, columns)), 0);
        const [square, polynomial] = [new Float64Array(side * side), new Float64Array(side * side)];

        const place = (k: number) => (k + 1) * dimension;
        const [direction, moments] = [place(MOST_ROUNDS + 1), place(MOST_ROUNDS + 2)];

        /** X_k from X_{k-1}, by the square of its shorter side. */
        const turn = (state: Float64Array, k: number, { rows, columns, offset }: MatrixPlace) => {
          const isTall = rows > columns;
          const [short, long] = isTall ? [columns, rows] : [rows, columns];
          const [from, to] = [place(k - 1) + offset, place(k) + offset];
          multiplyInto(square, 0, state, from, state, from, short, long, short, isTall ? A_TURNED : B_TURNED);
          multiplyInto(polynomial, 0, square, 0, square, 0, short, short, short);
          for (let i = 0; i < short * short; i++) polynomial[i] = B * square[i]! + C * polynomial[i]!;
          if (isTall) multiplyInto(state, to, state, from, polynomial, 0, rows, columns, columns);
          else multiplyInto(state, to, polynomial, 0, state, from, rows, rows, columns);
          for (let i = 0; i < rows * columns; i++) state[to + i]! += A * state[from + i]!;
        };

        return (theta, gradient, state, t, lr) => {
          for (let i = 0; i < dimension; i++) {
            state[i] = mu * state[i]! + (1 - mu) * gradient[i]!;
            state[dimension + i] = isNesterov ? (1 - mu) * gradient[i]! + mu * state[i]! : state[i]!;
          }
          for (const matrix of matrices) {
            const { rows, columns, offset } = matrix;
            const first = place(0) + offset;
            let size = 0;
            for (let i = 0; i < rows * columns; i++) size += state[first + i]! ** 2;
            size = Math.sqrt(size) + LEAST;
            for (let i = 0; i < rows * columns; i++) state[first + i]! /= size;
            for (let k = 1; k <= steps; k++) turn(state, k, matrix);
            const scale = Math.sqrt(Math.max(1, rows / columns));
            for (let i = offset; i < offset + rows * columns; i++)
              state[direction + i] = scale * state[place(steps) + i]!;
          }
          const [left1, left2] = [1 - powersOf(BETA1).at(t), 1 - powersOf(BETA2).at(t)];
          for (const i of rest) {
            const [first, second] = [moments + i, moments + dimension + i];
            state[first] = BETA1 * state[first]! + (1 - BETA1) * gradient[i]!;
            state[second] = BETA2 * state[second]! + (1 - BETA2) * gradient[i]! ** 2;
            state[direction + i] = state[first]! / left1 / (Math.sqrt(state[second]! / left2) + EPS);
          }
          for (let i = 0; i < dimension; i++) {
            theta[i]! -= lr * decay * theta[i]!;
            theta[i]! -= lr * state[direction + i]!;
          }
        };
      },
    },
  },
};
