import { correctedFirstMomentLine, firstMomentLine, positionLine } from './common-lines.ts';
import * as hyper from './more-hyperparameters.ts';
import type { RuleRow } from './types.ts';

/**
 * Adan: adaptive Nesterov momentum.
 *
 *     D = g - g'                                       (0 at the first update)
 *     m <- beta1 m + (1 - beta1) g
 *     d <- beta2 d + (1 - beta2) D
 *     n <- beta3 n + (1 - beta3) (g + beta2 D)^2
 *     theta <- (theta - eta (mHat + beta2 dHat) / (sqrt(nHat) + epsilon)) / (1 + eta lambda)
 *
 * The authors' code (sail-sg/Adan), whose betas are 1 minus the paper's. Optax multiplies D by 1 - beta2 instead.
 *
 * X. Xie et al. 2022, https://arxiv.org/abs/2208.06677.
 */
export const adan: RuleRow = {
  id: 'adan',
  stepScale: 'lr',
  hyperparameters: [
    hyper.lr(0.1),
    hyper.beta1Of(0.98),
    {
      ...hyper.beta2Of(0.92),
    },
    hyper.row('beta3', ['β₃', '\\beta_3'], 0.99, [0, 0.9999], hyper.share),
    hyper.eps(),
    hyper.weightDecay(),
    hyper.row('maxGradNorm', ['c', 'c'], 0, [0, 100]),
    hyper.toggle('noProx'),
  ],
  rule: {
    vectors: ['previousGradient', 'm', 'differenceAverage', 'n'],
    scalars: [],
    symbols: {
      clip: 'q',
      difference: 'D',
      differenceAverage: 'd',
      differenceHat: '\\hat d',
      n: 'n',
      nHat: '\\hat n',
    },
    lines: [
      {
        key: 'clip',
        part: 'scalar',
        formula: 'min(1, maxGradNorm/(norm(gradient) + eps))',
        when: 'maxGradNorm != 0',
      },
      { key: 'gradient', part: 'gradient', formula: 'clip*gradient', when: 'maxGradNorm != 0' },
      { key: 'difference', part: 'gradient', formula: '0*gradient', when: 't == 1' },
      { key: 'difference', part: 'gradient', formula: 'gradient - previousGradient', when: 't != 1' },
      { key: 'previousGradient', part: 'gradient', formula: 'gradient' },
      firstMomentLine,
      {
        key: 'differenceAverage',
        part: 'firstMoment',
        formula: 'beta2*differenceAverage + (1 - beta2)*difference',
      },
      {
        key: 'n',
        part: 'secondMoment',
        formula: 'beta3*n + (1 - beta3)*(gradient + beta2*difference)^2',
      },
      correctedFirstMomentLine,
      { key: 'differenceHat', part: 'correctedFirstMoment', formula: 'differenceAverage/(1 - beta2^t)' },
      { key: 'nHat', part: 'correctedSecondMoment', formula: 'n/(1 - beta3^t)' },
      {
        key: 'decay',
        part: 'decay',
        formula: 'lr*weightDecay*theta',
        when: 'weightDecay != 0 and noProx != 0',
      },
      { key: 'theta', part: 'decay', formula: 'theta - decay', when: 'weightDecay != 0 and noProx != 0' },
      { key: 'update', part: 'step', formula: 'lr*(mHat + beta2*differenceHat)/(sqrt(nHat) + eps)' },
      { key: 'theta', part: 'point', formula: 'theta - update', when: 'weightDecay != 0 and noProx == 0' },
      {
        key: 'decay',
        part: 'decay',
        formula: 'lr*weightDecay/(1 + lr*weightDecay)*theta',
        when: 'weightDecay != 0 and noProx == 0',
      },
      { key: 'theta', part: 'position', formula: 'theta - decay', when: 'weightDecay != 0 and noProx == 0' },
      { ...positionLine, when: 'weightDecay == 0 or noProx != 0' },
    ],
  },
};
