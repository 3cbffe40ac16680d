import { firstMomentLine, positionLine } from './common-lines.ts';
import * as hyper from './more-hyperparameters.ts';
import { eitherDecay } from './more-lines.ts';
import type { RuleRow } from './types.ts';

/**
 * Sophia with the exact diagonal of the Hessian.
 *
 *     every k updates:  h <- beta2 h + (1 - beta2) diag H
 *     m <- beta1 m + (1 - beta1) g
 *     theta <- theta - eta clip(m / max(h, epsilon), rho)
 *
 * The form of pytorch_optimizer (kozistr), without its random estimate of H. The paper has clip(m / max(gamma h, epsilon), 1):
 * its gamma is rho, and its learning rate eta rho.
 *
 * H. Liu et al. 2023, https://arxiv.org/abs/2305.14342.
 */
const asks = 'mod(t - 1, hessianEvery) == 0';

export const sophia: RuleRow = {
  id: 'sophiah',
  stepScale: 'free',
  hyperparameters: [
    hyper.lr(5),
    hyper.beta1Of(0.96),
    hyper.beta2Of(0.99),
    hyper.weightDecay(),
    hyper.decouple('weightDecouple', true),
    hyper.row('p', ['ρ', '\\rho'], 0.01, [0.001, 1], hyper.onLogScale),
    hyper.eps(1e-12),
    hyper.row('hessianEvery', ['k', 'k'], 10, [1, 50], { whole: true, hardMin: 1 }),
  ],
  rule: {
    vectors: ['m', 'h'],
    scalars: [],
    symbols: { curvature: 'c' },
    lines: [
      { key: 'curvature', part: 'secondMoment', formula: 'hessianDiagonal(theta)', when: asks },
      ...eitherDecay('weightDecouple'),
      firstMomentLine,
      { key: 'h', part: 'secondMoment', formula: 'beta2*h + (1 - beta2)*curvature', when: asks },
      { key: 'update', part: 'step', formula: 'lr*min(p, max(-p, m/max(h, eps)))' },
      positionLine,
    ],
  },
};
