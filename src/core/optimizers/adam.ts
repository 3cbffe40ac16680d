import {
  correctedFirstMomentLine,
  correctedSecondMomentLine,
  firstMomentLine,
  l2Lines,
  positionLine,
  secondMomentLine,
} from './common-lines.ts';
import * as hyper from './hyperparameters.ts';
import type { EquationLine, RuleRow } from './types.ts';

/**
 * Adam.
 *
 *     g <- g + lambda theta
 *     m <- beta1 m + (1 - beta1) g
 *     v <- beta2 v + (1 - beta2) g^2
 *     mHat = m / (1 - beta1^t)
 *     vHat = v / (1 - beta2^t)                  (AMSGrad: vMax <- max(vMax, v) in the place of v)
 *     theta <- theta - eta mHat / (sqrt(vHat) + epsilon)
 *
 * m, v first and second moment, t the number of the update, from 1.
 * The paper's algorithm 1 and PyTorch's convention: epsilon outside the root, after the bias correction. Keras adds
 * it before the correction ("epsilon hat"). AMSGrad takes the maximum before the correction, as PyTorch does; its
 * paper corrects nothing. Weight decay here is L2, part of the gradient; AdamW decouples it.
 *
 * D. P. Kingma, J. Ba 2015, https://arxiv.org/abs/1412.6980; AMSGrad: S. J. Reddi, S. Kale, S. Kumar 2018,
 * https://arxiv.org/abs/1904.09237.
 */

/** Adam's lines after any weight decay, up to the step. */
export const adamLines: readonly EquationLine[] = [
  firstMomentLine,
  secondMomentLine,
  { key: 'vMax', part: 'secondMoment', formula: 'max(vMax, v)', when: 'amsgrad != 0' },
  correctedFirstMomentLine,
  { ...correctedSecondMomentLine, when: 'amsgrad == 0' },
  { ...correctedSecondMomentLine, formula: 'vMax/(1 - beta2^t)', when: 'amsgrad != 0' },
  { key: 'update', part: 'step', formula: 'lr*mHat/(sqrt(vHat) + eps)' },
  positionLine,
];

export const adamVectors = ['m', 'v', 'vMax'] as const;

export const adam: RuleRow = {
  id: 'adam',
  stepScale: 'lr',
  hyperparameters: [hyper.lr(0.1), hyper.beta1, hyper.beta2, hyper.eps(), hyper.weightDecay(), hyper.amsgrad],
  rule: {
    vectors: adamVectors,
    scalars: [],
    lines: [...l2Lines, ...adamLines],
  },
};
