import { decoupledLines, positionLine } from './common-lines.ts';
import * as hyper from './hyperparameters.ts';
import type { OptimizerEntry } from './types.ts';

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
 */
export const lion: OptimizerEntry = {
  id: 'lion',
  name: 'Lion',
  summary: 'Steps by the learning rate along every axis, by the sign of an averaged gradient alone.',
  stepScale: 'lr',
  hyperparameters: [
    hyper.lr(0.01),
    { ...hyper.beta1, meaning: 'Weight of the kept average in the one whose sign is taken.' },
    {
      ...hyper.beta2,
      label: 'Kept-average decay',
      meaning: 'Decay of the running average of gradients that is kept.',
      default: 0.99,
    },
    hyper.weightDecay(0, true),
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
