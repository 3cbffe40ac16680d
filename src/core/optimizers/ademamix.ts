import { decoupledLines, positionLine } from './common-lines.ts';
import * as hyper from './more-hyperparameters.ts';
import { momentLines } from './more-lines.ts';
import type { RuleRow } from './types.ts';

/**
 * AdEMAMix: Adam with a second, slower average of gradients.
 *
 *     m, v as in Adam
 *     l <- beta3 l + (1 - beta3) g                       (not corrected)
 *     theta <- theta - eta ((mHat + alpha l) / (sqrt(vHat) + epsilon) + lambda theta)
 *
 * Apple's code: alpha rises in a line over its warm-up, the half-life of beta3 likewise, with 1e-8 inside its
 * logarithms, which the paper has not.
 *
 * M. Pagliardini et al. 2024, https://arxiv.org/abs/2409.03137.
 */
const halfLife = (beta: string) => `(log(0.5)/log(${beta} + 1e-8) - 1)`;

export const ademamix: RuleRow = {
  id: 'ademamix',
  stepScale: 'lr',
  hyperparameters: [
    hyper.lr(0.1),
    hyper.beta1,
    hyper.beta2,
    hyper.row('beta3', ['β₃', '\\beta_3'], 0.9999, [0, 0.9999], hyper.share),
    hyper.row('alpha', ['α', '\\alpha'], 2, [0, 10]),
    hyper.eps(),
    hyper.weightDecay(0),
    hyper.row('beta3Warmup', ['T₃', 'T_3'], 0, [0, 300], { whole: true }),
    hyper.row('alphaWarmup', ['Tα', 'T_\\alpha'], 0, [0, 300], { whole: true }),
  ],
  rule: {
    vectors: ['m', 'v', 'slow'],
    scalars: [],
    symbols: { slow: 'l', mix: '\\alpha_t', halfLife: 'h', slowDecay: '\\beta_{3,t}' },
    lines: [
      ...decoupledLines,
      ...momentLines,
      { key: 'mix', part: 'scalar', formula: 'alpha', when: 'alphaWarmup == 0' },
      { key: 'mix', part: 'scalar', formula: 'alpha*min(1, t/alphaWarmup)', when: 'alphaWarmup != 0' },
      { key: 'slowDecay', part: 'scalar', formula: 'beta3', when: 'beta3Warmup == 0' },
      {
        key: 'halfLife',
        part: 'scalar',
        formula: `(1 - t/beta3Warmup)*${halfLife('beta1')} + t/beta3Warmup*${halfLife('beta3')}`,
        when: 'beta3Warmup != 0',
      },
      {
        key: 'slowDecay',
        part: 'scalar',
        formula: 'where(t < beta3Warmup, 0.5^(1/(halfLife + 1)), beta3)',
        when: 'beta3Warmup != 0',
      },
      { key: 'slow', part: 'firstMoment', formula: 'slowDecay*slow + (1 - slowDecay)*gradient' },
      { key: 'update', part: 'step', formula: 'lr*(mHat + mix*slow)/(sqrt(vHat) + eps)' },
      positionLine,
    ],
  },
};
