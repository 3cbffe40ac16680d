import { dot } from '../math/solve.ts';
import { positionLine } from './common-lines.ts';
import * as hyper from './hyperparameters.ts';
import { BELOW_ONE, numberOf, numberRow } from './hyperparameters.ts';
import type { RuleRow } from './types.ts';

/**
 * Gradient descent with Armijo backtracking (Nocedal and Wright, algorithm 3.1).
 *
 *     d = -g
 *     alpha <- eta,  then alpha <- rho alpha  until  f(theta + alpha d) <= f(theta) + c alpha g.d
 *     theta <- theta + alpha d
 *
 * eta the first trial, rho the shrinking, c the share of the decrease foretold by the slope that must be had. A trial
 * whose value is not a number is refused. Where no trial that still moves the position is accepted (at a minimum, to
 * rounding; or when noise points uphill), the step is zero. With noise, g is the noisy gradient and f the exact loss.
 *
 * L. Armijo 1966, https://doi.org/10.2140/pjm.1966.16.1; J. Nocedal, S. J. Wright, "Numerical optimization", 2006,
 * https://doi.org/10.1007/978-0-387-40065-5.
 */
const shrinking = numberRow({
  key: 'shrinking',
  symbol: 'ρ',
  tex: '\\rho',
  default: 0.5,
  min: 0.05,
  max: 0.95,
  scale: 'linear',
  hardMax: BELOW_ONE,
});

const decrease = numberRow({
  key: 'decrease',
  symbol: 'c',
  tex: 'c',
  default: 1e-4,
  min: 1e-6,
  max: 0.9,
  scale: 'log',
  hardMax: 1,
});

const MAX_TRIALS = 1000;

export const armijo: RuleRow = {
  id: 'armijo',
  stepScale: 'free',
  hyperparameters: [hyper.lr(1), shrinking, decrease],
  rule: {
    vectors: [],
    scalars: ['stepLength', 'evaluations'],
    // The value of an accepted trial is the next step's own.
    lines: [
      {
        key: 'stepLength',
        part: 'rate',
        formula: 'stepLength',
        found: {
          reads: ['theta', 'gradient', 'lr', 'shrinking', 'decrease'],
          tex: (of) => {
            const [theta, g] = [of('theta'), of('gradient')];
            const trial = `${of('lr')}\\,${of('shrinking')}^k`;
            return (
              `\\max_{k \\ge 0} \\left\\{ a = ${trial} : ` +
              `f(${theta} - a ${g}) \\le f(${theta}) - ${of('decrease')}\\, a\\, ${g}^\\top ${g} \\right\\}`
            );
          },
        },
      },
      { key: 'update', part: 'step', formula: 'stepLength*gradient' },
      positionLine,
    ],
    search: {
      evaluations: (updates, trials) => ({
        values: updates > 0 ? trials + 1 : 0,
        gradients: updates,
        hessians: 0,
      }),
      update(values, dimension, loss) {
        const rho = numberOf(values, 'shrinking');
        const c = numberOf(values, 'decrease');
        const trial = new Float64Array(dimension);
        return (theta, gradient, state, _t, lr) => {
          const value = loss.value(theta);
          const slope = -dot(gradient, gradient);
          let length = lr;
          let trials = 0;
          for (;;) {
            let moved = false;
            for (let i = 0; i < dimension; i++) {
              trial[i] = theta[i]! - length * gradient[i]!;
              if (trial[i] !== theta[i]) moved = true;
            }
            if (!moved || trials === MAX_TRIALS) {
              length = 0;
              break;
            }
            trials++;
            if (loss.value(trial) <= value + c * length * slope) break;
            length *= rho;
          }
          state[0] = length;
          state[1]! += trials;
          for (let i = 0; i < dimension; i++) theta[i]! -= length * gradient[i]!;
        };
      },
    },
  },
};
