import { dot } from '../math/solve.ts';
import { positionLine } from './common-lines.ts';
import * as hyper from './hyperparameters.ts';
import { numberOf } from './hyperparameters.ts';
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
 * Nonlinear conjugate gradients, Polak-Ribiere+ (Nocedal and Wright, algorithm 5.4 with equation 5.45).
 *
 *     beta = max(0, g.(g - g') / g'.g')                 0 at the first step
 *     d <- beta d - g                                   (beta <- 0 where that would not go downhill)
 *     theta <- theta + alpha d,                         alpha by the strong Wolfe conditions
 *     g' <- g
 *
 * g' the gradient at the step before, d direction. beta is 0 as well after a gradient of exactly zero. The line
 * search is that of `line-search.ts`, begun at the learning rate at every step.
 *
 * J. Nocedal, S. J. Wright, "Numerical optimization", 2006, https://doi.org/10.1007/978-0-387-40065-5.
 */
export const conjugateGradient: RuleRow = {
  id: 'conjugate-gradient',
  stepScale: 'free',
  hyperparameters: [hyper.lr(1), decreaseRow, flatnessRow(0.1)],
  rule: {
    vectors: ['direction', 'previousGradient'],
    scalars: ['beta', 'stepLength', 'evaluations'],
    lines: [
      {
        key: 'beta',
        part: 'scalar',
        formula: 'beta',
        when: 't != 1',
        found: {
          reads: ['gradient', 'previousGradient'],
          tex(of) {
            const [g, before] = [of('gradient'), of('previousGradient')];
            return `\\max\\left(0, \\frac{${g}^\\top (${g} - ${before})}{${before}^\\top ${before}}\\right)`;
          },
        },
      },
      { key: 'direction', part: 'velocity', formula: '-gradient', when: 't == 1' },
      {
        key: 'direction',
        part: 'velocity',
        formula: 'beta*direction - gradient',
        when: 't != 1',
      },
      stepLengthLine,
      searchedUpdateLine,
      { key: 'previousGradient', part: 'gradient', formula: 'gradient' },
      positionLine,
    ],
    search: {
      evaluations: searchEvaluations,
      update(values, dimension, loss) {
        const line = createLineSearch(loss, numberOf(values, 'decrease'), numberOf(values, 'flatness'));
        const scalars = 2 * dimension;
        return (theta, gradient, state, t, lr) => {
          const direction = state.subarray(0, dimension);
          const previous = state.subarray(dimension, scalars);
          const size = dot(previous, previous);
          let beta = 0;
          if (t > 1 && size !== 0) {
            beta = Math.max(0, (dot(gradient, gradient) - dot(gradient, previous)) / size);
            if (!(beta * dot(direction, gradient) < dot(gradient, gradient))) beta = 0;
          }
          for (let i = 0; i < dimension; i++) direction[i] = beta * direction[i]! - gradient[i]!;
          previous.set(gradient);
          line.trials = 0;
          const length = line.search(theta, direction, gradient, lr);
          for (let i = 0; i < dimension; i++) theta[i]! += length * direction[i]!;
          state[scalars] = beta;
          state[scalars + 1] = length;
          state[scalars + 2]! += line.trials;
        };
      },
    },
  },
};
