import { decoupledLines, firstMomentLine, positionLine, secondMomentLine } from './common-lines.ts';
import * as hyper from './more-hyperparameters.ts';
import type { EquationLine, RuleRow } from './types.ts';

/**
 * Cautious AdamW, and Grams.
 *
 *     theta <- theta - eta lambda theta,   m, v as in Adam
 *     a = eta sqrt(1 - beta2^t) / (1 - beta1^t)
 *     cautious   M = 1 where m g > 0, else 0;   M <- M / max(mean M, 0.001)
 *                theta <- theta - a m M / (sqrt(v) + epsilon)
 *     Grams      theta <- theta - a sign(g) |m| / (sqrt(v) + epsilon)
 *
 * The authors' codes (kyleliang919/C-Optim, Gunale0926/Grams): epsilon before the correction. The paper of the first
 * has M n / (sum M + 1).
 *
 * K. Liang et al. 2024, https://arxiv.org/abs/2411.16085; Y. Cao, X. Li, Z. Song 2024, https://arxiv.org/abs/2412.17107.
 */
const beginning: readonly EquationLine[] = [
  ...decoupledLines,
  firstMomentLine,
  secondMomentLine,
  {
    key: 'rate',
    part: 'rate',
    formula: 'lr*sqrt(1 - beta2^t)/(1 - beta1^t)',
    when: 'correctBias != 0',
  },
  { key: 'rate', part: 'rate', formula: 'lr', when: 'correctBias == 0' },
];

const hyperparameters = [
  hyper.lr(0.1),
  hyper.beta1,
  hyper.beta2,
  hyper.eps(1e-6),
  hyper.weightDecay(0),
  hyper.correctBias,
];

export const cautiousAdamw: RuleRow = {
  id: 'cautious-adamw',
  stepScale: 'lr',
  hyperparameters,
  rule: {
    vectors: ['m', 'v'],
    scalars: [],
    symbols: { mask: 'M', caution: "M'" },
    lines: [
      ...beginning,
      { key: 'mask', part: 'scalar', formula: 'where(m*gradient > 0, 1, 0)' },
      { key: 'caution', part: 'scalar', formula: 'mask/max(mean(mask), 0.001)' },
      { key: 'update', part: 'step', formula: 'rate*m*caution/(sqrt(v) + eps)' },
      positionLine,
    ],
  },
};

export const grams: RuleRow = {
  id: 'grams',
  stepScale: 'lr',
  hyperparameters,
  rule: {
    vectors: ['m', 'v'],
    scalars: [],
    lines: [
      ...beginning,
      { key: 'update', part: 'step', formula: 'rate*sign(gradient)*abs(m)/(sqrt(v) + eps)' },
      positionLine,
    ],
  },
};
