import { l2Lines, positionLine } from './common-lines.ts';
import * as hyper from './more-hyperparameters.ts';
import type { RuleRow } from './types.ts';

/**
 * ASGD: averaged stochastic gradient descent.
 *
 *     eta_t = eta / (1 + kappa eta (t - 1))^alpha,   mu = 1 / max(1, t - 1 - t_0)
 *     theta <- theta - kappa eta_t theta - eta_t g
 *     average <- theta while mu = 1, else average + mu (theta - average)
 *
 * PyTorch's convention. What is drawn is theta; its average is kept beside it.
 *
 * B. T. Polyak, A. B. Juditsky 1992, https://doi.org/10.1137/0330046.
 */
export const asgd: RuleRow = {
  id: 'asgd',
  stepScale: 'gradient',
  hyperparameters: [
    hyper.lr(0.01),
    hyper.row('lambd', ['κ', '\\kappa'], 1e-4, [0, 1]),
    hyper.row('alpha', ['α', '\\alpha'], 0.75, [0, 1]),
    hyper.row('t0', ['t₀', 't_0'], 1e6, [1, 1e6], hyper.onLogScale),
    hyper.weightDecay(),
  ],
  rule: {
    vectors: ['average'],
    scalars: [],
    starts: { average: 'theta' },
    symbols: { rate: '\\eta_t', shrinkage: 'p', average: '\\bar\\theta' },
    lines: [
      ...l2Lines,
      { key: 'rate', part: 'rate', formula: 'lr/(1 + lambd*lr*(t - 1))^alpha' },
      { key: 'shrinkage', part: 'decay', formula: 'lambd*rate*theta', when: 'lambd != 0' },
      { key: 'theta', part: 'decay', formula: 'theta - shrinkage', when: 'lambd != 0' },
      { key: 'update', part: 'step', formula: 'rate*gradient' },
      { key: 'mu', part: 'scalar', formula: '1/max(1, t - 1 - t0)' },
      { key: 'average', part: 'point', formula: 'theta - update', when: 'mu == 1' },
      {
        key: 'average',
        part: 'point',
        formula: 'average + mu*(theta - update - average)',
        when: 'mu != 1',
      },
      positionLine,
    ],
  },
};
