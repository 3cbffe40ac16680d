import { adamLines, adamVectors } from './adam.ts';
import { decoupledLines } from './common-lines.ts';
import * as hyper from './hyperparameters.ts';
import type { RuleRow } from './types.ts';

/**
 * AdamW: Adam with decoupled weight decay.
 *
 *     theta <- theta - eta lambda theta
 *     then Adam's update with the plain gradient
 *
 * PyTorch's convention: the decay is multiplied by the learning rate; the paper multiplies it by the schedule alone.
 *
 * I. Loshchilov, F. Hutter 2019, https://arxiv.org/abs/1711.05101.
 */
export const adamw: RuleRow = {
  id: 'adamw',
  stepScale: 'lr',
  hyperparameters: [
    hyper.lr(0.1),
    hyper.beta1,
    hyper.beta2,
    hyper.eps(),
    hyper.weightDecay(0.01),
    hyper.amsgrad,
  ],
  rule: {
    vectors: adamVectors,
    scalars: [],
    lines: [...decoupledLines, ...adamLines],
  },
};
