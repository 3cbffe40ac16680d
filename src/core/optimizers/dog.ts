import { l2Lines, positionLine } from './common-lines.ts';
import * as hyper from './more-hyperparameters.ts';
import type { RuleRow } from './types.ts';

/**
 * DoG: distance over gradients.
 *
 *     R <- max(R, |theta - theta_0|),   first R = rho (1 + |theta_0|)
 *     G <- G + |g|^2,                   from epsilon on
 *     theta <- theta - eta R / sqrt(G) g
 *     average <- (1 - w) average + w theta,   w = 9 / (8 + t)
 *
 * The authors' code (formll/dog). What is drawn is theta; its average with polynomial decay, gamma 8, is kept beside it.
 *
 * M. Ivgi, O. Hinder, Y. Carmon 2023, https://arxiv.org/abs/2302.12022.
 */
export const dog: RuleRow = {
  id: 'dog',
  stepScale: 'free',
  hyperparameters: [
    hyper.lr(1),
    hyper.row('repsRel', ['ρ', '\\rho'], 1e-6, [1e-8, 1], hyper.onLogScale),
    hyper.weightDecay(),
    hyper.eps(),
    hyper.row('initEta', ['η₁', '\\eta_1'], 0, [0, 1]),
  ],
  rule: {
    vectors: ['x0', 'average'],
    scalars: ['distance', 'squares'],
    starts: { x0: 'theta', average: 'theta', squares: 'eps' },
    symbols: { distance: 'R', squares: 'G', average: '\\bar\\theta' },
    lines: [
      ...l2Lines,
      { key: 'distance', part: 'scalar', formula: 'repsRel*(1 + norm(x0))', when: 't == 1 and initEta == 0' },
      { key: 'distance', part: 'scalar', formula: 'max(distance, norm(theta - x0))', when: 't != 1' },
      { key: 'squares', part: 'scalar', formula: 'squares + dot(gradient, gradient)' },
      { key: 'eta', part: 'rate', formula: 'initEta', when: 't == 1 and initEta != 0' },
      { key: 'eta', part: 'rate', formula: 'lr*distance/sqrt(squares)', when: 't != 1 or initEta == 0' },
      { key: 'update', part: 'step', formula: 'eta*gradient' },
      {
        key: 'average',
        part: 'point',
        formula: '(1 - 9/(8 + t))*average + 9/(8 + t)*(theta - update)',
      },
      positionLine,
    ],
  },
};
