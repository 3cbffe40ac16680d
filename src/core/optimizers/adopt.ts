import { coupledDecay, positionLine } from './common-lines.ts';
import * as hyper from './more-hyperparameters.ts';
import type { RuleRow } from './types.ts';

/**
 * ADOPT: Adam that divides before it averages.
 *
 *     first update:  v <- g^2, and nothing moves
 *     d = g / max(sqrt(v), epsilon)                  (v of the update before; clipped to +-(t - 1)^(1/4))
 *     m <- beta1 m + (1 - beta1) d
 *     theta <- theta - eta m
 *     v <- beta2 v + (1 - beta2) g^2
 *
 * The authors' code: nothing is corrected, and the first update does not decay either.
 *
 * S. Taniguchi et al. 2024, https://arxiv.org/abs/2411.02853.
 */
const decays = 'weightDecay != 0 and decouple != 0 and t != 1';

export const adopt: RuleRow = {
  id: 'adopt',
  stepScale: 'lr',
  hyperparameters: [
    hyper.lr(0.1),
    hyper.beta1,
    hyper.beta2Of(0.9999),
    hyper.eps(1e-6),
    hyper.toggle('clip', true),
    hyper.weightDecay(),
    hyper.decouple('decouple', false),
  ],
  rule: {
    vectors: ['v', 'm'],
    scalars: [],
    symbols: { bound: 'c' },
    lines: [
      ...coupledDecay('weightDecay != 0 and decouple == 0'),
      { key: 'decay', part: 'decay', formula: 'lr*weightDecay*theta', when: decays },
      { key: 'theta', part: 'decay', formula: 'theta - decay', when: decays },
      { key: 'scaledGradient', part: 'scaling', formula: 'gradient/max(sqrt(v), eps)', when: 't != 1' },
      { key: 'bound', part: 'scalar', formula: '(t - 1)^0.25', when: 'clip != 0 and t != 1' },
      {
        key: 'scaledGradient',
        part: 'scaling',
        formula: 'min(bound, max(-bound, scaledGradient))',
        when: 'clip != 0 and t != 1',
      },
      { key: 'v', part: 'secondMoment', formula: 'gradient^2', when: 't == 1' },
      { key: 'm', part: 'firstMoment', formula: 'beta1*m + (1 - beta1)*scaledGradient', when: 't != 1' },
      { key: 'v', part: 'secondMoment', formula: 'beta2*v + (1 - beta2)*gradient^2', when: 't != 1' },
      { key: 'update', part: 'step', formula: '0*gradient', when: 't == 1' },
      { key: 'update', part: 'step', formula: 'lr*m', when: 't != 1' },
      positionLine,
    ],
  },
};
