import { l2Lines, positionLine } from './common-lines.ts';
import * as hyper from './more-hyperparameters.ts';
import { heavyBallLines } from './more-lines.ts';
import type { RuleRow } from './types.ts';

/**
 * SAM: sharpness-aware minimization, over gradient descent with momentum.
 *
 *     e = rho g / (|g| + 1e-12)                          (adaptive: rho theta^2 g / (|theta g| + 1e-12))
 *     g <- grad f(theta + e) + lambda theta
 *     then a step of the heavy ball from theta
 *
 * The code that is taken everywhere (davda54/sam): weight decay is not in e, and is taken at theta.
 *
 * P. Foret et al. 2020, https://arxiv.org/abs/2010.01412; adaptive: J. Kwon et al. 2021, https://arxiv.org/abs/2102.11600.
 */
export const sam: RuleRow = {
  id: 'sam',
  stepScale: 'gradient',
  hyperparameters: [
    hyper.lr(0.01),
    hyper.row('rho', ['ρ', '\\rho'], 0.05, [0, 2]),
    hyper.toggle('adaptive'),
    hyper.momentum(0.9),
    hyper.nesterov(false),
    hyper.weightDecay(),
  ],
  rule: {
    vectors: ['velocity'],
    scalars: [],
    symbols: { climb: 'e', ahead: '\\theta_e', sharpGradient: 'g_e', rho: '\\rho' },
    lines: [
      {
        key: 'climb',
        part: 'pull',
        formula: 'rho*gradient/(norm(gradient) + 1e-12)',
        when: 'adaptive == 0',
      },
      {
        key: 'climb',
        part: 'pull',
        formula: 'rho*theta^2*gradient/(norm(abs(theta)*gradient) + 1e-12)',
        when: 'adaptive != 0',
      },
      { key: 'ahead', part: 'point', formula: 'theta + climb' },
      { key: 'sharpGradient', part: 'gradient', formula: 'grad(ahead)' },
      { key: 'gradient', part: 'gradient', formula: 'sharpGradient' },
      ...l2Lines,
      ...heavyBallLines,
      positionLine,
    ],
  },
};
