import { correctedFirstMomentLine, firstMomentLine, l2Lines, positionLine } from './common-lines.ts';
import * as hyper from './hyperparameters.ts';
import type { RuleRow } from './types.ts';

/**
 * Adamax: Adam by the infinity norm.
 *
 *     g <- g + lambda theta
 *     m <- beta1 m + (1 - beta1) g
 *     u <- max(beta2 u, |g| + epsilon)
 *     theta <- theta - eta / (1 - beta1^t) m / u
 *
 * u exponentially weighted infinity norm of the gradients. PyTorch's convention: epsilon inside the maximum (Keras
 * divides by u + epsilon; the paper has none).
 *
 * D. P. Kingma, J. Ba 2015, section 7.1, https://arxiv.org/abs/1412.6980.
 */
export const adamax: RuleRow = {
  id: 'adamax',
  stepScale: 'lr',
  hyperparameters: [hyper.lr(0.1), hyper.beta1, hyper.beta2, hyper.eps(), hyper.weightDecay()],
  rule: {
    vectors: ['m', 'u'],
    scalars: [],
    lines: [
      ...l2Lines,
      firstMomentLine,
      { key: 'u', part: 'secondMoment', formula: 'max(beta2*u, abs(gradient) + eps)' },
      correctedFirstMomentLine,
      { key: 'update', part: 'step', formula: 'lr*mHat/u' },
      positionLine,
    ],
  },
};
