import { l2Lines, positionLine } from './common-lines.ts';
import * as hyper from './more-hyperparameters.ts';
import type { RuleRow } from './types.ts';

/**
 * Adadelta.
 *
 *     g <- g + lambda theta
 *     s <- rho s + (1 - rho) g^2
 *     d = sqrt(a + epsilon) / sqrt(s + epsilon) g
 *     a <- rho a + (1 - rho) d^2
 *     theta <- theta - eta d
 *
 * s average of squared gradients, a average of squared steps d. The paper's and PyTorch's convention: epsilon inside
 * both roots, d from the average of the steps before it, eta 1 (Keras: 0.001).
 *
 * M. D. Zeiler 2012, https://arxiv.org/abs/1212.5701.
 */
export const adadelta: RuleRow = {
  id: 'adadelta',
  stepScale: 'free',
  hyperparameters: [hyper.lr(1), hyper.rho, hyper.eps(1e-6), hyper.weightDecay()],
  rule: {
    vectors: ['squareAverage', 'accDelta'],
    scalars: [],
    lines: [
      ...l2Lines,
      { key: 'squareAverage', part: 'secondMoment', formula: 'rho*squareAverage + (1 - rho)*gradient^2' },
      { key: 'delta', part: 'scaling', formula: 'sqrt(accDelta + eps)/sqrt(squareAverage + eps)*gradient' },
      { key: 'accDelta', part: 'secondMoment', formula: 'rho*accDelta + (1 - rho)*delta^2' },
      { key: 'update', part: 'step', formula: 'lr*delta' },
      positionLine,
    ],
  },
};
