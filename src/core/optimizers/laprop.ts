import { secondMomentLine } from './common-lines.ts';
import * as hyper from './hyperparameters.ts';
import { decayAfter } from './more-lines.ts';
import type { RuleRow } from './types.ts';

/**
 * LaProp: Adam that divides before it averages, by the newest second moment.
 *
 *     v <- beta2 v + (1 - beta2) g^2
 *     q = v                              (centered, after ten steps: v - a^2, a the beta2-average of g; AMSGrad: its largest)
 *     m <- beta1 m + (1 - beta1) eta g / (sqrt(q / (1 - beta2^t)) + epsilon)
 *     theta <- theta - m / (1 - beta1^t),   then theta <- theta - lambda theta
 *
 * The authors' code: the learning rate is inside m, and the decay is not multiplied by it.
 *
 * L. Ziyin, Z. T. Wang, M. Ueda 2020, https://arxiv.org/abs/2002.04839.
 */
const q = (key: string) => `${key}/(1 - beta2^t)`;
const centeredNow = 'centered != 0 and t > 10';

export const laprop: RuleRow = {
  id: 'laprop',
  stepScale: 'lr',
  hyperparameters: [
    hyper.lr(0.1),
    hyper.beta1,
    hyper.beta2,
    hyper.eps(1e-15),
    {
      ...hyper.weightDecay(),
    },
    hyper.amsgrad,
    hyper.centered,
  ],
  rule: {
    vectors: ['m', 'v', 'gradientAverage', 'qMax'],
    scalars: [],
    symbols: { spread: 'q', qMax: 'q_{\\max}', spreadHat: '\\hat q', scaledGradient: 'd' },
    lines: [
      secondMomentLine,
      {
        key: 'gradientAverage',
        part: 'firstMoment',
        formula: 'beta2*gradientAverage + (1 - beta2)*gradient',
        when: 'centered != 0',
      },
      { key: 'spread', part: 'secondMoment', formula: 'v - gradientAverage^2', when: centeredNow },
      { key: 'spread', part: 'secondMoment', formula: 'v', when: 'centered == 0 or not t > 10' },
      { key: 'qMax', part: 'secondMoment', formula: 'max(qMax, spread)', when: 'amsgrad != 0' },
      { key: 'spreadHat', part: 'correctedSecondMoment', formula: q('spread'), when: 'amsgrad == 0' },
      { key: 'spreadHat', part: 'correctedSecondMoment', formula: q('qMax'), when: 'amsgrad != 0' },
      { key: 'scaledGradient', part: 'scaling', formula: 'lr*gradient/(sqrt(spreadHat) + eps)' },
      { key: 'm', part: 'firstMoment', formula: 'beta1*m + (1 - beta1)*scaledGradient' },
      { key: 'update', part: 'step', formula: 'm/(1 - beta1^t)' },
      ...decayAfter('weightDecay'),
    ],
  },
};
