import { l2Lines, positionLine } from './common-lines.ts';
import * as hyper from './hyperparameters.ts';
import type { RuleRow } from './types.ts';

/**
 * Adagrad.
 *
 *     g <- g + lambda theta
 *     G <- G + g^2
 *     r = eta / (1 + (t - 1) kappa)
 *     theta <- theta - r g / (sqrt(G) + epsilon)
 *
 * G sum of squared gradients, from G_0; r the decayed learning rate, kappa its decay, t the number of the update.
 * PyTorch's convention: epsilon 1e-10 outside the root, sum from 0 (Keras: inside the root, 1e-7, sum from 0.1).
 *
 * J. Duchi, E. Hazan, Y. Singer 2011, https://jmlr.org/papers/v12/duchi11a.html.
 */
export const adagrad: RuleRow = {
  id: 'adagrad',
  stepScale: 'lr',
  hyperparameters: [
    hyper.lr(0.5),
    hyper.lrDecay,
    hyper.initialAccumulatorValue,
    hyper.eps(1e-10),
    hyper.weightDecay(),
  ],
  rule: {
    vectors: ['sum'],
    scalars: [],
    starts: { sum: 'initialAccumulatorValue' },
    lines: [
      ...l2Lines,
      {
        key: 'sum',
        part: 'secondMoment',
        formula: 'initialAccumulatorValue + gradient^2',
        when: 't == 1 and initialAccumulatorValue != 0',
      },
      {
        key: 'sum',
        part: 'secondMoment',
        formula: 'sum + gradient^2',
        when: 't != 1 or initialAccumulatorValue == 0',
      },
      { key: 'rate', part: 'rate', formula: 'lr/(1 + (t - 1)*lrDecay)', when: 'lrDecay != 0' },
      {
        key: 'update',
        part: 'step',
        formula: 'lr*gradient/(sqrt(sum) + eps)',
        when: 'lrDecay == 0',
      },
      { key: 'update', part: 'step', formula: 'rate*gradient/(sqrt(sum) + eps)', when: 'lrDecay != 0' },
      positionLine,
    ],
  },
};
