import { positionLine } from './common-lines.ts';
import * as hyper from './more-hyperparameters.ts';
import type { RuleRow } from './types.ts';

/**
 * Adafactor, of a vector: nothing is factored.
 *
 *     a = min(0.01, 1 / sqrt(t)), or eta                     (scaled: times max(epsilon2, RMS(theta)))
 *     beta = 1 - t^c
 *     v <- beta v + (1 - beta) (g^2 + epsilon1),   u = g / sqrt(v)
 *     u <- a u / max(1, RMS(u) / d)                          (averaged with beta1: m <- beta1 m + (1 - beta1) u)
 *     theta <- theta - lambda a theta - u
 *
 * The convention of pytorch-optimizer (jettify), as the paper: the rate is inside the average, which is not corrected.
 *
 * N. Shazeer, M. Stern 2018, https://arxiv.org/abs/1804.04235.
 */
const relative = 'relativeStep != 0';

export const adafactor: RuleRow = {
  id: 'adafactor',
  stepScale: 'free',
  hyperparameters: [
    hyper.lr(0.05),
    hyper.row('eps1', ['ε₁', '\\epsilon_1'], 1e-30, [1e-30, 1], hyper.onLogScale),
    hyper.row('eps2', ['ε₂', '\\epsilon_2'], 1e-3, [1e-6, 1], hyper.onLogScale),
    hyper.row('clipThreshold', ['d', 'd'], 1, [0.01, 10], {
      hardMin: Number.MIN_VALUE,
    }),
    hyper.row('decayRate', ['c', 'c'], -0.8, [-2, 0], {
      hardMin: -Infinity,
    }),
    hyper.beta1Of(0),
    hyper.weightDecay(0),
    hyper.toggle('scaleParameter', true),
    hyper.toggle('relativeStep', true),
    hyper.toggle('warmupInit'),
  ],
  rule: {
    vectors: ['v', 'm'],
    scalars: [],
    symbols: { rate: 'a', decayed: '\\beta_t', direction: 'u', scaledStep: "u'" },
    lines: [
      { key: 'rate', part: 'rate', formula: 'min(0.01, 1/sqrt(t))', when: `${relative} and warmupInit == 0` },
      {
        key: 'rate',
        part: 'rate',
        formula: 'min(t/1000000, 1/sqrt(t))',
        when: `${relative} and warmupInit != 0`,
      },
      { key: 'rate', part: 'rate', formula: 'lr', when: 'relativeStep == 0' },
      {
        key: 'rate',
        part: 'rate',
        formula: 'rate*max(eps2, sqrt(mean(theta^2)))',
        when: 'scaleParameter != 0',
      },
      { key: 'decayed', part: 'scalar', formula: '1 - t^decayRate' },
      { key: 'v', part: 'secondMoment', formula: 'decayed*v + (1 - decayed)*(gradient^2 + eps1)' },
      { key: 'direction', part: 'scaling', formula: 'gradient/sqrt(v)' },
      {
        key: 'scaledStep',
        part: 'scaling',
        formula: 'rate*direction/max(1, sqrt(mean(direction^2))/clipThreshold)',
      },
      { key: 'm', part: 'firstMoment', formula: 'beta1*m + (1 - beta1)*scaledStep', when: 'beta1 != 0' },
      { key: 'decay', part: 'decay', formula: 'weightDecay*rate*theta', when: 'weightDecay != 0' },
      { key: 'theta', part: 'decay', formula: 'theta - decay', when: 'weightDecay != 0' },
      { key: 'update', part: 'step', formula: 'scaledStep', when: 'beta1 == 0' },
      { key: 'update', part: 'step', formula: 'm', when: 'beta1 != 0' },
      positionLine,
    ],
  },
};
