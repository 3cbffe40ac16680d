import { failureAt } from '../math/loss.ts';
import { isSingular, solveInPlace } from '../math/solve.ts';
import { positionLine } from './common-lines.ts';
import * as hyper from './hyperparameters.ts';
import { numberOf, numberRow } from './hyperparameters.ts';
import type { RuleRow } from './types.ts';

/**
 * Newton's method, damped.
 *
 *     (H + lambda I) p = g
 *     theta <- theta - eta p
 *
 * H the Hessian at theta, lambda the damping, eta the share of the full step that is taken. Nothing is done about
 * negative curvature: along such a direction the step goes uphill, and a saddle attracts as a minimum does. A
 * singular matrix gives a step that is not finite, and the run ends for want of one. With noise on the gradient the
 * Hessian is still the exact one.
 *
 * J. Nocedal, S. J. Wright, "Numerical optimization", 2006, https://doi.org/10.1007/978-0-387-40065-5, section 3.3; damping:
 * D. Marquardt 1963, https://doi.org/10.1137/0111030.
 */
const damping = numberRow({
  key: 'damping',
  symbol: 'λ',
  tex: '\\lambda',
  default: 0,
  min: 0,
  max: 100,
  scale: 'linear',
});

export const newton: RuleRow = {
  id: 'newton',
  stepScale: 'free',
  hyperparameters: [hyper.lr(1), damping],
  rule: {
    vectors: ['solution'],
    scalars: [],
    lines: [
      {
        key: 'solution',
        part: 'scaling',
        formula: 'solution',
        found: {
          reads: ['theta', 'gradient', 'damping'],
          tex: (of) =>
            `\\left(\\nabla^2 f(${of('theta')}) + ${of('damping')} I\\right)^{-1} ${of('gradient')}`,
        },
      },
      { key: 'update', part: 'step', formula: 'lr*solution' },
      positionLine,
    ],
    search: {
      evaluations: (updates) => ({ values: 0, gradients: updates, hessians: updates }),
      update(values, dimension, loss) {
        const lambda = numberOf(values, 'damping');
        const hessian = new Float64Array(dimension ** 2);
        const solution = new Float64Array(dimension);
        return (theta, gradient, state, _t, lr) => {
          loss.hessian(theta, hessian);
          for (let i = 0; i < dimension; i++) hessian[i * dimension + i]! += lambda;
          solution.set(gradient);
          solveInPlace(hessian, solution);
          for (let i = 0; i < dimension; i++) {
            state[i] = solution[i]!;
            theta[i]! -= lr * solution[i]!;
          }
        };
      },
      failure(values, loss, theta) {
        const hessian = loss.hessian(theta);
        if (!hessian.every(Number.isFinite)) return failureAt(loss, theta, 'hessian') ?? 'overflow';
        const lambda = numberOf(values, 'damping');
        for (let i = 0; i < loss.dimension; i++) hessian[i * loss.dimension + i]! += lambda;
        return isSingular(hessian, loss.dimension) ? 'undefined' : 'overflow';
      },
    },
  },
};
