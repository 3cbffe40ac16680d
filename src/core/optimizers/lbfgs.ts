import { positionLine } from './common-lines.ts';
import { createPairs, pairsDirectionLines, pairsLength } from './curvature-pairs.ts';
import * as hyper from './hyperparameters.ts';
import { numberOf, numberRow } from './hyperparameters.ts';
import { createLineSearch } from './line-search.ts';
import {
  decreaseRow,
  flatnessRow,
  searchedUpdateLine,
  searchEvaluations,
  stepLengthLine,
} from './search-rows.ts';
import type { RuleRow } from './types.ts';

/**
 * L-BFGS (Nocedal and Wright, algorithms 7.4 and 7.5).
 *
 *     s = theta - theta',   y = g - g',   rho = 1 / s.y      the newest of at most `historySize` pairs
 *     q <- g;  newest pair to oldest:  a_i = rho_i s_i.q,  q <- q - a_i y_i
 *     q <- gamma q,  gamma = s.y / y.y of the newest pair
 *     oldest pair to newest:  q <- q + (a_i - rho_i y_i.q) s_i
 *     theta <- theta + alpha d,  d = -q,  alpha by the strong Wolfe conditions
 *
 * theta', g' position and gradient at the step before. A pair with s.y <= 1e-10 is not kept, as in PyTorch; with
 * none kept, d = -g. Every line search (`line-search.ts`) begins at the learning rate: 1 is the quasi-Newton step.
 * Where no length is accepted the step is zero, and so is the next s: that pair is not kept.
 *
 * D. C. Liu, J. Nocedal 1989, https://doi.org/10.1007/BF01589116; J. Nocedal, S. J. Wright, "Numerical optimization", 2006,
 * https://doi.org/10.1007/978-0-387-40065-5.
 */
const historySize = numberRow({
  key: 'historySize',
  symbol: 'm',
  tex: 'm',
  default: 10,
  min: 1,
  max: 20,
  scale: 'linear',
  hardMax: 20,
});

/** Room for the most pairs, whatever the setting. */
const MAX_PAIRS = 20;

export const lbfgs: RuleRow = {
  id: 'lbfgs',
  stepScale: 'free',
  hyperparameters: [hyper.lr(1), { ...historySize, whole: true }, decreaseRow, flatnessRow(0.9)],
  rule: {
    vectors: ['direction', 'previousPosition', 'previousGradient'],
    scalars: ['rho', 'stepLength', 'evaluations'],
    lines: [
      { key: 's', part: 'velocity', formula: 'theta - previousPosition', when: 't != 1' },
      { key: 'y', part: 'scalar', formula: 'gradient - previousGradient', when: 't != 1' },
      {
        key: 'rho',
        part: 'scalar',
        formula: 'rho',
        when: 't != 1',
        found: { reads: ['s', 'y'], tex: (of) => `\\frac{1}{${of('s')}^\\top ${of('y')}}` },
      },
      ...pairsDirectionLines,
      stepLengthLine,
      searchedUpdateLine,
      { key: 'previousPosition', part: 'point', formula: 'theta' },
      { key: 'previousGradient', part: 'gradient', formula: 'gradient' },
      positionLine,
    ],
    search: {
      blocks: [{ key: 'history', length: (dimension) => pairsLength(dimension, MAX_PAIRS) }],
      evaluations: searchEvaluations,
      update(values, dimension, loss) {
        const memory = Math.trunc(numberOf(values, 'historySize'));
        const line = createLineSearch(loss, numberOf(values, 'decrease'), numberOf(values, 'flatness'));
        const pairs = createPairs(dimension, memory);
        const s = new Float64Array(dimension);
        const y = new Float64Array(dimension);
        const scalars = 3 * dimension;

        return (theta, gradient, state, t, lr) => {
          const direction = state.subarray(0, dimension);
          const position = state.subarray(dimension, 2 * dimension);
          const previous = state.subarray(2 * dimension, scalars);
          const history = state.subarray(scalars + 3);
          let rho = 0;
          if (t > 1) {
            for (let i = 0; i < dimension; i++) {
              s[i] = theta[i]! - position[i]!;
              y[i] = gradient[i]! - previous[i]!;
            }
            rho = pairs.keep(history, s, y);
          }
          pairs.direct(direction, gradient, history);
          position.set(theta);
          previous.set(gradient);
          line.trials = 0;
          const length = line.search(theta, direction, gradient, lr);
          for (let i = 0; i < dimension; i++) theta[i]! += length * direction[i]!;
          state[scalars] = rho;
          state[scalars + 1] = length;
          state[scalars + 2]! += line.trials;
        };
      },
    },
  },
};
