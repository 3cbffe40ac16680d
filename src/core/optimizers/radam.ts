import {
  correctedFirstMomentLine,
  firstMomentLine,
  l2Lines,
  positionLine,
  secondMomentLine,
} from './common-lines.ts';
import * as hyper from './hyperparameters.ts';
import type { RuleRow } from './types.ts';

/**
 * RAdam: Adam with a rectified start.
 *
 *     g <- g + lambda theta
 *     m, v, mHat as in Adam
 *     rho_inf = 2 / (1 - beta2) - 1
 *     rho = rho_inf - 2 t beta2^t / (1 - beta2^t)
 *     rho <= 5:  theta <- theta - eta mHat
 *     rho > 5:   r = sqrt((rho - 4)(rho - 2) rho_inf / ((rho_inf - 4)(rho_inf - 2) rho))
 *                theta <- theta - eta r mHat sqrt(1 - beta2^t) / (sqrt(v) + epsilon)
 *
 * rho the length of the average behind v, r the rectification. PyTorch's convention: threshold 5 (the paper: 4),
 * epsilon added to the root before its correction.
 *
 * L. Liu et al. 2020, https://arxiv.org/abs/1908.03265.
 */
const rectified = { when: 'rho > 5' };
const plain = { when: 'not rho > 5' };

export const radam: RuleRow = {
  id: 'radam',
  // Its first steps, at the default beta2 five of them, are as long as the gradient, and decide what happens.
  stepScale: 'gradient',
  hyperparameters: [hyper.lr(0.01), hyper.beta1, hyper.beta2, hyper.eps(), hyper.weightDecay()],
  rule: {
    vectors: ['m', 'v'],
    scalars: [],
    lines: [
      ...l2Lines,
      firstMomentLine,
      secondMomentLine,
      correctedFirstMomentLine,
      { key: 'rhoInf', part: 'scalar', formula: '2/(1 - beta2) - 1' },
      { key: 'rho', part: 'scalar', formula: 'rhoInf - 2*t*beta2^t/(1 - beta2^t)' },
      {
        key: 'rectification',
        part: 'scalar',
        formula: 'sqrt((rho - 4)*(rho - 2)*rhoInf/((rhoInf - 4)*(rhoInf - 2)*rho))',
        ...rectified,
      },
      { key: 'scaling', part: 'scaling', formula: 'sqrt(1 - beta2^t)/(sqrt(v) + eps)', ...rectified },
      { key: 'update', part: 'step', formula: 'lr*mHat', ...plain },
      { key: 'update', part: 'step', formula: 'lr*rectification*scaling*mHat', ...rectified },
      positionLine,
    ],
  },
};
