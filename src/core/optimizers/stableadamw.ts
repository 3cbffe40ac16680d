import { positionLine } from './common-lines.ts';
import * as hyper from './more-hyperparameters.ts';
import type { EquationLine, RuleRow } from './types.ts';

/**
 * StableAdamW: AdamW with Adafactor's clip.
 *
 *     b1 = beta1 (1 - beta1^(t-1)) / (1 - beta1^t),   b2 alike        (the corrections are inside the averages)
 *     m <- b1 m + (1 - b1) g,   v <- b2 v + (1 - b2) g^2
 *     a = eta / max(1, RMS(g / max(sqrt(v), epsilon)))
 *     theta <- theta - a lambda theta - a m / (sqrt(v) + epsilon)
 *
 * optimi's convention: the new v in the clip. Decoupled from the rate, the decay is a / eta_max lambda theta.
 *
 * M. Wortsman et al. 2023, https://arxiv.org/abs/2304.13013.
 */
const decay = (formula: string, when: string): EquationLine => ({
  key: 'decay',
  part: 'decay',
  formula: `${formula}*weightDecay*theta`,
  when: `weightDecay != 0 and ${when}`,
});

export const stableAdamw: RuleRow = {
  id: 'stableadamw',
  stepScale: 'lr',
  hyperparameters: [
    hyper.lr(0.1),
    hyper.beta1,
    hyper.beta2Of(0.99),
    hyper.eps(1e-6),
    hyper.weightDecay(0.01),
    hyper.toggle('decoupleLr'),
    hyper.row('maxLr', ['ηmax', '\\eta_{\\max}'], 0, [0, 1]),
  ],
  rule: {
    vectors: ['m', 'v'],
    scalars: [],
    symbols: { betaHat1: '\\hat\\beta_1', betaHat2: '\\hat\\beta_2', excess: 'q', rate: 'a' },
    lines: [
      { key: 'betaHat1', part: 'scalar', formula: 'beta1*(1 - beta1^(t - 1))/(1 - beta1^t)' },
      { key: 'betaHat2', part: 'scalar', formula: 'beta2*(1 - beta2^(t - 1))/(1 - beta2^t)' },
      { key: 'm', part: 'firstMoment', formula: 'betaHat1*m + (1 - betaHat1)*gradient' },
      { key: 'v', part: 'secondMoment', formula: 'betaHat2*v + (1 - betaHat2)*gradient^2' },
      { key: 'excess', part: 'scalar', formula: 'sqrt(mean((gradient/max(sqrt(v), eps))^2))' },
      { key: 'rate', part: 'rate', formula: 'lr/max(1, excess)' },
      decay('rate', 'decoupleLr == 0'),
      decay('rate/maxLr', 'decoupleLr != 0 and maxLr != 0'),
      decay('rate/lr', 'decoupleLr != 0 and maxLr == 0'),
      { key: 'theta', part: 'decay', formula: 'theta - decay', when: 'weightDecay != 0' },
      { key: 'update', part: 'step', formula: 'rate*m/(sqrt(v) + eps)' },
      positionLine,
    ],
  },
};
