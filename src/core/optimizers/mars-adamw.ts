import {
  correctedFirstMomentLine,
  correctedSecondMomentLine,
  decoupledLines,
  positionLine,
} from './common-lines.ts';
import * as hyper from './more-hyperparameters.ts';
import { adamStepLine } from './more-lines.ts';
import type { RuleRow } from './types.ts';

/**
 * MARS-AdamW: AdamW of a gradient whose variance is reduced.
 *
 *     c = g + gamma beta1 / (1 - beta1) (g - g'),   c <- c / max(1, |c|)
 *     m, v of c as in Adam                                (AMSGrad: the largest v so far)
 *     theta <- theta - eta (lambda theta + mHat / (sqrt(vHat) + epsilon))
 *
 * g' the gradient of the update before, 0 at first. The authors' code (AGI-Arena/MARS) with `optimize_1d`, and with the
 * stored gradient in the place of a second one on the same batch.
 *
 * H. Yuan et al. 2024, https://arxiv.org/abs/2411.10438.
 */
export const marsAdamw: RuleRow = {
  id: 'mars-adamw',
  stepScale: 'lr',
  hyperparameters: [
    hyper.lr(0.1),
    hyper.beta1Of(0.95),
    hyper.beta2Of(0.99),
    hyper.eps(),
    hyper.weightDecay(0),
    hyper.amsgrad,
    hyper.row('gamma', ['γ', '\\gamma'], 0.025, [0, 1]),
  ],
  rule: {
    vectors: ['previousGradient', 'm', 'v', 'vMax'],
    scalars: [],
    symbols: { corrected: 'c', clipped: "c'" },
    lines: [
      ...decoupledLines,
      {
        key: 'corrected',
        part: 'gradient',
        formula: 'gradient + gamma*beta1/(1 - beta1)*(gradient - previousGradient)',
      },
      { key: 'clipped', part: 'gradient', formula: 'corrected/max(1, norm(corrected))' },
      { key: 'previousGradient', part: 'gradient', formula: 'gradient' },
      { key: 'm', part: 'firstMoment', formula: 'beta1*m + (1 - beta1)*clipped' },
      { key: 'v', part: 'secondMoment', formula: 'beta2*v + (1 - beta2)*clipped^2' },
      { key: 'vMax', part: 'secondMoment', formula: 'max(vMax, v)', when: 'amsgrad != 0' },
      correctedFirstMomentLine,
      { ...correctedSecondMomentLine, when: 'amsgrad == 0' },
      { ...correctedSecondMomentLine, formula: 'vMax/(1 - beta2^t)', when: 'amsgrad != 0' },
      adamStepLine,
      positionLine,
    ],
  },
};
