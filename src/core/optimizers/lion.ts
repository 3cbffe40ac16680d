import { decoupledLines, positionLine } from './common-lines.ts';
import * as hyper from './hyperparameters.ts';
import type { RuleRow } from './types.ts';

/**
 * Lion: evolved sign momentum.
 *
 *     theta <- theta - eta lambda theta
 *     c = beta1 m + (1 - beta1) g
 *     theta <- theta - eta sign(c)
 *     m <- beta2 m + (1 - beta2) g
 *
 * c the average that decides on the sign, m the one that is kept: two decays of one moment. The paper's algorithm 2,
 * sign(0) = 0, and the learning rate multiplies the weight decay, as in AdamW.
 *
 * X. Chen et al. 2023, https://arxiv.org/abs/2302.06675.
 */
export const lion: RuleRow = {
  id: 'lion',
  stepScale: 'lr',
  hyperparameters: [
    hyper.lr(0.01),
    hyper.beta1,
    {
      ...hyper.beta2,
      default: 0.99,
    },
    hyper.weightDecay(0),
  ],
  rule: {
    vectors: ['m'],
    scalars: [],
    lines: [
      ...decoupledLines,
      { key: 'average', part: 'correctedFirstMoment', formula: 'beta1*m + (1 - beta1)*gradient' },
      { key: 'm', part: 'firstMoment', formula: 'beta2*m + (1 - beta2)*gradient' },
      { key: 'update', part: 'step', formula: 'lr*sign(average)' },
      positionLine,
    ],
  },
};
