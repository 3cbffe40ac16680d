import { Powers } from '../math/powers.ts';
import {
  acts,
  correctedFirstMomentLine,
  correctedSecondMomentLine,
  firstMomentLine,
  l2Lines,
  positionLine,
  secondMomentLine,
} from './common-lines.ts';
import * as hyper from './hyperparameters.ts';
import { flagOf, numberOf } from './hyperparameters.ts';
import type { EquationLine, HyperparameterValues, OptimizerEntry, Update } from './types.ts';

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
 */

/** Adam's lines after any weight decay, up to the step. */
export const adamLines: readonly EquationLine[] = [
  firstMomentLine,
  secondMomentLine,
  { key: 'vMax', part: 'secondMoment', formula: 'max(vMax, v)', when: acts('amsgrad') },
  correctedFirstMomentLine,
  { ...correctedSecondMomentLine, when: (s) => s['amsgrad'] === 0 },
  { ...correctedSecondMomentLine, formula: 'vMax/(1 - beta2^t)', when: acts('amsgrad') },
  { key: 'update', part: 'step', formula: 'lr*mHat/(sqrt(vHat) + eps)' },
  positionLine,
];

export const adamVectors = ['m', 'v', 'vMax'] as const;

/**
 * Adam's update with `l2` times the position added to the gradient and the position shrunk by lr times `decoupled`
 * first. The corrections are divided out once a step, not once a component.
 */
export function adamUpdate(
  values: HyperparameterValues,
  dimension: number,
  l2: number,
  decoupled: number,
): Update {
  const beta1 = numberOf(values, 'beta1');
  const beta2 = numberOf(values, 'beta2');
  const eps = numberOf(values, 'eps');
  const amsgrad = flagOf(values, 'amsgrad');
  const power1 = new Powers(beta1);
  const power2 = new Powers(beta2);
  const [second, maximum] = [dimension, 2 * dimension];
  return (theta, gradient, state, t, lr) => {
    const rate = lr / (1 - power1.at(t));
    const scale = 1 / Math.sqrt(1 - power2.at(t));
    const shrink = 1 - lr * decoupled;
    for (let i = 0; i < dimension; i++) {
      const g = gradient[i]! + l2 * theta[i]!;
      const m = beta1 * state[i]! + (1 - beta1) * g;
      let v = beta2 * state[second + i]! + (1 - beta2) * g * g;
      state[i] = m;
      state[second + i] = v;
      if (amsgrad) {
        v = Math.max(state[maximum + i]!, v);
        state[maximum + i] = v;
      }
      theta[i] = shrink * theta[i]! - (rate * m) / (Math.sqrt(v) * scale + eps);
    }
  };
}

export const adam: OptimizerEntry = {
  id: 'adam',
  name: 'Adam',
  summary: 'Steps along the averaged gradient, each component divided by the root of its averaged square.',
  source:
    'D. P. Kingma, J. Ba, "Adam: a method for stochastic optimization", 2015; AMSGrad: S. J. Reddi et al., 2018.',
  convention: 'The paper and PyTorch: epsilon is added to the root, after the bias correction.',
  stepScale: 'lr',
  hyperparameters: [hyper.lr(0.1), hyper.beta1, hyper.beta2, hyper.eps(), hyper.weightDecay(), hyper.amsgrad],
  rule: {
    vectors: adamVectors,
    scalars: [],
    init() {},
    update: (values, dimension) => adamUpdate(values, dimension, numberOf(values, 'weightDecay'), 0),
    lines: [...l2Lines, ...adamLines],
  },
};
