import { l2Lines, positionLine } from './common-lines.ts';
import * as hyper from './hyperparameters.ts';
import { numberOf, numberRow } from './hyperparameters.ts';
import type { HyperparameterValues, RuleRow, Stability } from './types.ts';

/**
 * QHM: quasi-hyperbolic momentum.
 *
 *     g <- g + lambda theta
 *     b <- beta b + (1 - beta) g
 *     theta <- theta - eta ((1 - nu) g + nu b)
 *
 * b velocity, an average of gradients; nu the share of it in the step: 0 is plain gradient descent, 1 momentum.
 * The paper's equations 3 and 4 and the authors' PyTorch code: the velocity begins at zero and is not corrected for
 * it, and (1 - beta) multiplies the gradient, so that SGD's momentum beta at rate eta is QHM's at eta / (1 - beta).
 *
 * J. Ma, D. Yarats 2019, https://arxiv.org/abs/1810.06801.
 */
const nu = numberRow({
  key: 'nu',
  symbol: 'ν',
  tex: '\\nu',
  default: 0.7,
  min: 0,
  max: 1,
  scale: 'linear',
  hardMin: -Infinity,
});

/**
 * On a quadratic of curvature lambda, with h = eta lambda, the update's matrix has trace
 * 1 + beta - h (1 - nu beta) and determinant beta - h beta (1 - nu); by Jury's conditions it is stable while
 *
 *     h < 2 (1 + beta) / (1 + beta - 2 nu beta)
 *
 * for beta below 1 and nu from 0 to 1.
 */
function stability(values: HyperparameterValues): Stability | null {
  const beta = numberOf(values, 'momentum');
  const share = numberOf(values, 'nu');
  if (beta >= 1 || share < 0 || share > 1) return null;
  if (beta === 0 || share === 0) return { product: 2, formula: '2/λmax' };
  return {
    product: (2 * (1 + beta)) / (1 + beta - 2 * share * beta),
    formula: '2(1+β)/((1+β−2νβ)λmax)',
  };
}

export const qhm: RuleRow = {
  id: 'qhm',
  stepScale: 'gradient',
  hyperparameters: [hyper.lr(0.01), hyper.momentum(0.9, 'β', '\\beta'), nu, hyper.weightDecay()],
  rule: {
    vectors: ['velocity'],
    scalars: [],
    lines: [
      ...l2Lines,
      {
        key: 'velocity',
        part: 'velocity',
        formula: 'momentum*velocity + (1 - momentum)*gradient',
        when: 'nu != 0',
      },
      {
        key: 'update',
        part: 'step',
        formula: 'lr*((1 - nu)*gradient + nu*velocity)',
        when: 'nu != 0',
      },
      { key: 'update', part: 'step', formula: 'lr*gradient', when: 'nu == 0' },
      positionLine,
    ],
  },
  stability,
};
