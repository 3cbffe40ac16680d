import {
  correctedSecondMomentLine,
  firstMomentLine,
  l2Lines,
  positionLine,
  secondMomentLine,
} from './common-lines.ts';
import * as hyper from './more-hyperparameters.ts';
import type { RuleRow } from './types.ts';

/**
 * NAdam: Adam with Nesterov momentum.
 *
 *     g <- g + lambda theta
 *     mu = beta1 (1 - 0.96^(t psi) / 2),   mu' the same at t + 1
 *     P <- P mu
 *     m, v as in Adam
 *     mHat = mu' m / (1 - P mu') + (1 - mu) g / (1 - P)
 *     theta <- theta - eta mHat / (sqrt(v / (1 - beta2^t)) + epsilon)
 *
 * mu the momentum of this update, P the product of all so far, psi its decay (PyTorch: 0.004; the paper and Keras
 * have 0.96^t, psi 1). PyTorch's convention otherwise, as in Adam.
 *
 * T. Dozat 2016, https://openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ.
 */
export const nadam: RuleRow = {
  id: 'nadam',
  stepScale: 'lr',
  hyperparameters: [
    hyper.lr(0.1),
    hyper.beta1,
    hyper.beta2,
    hyper.eps(),
    hyper.weightDecay(),
    hyper.momentumDecay,
  ],
  rule: {
    vectors: ['m', 'v'],
    scalars: ['muProduct'],
    starts: { muProduct: '1' },
    lines: [
      ...l2Lines,
      { key: 'mu', part: 'scalar', formula: 'beta1*(1 - 0.5*0.96^(t*momentumDecay))' },
      { key: 'muNext', part: 'scalar', formula: 'beta1*(1 - 0.5*0.96^((t + 1)*momentumDecay))' },
      { key: 'muProduct', part: 'scalar', formula: 'muProduct*mu' },
      firstMomentLine,
      secondMomentLine,
      {
        key: 'mHat',
        part: 'correctedFirstMoment',
        formula: 'muNext*m/(1 - muProduct*muNext) + (1 - mu)*gradient/(1 - muProduct)',
      },
      correctedSecondMomentLine,
      { key: 'update', part: 'step', formula: 'lr*mHat/(sqrt(vHat) + eps)' },
      positionLine,
    ],
  },
};
