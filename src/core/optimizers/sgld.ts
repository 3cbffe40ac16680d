import { positionLine } from './common-lines.ts';
import * as hyper from './more-hyperparameters.ts';
import type { RuleRow } from './types.ts';

/**
 * SGLD: stochastic gradient Langevin dynamics (M. Welling, Y. W. Teh, "Bayesian learning via stochastic gradient Langevin
 * dynamics", ICML 2011, https://www.stats.ox.ac.uk/~teh/research/compstats/WelTeh2011a.pdf), with a temperature (M. Raginsky,
 * A. Rakhlin, M. Telgarsky, COLT 2017, https://arxiv.org/abs/1702.03849, of beta = 1/T).
 *
 *     theta <- theta - eta g + sqrt(2 eta T) xi,     xi ~ N(0, 1) of (seed, step, component)
 *
 * The papers' conventions differ: Welling and Teh step by epsilon/2 and draw with variance epsilon, which is eta = epsilon/2
 * and T = 1 here, with f the negative logarithm of the posterior; this is that of Raginsky et al. For small eta positions come
 * to be distributed as exp(-f/T); on a quadratic of curvature lambda the variance is exactly
 * T / (lambda (1 - eta lambda/2)) and not T/lambda.
 *
 * A schedule lowers eta alone and leaves the temperature, as Welling and Teh have it; annealing lowers the temperature with
 * it, T eta/eta_0.
 */
export const sgld: RuleRow = {
  id: 'sgld',
  stepScale: 'gradient',
  hyperparameters: [
    hyper.lr(0.01),
    hyper.row('temperature', ['T', 'T'], 1, [1e-4, 10], hyper.onLogScale),
    hyper.toggle('annealing'),
  ],
  rule: {
    vectors: [],
    scalars: [],
    symbols: { noise: '\\xi', kick: 'k', baseRate: '\\eta_0' },
    lines: [
      { key: 'noise', part: 'noise', formula: 'standardNormal(theta)' },
      { key: 'kick', part: 'noise', formula: 'sqrt(2*lr*temperature)*noise', when: 'annealing == 0' },
      {
        key: 'kick',
        part: 'noise',
        // Without a rate there is no step either.
        formula: 'lr*sqrt(2*temperature/max(baseRate, 1e-300))*noise',
        when: 'annealing != 0',
      },
      { key: 'update', part: 'step', formula: 'lr*gradient - kick' },
      positionLine,
    ],
  },
  // That the mean settles: the gradient step is that of gradient descent.
  stability: () => ({ product: 2, formula: '2/λmax' }),
};
