import { positionLine } from './common-lines.ts';
import * as hyper from './more-hyperparameters.ts';
import type { RuleRow } from './types.ts';

/**
 * The stochastic Polyak step, of a loss whose least value is 0.
 *
 *     p = f / (c |g|^2 + epsilon)
 *     constant   a = min(eta, p)
 *     smooth     a = min(gamma^(1/b) a, p),   a = eta at first
 *     theta <- theta - a g                               (a = 0 where |g| < 1e-8)
 *
 * The authors' code (IssamLaradji/sps). c = 1 is Polyak's step; their default, 0.5, is twice that. Where the loss comes
 * below 0 the steps go uphill.
 *
 * N. Loizou et al. 2020, https://arxiv.org/abs/2002.10542.
 */
export const sps: RuleRow = {
  id: 'sps',
  stepScale: 'free',
  hyperparameters: [
    {
      ...hyper.lr(1e6),
      max: 1e6,
    },
    {
      ...hyper.toggle('adaptFlag'),
      names: ['constant', 'smooth_iter'] as const,
    },
    hyper.row('c', ['c', 'c'], 1, [0.1, 10]),
    hyper.eps(),
    hyper.row('gamma', ['γ', '\\gamma'], 2, [1, 10]),
    hyper.row('nBatchesPerEpoch', ['b', 'b'], 1, [1, 100], {
      hardMin: Number.MIN_VALUE,
    }),
  ],
  rule: {
    vectors: [],
    scalars: ['stepSize'],
    starts: { stepSize: 'lr' },
    symbols: { polyak: 'p', stepSize: 'a' },
    lines: [
      { key: 'polyak', part: 'rate', formula: 'loss/(c*dot(gradient, gradient) + eps)' },
      { key: 'stepSize', part: 'rate', formula: 'min(lr, polyak)', when: 'adaptFlag == 0' },
      {
        key: 'stepSize',
        part: 'rate',
        formula: 'min(gamma^(1/nBatchesPerEpoch)*stepSize, polyak)',
        when: 'adaptFlag != 0',
      },
      { key: 'stepSize', part: 'rate', formula: 'where(norm(gradient) < 1e-8, 0, stepSize)' },
      { key: 'update', part: 'step', formula: 'stepSize*gradient' },
      positionLine,
    ],
  },
};
