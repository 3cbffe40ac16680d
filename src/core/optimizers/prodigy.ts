import { positionLine } from './common-lines.ts';
import * as hyper from './more-hyperparameters.ts';
import { eitherDecay } from './more-lines.ts';
import type { RuleRow } from './types.ts';

/**
 * Prodigy: AdamW that finds its learning rate.
 *
 *     e = d eta                                          (corrected: times sqrt(1 - beta2^t) / (1 - beta1^t))
 *     r <- beta_s r + d / d_0 e <g, theta_0 - theta>
 *     m <- beta1 m + (1 - beta1) d g,   v <- beta2 v + (1 - beta2) (d g)^2,   s <- beta_s s + d / d_0 e g
 *     dHat = c r / |s|_1
 *     d <- max(d, dHat) while d = d_0;   d_max <- max(d_max, dHat);   d <- min(d_max, gamma d)
 *     theta <- theta - lambda e theta - e m / (sqrt(v) + d epsilon)
 *
 * d the estimate of the distance to the minimum. The authors' code: e has the old d, the divisor the new one; beta_s is
 * the root of beta2 where it is not given. Copies count two steps a call, or always correct.
 *
 * K. Mishchenko, A. Defazio 2023, https://arxiv.org/abs/2306.06101.
 */
export const prodigy: RuleRow = {
  id: 'prodigy',
  stepScale: 'free',
  hyperparameters: [
    hyper.lr(1),
    hyper.beta1,
    hyper.beta2,
    hyper.row('beta3', ['β₃', '\\beta_3'], 0, [0, 0.9999], hyper.share),
    hyper.eps(),
    hyper.weightDecay(),
    hyper.decouple('decouple', true),
    hyper.biasCorrection,
    hyper.toggle('safeguardWarmup'),
    hyper.initialDistance(1e-6),
    hyper.row('dCoef', ['c', 'c'], 1, [0, 10]),
    hyper.growthRate,
  ],
  rule: {
    vectors: ['x0', 'm', 'v', 's'],
    scalars: ['d', 'dMax', 'r'],
    starts: { x0: 'theta', d: 'd0', dMax: 'd0' },
    symbols: { rate: 'e', r: 'r', scaledGradient: 'u' },
    lines: [
      ...eitherDecay('decouple').slice(0, 2),
      { key: 'rate', part: 'rate', formula: 'd*lr', when: 'useBiasCorrection == 0' },
      {
        key: 'rate',
        part: 'rate',
        formula: 'd*lr*sqrt(1 - beta2^t)/(1 - beta1^t)',
        when: 'useBiasCorrection != 0',
      },
      { key: 'betaS', part: 'scalar', formula: 'sqrt(beta2)', when: 'beta3 == 0' },
      { key: 'betaS', part: 'scalar', formula: 'beta3', when: 'beta3 != 0' },
      { key: 'r', part: 'scalar', formula: 'betaS*r + d/d0*rate*dot(gradient, x0 - theta)' },
      { key: 'scaledGradient', part: 'scaling', formula: 'd*gradient' },
      { key: 'm', part: 'firstMoment', formula: 'beta1*m + (1 - beta1)*scaledGradient' },
      { key: 'v', part: 'secondMoment', formula: 'beta2*v + (1 - beta2)*scaledGradient^2' },
      {
        key: 's',
        part: 'firstMoment',
        formula: 'betaS*s + d/d0*rate*gradient',
        when: 'safeguardWarmup == 0',
      },
      { key: 's', part: 'firstMoment', formula: 'betaS*s + d/d0*d*gradient', when: 'safeguardWarmup != 0' },
      { key: 'dHat', part: 'scalar', formula: 'where(sum(abs(s)) > 0, dCoef*r/sum(abs(s)), d)' },
      { key: 'd', part: 'scalar', formula: 'max(d, dHat)', when: 'd == d0' },
      { key: 'dMax', part: 'scalar', formula: 'max(dMax, dHat)' },
      { key: 'd', part: 'scalar', formula: 'dMax', when: 'growthRate == 0' },
      { key: 'd', part: 'scalar', formula: 'min(dMax, d*growthRate)', when: 'growthRate != 0' },
      {
        key: 'decay',
        part: 'decay',
        formula: 'weightDecay*rate*theta',
        when: 'weightDecay != 0 and decouple != 0',
      },
      { key: 'theta', part: 'decay', formula: 'theta - decay', when: 'weightDecay != 0 and decouple != 0' },
      { key: 'update', part: 'step', formula: 'rate*m/(sqrt(v) + d*eps)' },
      positionLine,
    ],
  },
};
