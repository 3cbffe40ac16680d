import { dot } from '../math/solve.ts';
import { positionLine } from './common-lines.ts';
import { createCubicSearch, CUBIC } from './cubic-search.ts';
import { createPairs, pairsDirectionLines, pairsLength } from './curvature-pairs.ts';
import * as hyper from './more-hyperparameters.ts';
import { flagOf, numberOf, row, switchRow } from './more-hyperparameters.ts';
import { searchedUpdateLine } from './search-rows.ts';
import type { EquationLine, RuleRow } from './types.ts';

/**
 * L-BFGS as `torch.optim.LBFGS` has it (torch/optim/lbfgs.py), with `max_iter` 1: an iteration is a step.
 *
 *     s = alpha' d',   y = g - g',   rho = 1 / s.y      a pair with s.y <= 1e-10 is not kept: rho is 0
 *     d = -g at t = 1, then -H g               H from at most `historySize` pairs, as in lbfgs.ts
 *     a = eta min(1, 1/|g|_1) at t = 1, then eta;   or found by a line search from there (cubic-search.ts)
 *     alpha = k a,   k = 1,  0 where max |g| <= toleranceGrad or g.d > -toleranceChange
 *     theta <- theta + alpha d
 *
 * alpha', d', g' of the step before. PyTorch's closure is called once a step at theta, and once for each trial: so often
 * value and gradient are counted, or the gradient alone without a search. With noise, g is noisy and trials see the exact
 * loss.
 *
 * After M. Schmidt's minFunc, https://www.cs.ubc.ca/~schmidtm/Software/minFunc.html.
 */
const tolerance = (key: string, letter: string, standard: number) =>
  row(key, [`τ${letter}`, `\\tau_${letter}`], standard, [1e-12, 0.1], { scale: 'log' });

const MAX_PAIRS = 100;

const trial = (when: string, rest: Pick<EquationLine, 'formula' | 'found'>): EquationLine => ({
  key: 'trial',
  part: 'rate',
  when,
  ...rest,
});

export const torchLbfgs: RuleRow = {
  id: 'torch-lbfgs',
  stepScale: 'free',
  hyperparameters: [
    hyper.lr(1),
    row('historySize', ['m', 'm'], 100, [1, 100], { hardMin: 1, hardMax: MAX_PAIRS, whole: true }),
    { ...switchRow({ key: 'lineSearchFn', symbol: '', tex: '' }), names: ['none', 'strong_wolfe'] },
    tolerance('toleranceGrad', 'g', 1e-7),
    tolerance('toleranceChange', 'd', 1e-9),
  ],
  fixed: { maxIter: 1 },
  rule: {
    vectors: ['direction', 'previousGradient'],
    scalars: ['trial', 'stepLength', 'evaluations'],
    symbols: { moves: 'k', trial: '\\hat\\alpha' },
    lines: [
      { key: 's', part: 'velocity', formula: 'stepLength*direction', when: 't != 1' },
      { key: 'y', part: 'scalar', formula: 'gradient - previousGradient', when: 't != 1' },
      { key: 'rho', part: 'scalar', formula: 'where(dot(s, y) > 1e-10, 1/dot(s, y), 0)', when: 't != 1' },
      ...pairsDirectionLines,
      {
        key: 'moves',
        part: 'scalar',
        formula:
          'where(max(abs(gradient)) > toleranceGrad and dot(gradient, direction) <= -toleranceChange, 1, 0)',
      },
      trial('lineSearchFn == 0 and t == 1', { formula: 'lr*min(1, 1/sum(abs(gradient)))' }),
      trial('lineSearchFn == 0 and t != 1', { formula: 'lr' }),
      trial('lineSearchFn != 0', {
        formula: 'trial',
        found: {
          reads: ['theta', 'direction', 'gradient', 'lr'],
          tex(of) {
            const [theta, d, g] = ['theta', 'direction', 'gradient'].map(of);
            const end = `${theta} + a ${d}`;
            return (
              `a : \\; f(${end}) \\le f(${theta}) + 10^{-4} a\\, ${g}^\\top ${d}, \\;` +
              ` \\left|\\nabla f(${end})^\\top ${d}\\right| \\le ${CUBIC.flatness} \\left|${g}^\\top ${d}\\right|`
            );
          },
        },
      }),
      { key: 'stepLength', part: 'rate', formula: 'moves*trial' },
      searchedUpdateLine,
      { key: 'previousGradient', part: 'gradient', formula: 'gradient' },
      positionLine,
    ],
    search: {
      blocks: [{ key: 'history', length: (dimension) => pairsLength(dimension, MAX_PAIRS) }],
      evaluations: (updates, counted) => ({
        values: counted,
        gradients: Math.max(updates, counted),
        hessians: 0,
      }),
      update(values, dimension, loss) {
        const pairs = createPairs(dimension, Math.trunc(numberOf(values, 'historySize')));
        const [least, shortest] = [numberOf(values, 'toleranceGrad'), numberOf(values, 'toleranceChange')];
        const line = flagOf(values, 'lineSearchFn') ? createCubicSearch(loss, shortest) : null;
        const s = new Float64Array(dimension);
        const y = new Float64Array(dimension);
        const scalars = 2 * dimension;

        return (theta, gradient, state, t, lr) => {
          const direction = state.subarray(0, dimension);
          const previous = state.subarray(dimension, scalars);
          const history = state.subarray(scalars + 3);
          let [largest, sum] = [0, 0];
          for (let i = 0; i < dimension; i++) {
            s[i] = state[scalars + 1]! * direction[i]!;
            y[i] = gradient[i]! - previous[i]!;
            const size = Math.abs(gradient[i]!);
            largest = Math.max(largest, size);
            sum += size;
          }
          if (t > 1) pairs.keep(history, s, y);
          pairs.direct(direction, gradient, history);
          previous.set(gradient);
          const slope = dot(gradient, direction);
          const moves = largest > least && slope <= -shortest;
          const first = t === 1 ? lr * Math.min(1, 1 / sum) : lr;
          let length = first;
          if (line) {
            line.trials = 0;
            length = moves ? line.search(theta, direction, slope, first) : 0;
            state[scalars + 2]! += line.trials + 1;
          }
          state[scalars] = length;
          state[scalars + 1] = moves ? length : 0;
          for (let i = 0; i < dimension; i++) theta[i]! += state[scalars + 1]! * direction[i]!;
        };
      },
    },
  },
};
