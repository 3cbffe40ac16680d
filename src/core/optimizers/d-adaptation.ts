import { coupledDecay, l2Lines, positionLine } from './common-lines.ts';
import * as hyper from './more-hyperparameters.ts';
import type { EquationLine, RuleRow } from './types.ts';

/**
 * D-Adaptation: a learning rate by an estimate d of the distance to the minimum, which only grows.
 *
 *     SGD    e = d eta / |g_1|,   r <- r + e <g, s>,   s <- s + e g,   dHat = 2 r / |s|
 *            theta <- mu theta + (1 - mu) (theta_0 - s)
 *     Adam   e = d eta,   a = e <g, s / (sqrt(v) + epsilon)>
 *            m <- beta1 m + (1 - beta1) e g,   v as in Adam,   q = sqrt(beta2)
 *            s <- q s + (1 - q) e g,   r <- q r + (1 - q) a,   dHat = r / ((1 - q) |s|_1)
 *            theta <- theta - m / (sqrt(v) + epsilon)
 *     d <- max(d, min(dHat, gamma d))
 *
 * The authors' code: SGD is dual averaging from the start, with momentum as a further average; |g_1| is without weight
 * decay; s and v in a are those of the update before.
 *
 * A. Defazio, K. Mishchenko 2023, https://arxiv.org/abs/2301.07733.
 */
const growing: readonly EquationLine[] = [
  { key: 'd', part: 'scalar', formula: 'max(d, dHat)', when: 'growthRate == 0' },
  { key: 'd', part: 'scalar', formula: 'max(d, min(dHat, d*growthRate))', when: 'growthRate != 0' },
];

const lr = hyper.lr(1);

export const dadaptSgd: RuleRow = {
  id: 'dadapt-sgd',
  stepScale: 'free',
  hyperparameters: [
    lr,
    {
      ...hyper.momentum(0),
    },
    hyper.weightDecay(),
    hyper.initialDistance(1e-6),
    hyper.growthRate,
  ],
  rule: {
    vectors: ['x0', 's'],
    scalars: ['d', 'firstNorm', 'r'],
    starts: { x0: 'theta', d: 'd0' },
    symbols: { rate: 'e', firstNorm: 'G_0', r: 'r', target: 'y' },
    lines: [
      { key: 'firstNorm', part: 'scalar', formula: 'norm(gradient)', when: 't == 1' },
      ...l2Lines,
      { key: 'rate', part: 'rate', formula: 'd*lr/firstNorm' },
      { key: 'r', part: 'scalar', formula: 'r + rate*dot(gradient, s)' },
      { key: 's', part: 'velocity', formula: 's + rate*gradient' },
      { key: 'dHat', part: 'scalar', formula: 'where(norm(s) > 0, 2*r/norm(s), d)' },
      ...growing,
      { key: 'target', part: 'point', formula: 'x0 - s' },
      { key: 'update', part: 'step', formula: '(1 - momentum)*(theta - target)' },
      positionLine,
    ],
  },
};

export const dadaptAdam: RuleRow = {
  id: 'dadapt-adam',
  stepScale: 'free',
  hyperparameters: [
    lr,
    hyper.beta1,
    hyper.beta2,
    hyper.eps(),
    hyper.weightDecay(),
    hyper.decouple('decouple', false),
    hyper.biasCorrection,
    hyper.initialDistance(1e-6),
    hyper.growthRate,
  ],
  rule: {
    vectors: ['m', 'v', 's'],
    scalars: ['d', 'r'],
    starts: { d: 'd0' },
    symbols: { rate: 'e', r: 'r', betaS: 'q', alignment: 'a', scaledGradient: 'u' },
    lines: [
      { key: 'rate', part: 'rate', formula: 'd*lr', when: 'useBiasCorrection == 0' },
      {
        key: 'rate',
        part: 'rate',
        formula: 'd*lr*sqrt(1 - beta2^t)/(1 - beta1^t)',
        when: 'useBiasCorrection != 0',
      },
      ...coupledDecay('weightDecay != 0 and decouple == 0'),
      { key: 'alignment', part: 'scalar', formula: 'rate*dot(gradient, s/(sqrt(v) + eps))' },
      { key: 'scaledGradient', part: 'scaling', formula: 'rate*gradient' },
      { key: 'm', part: 'firstMoment', formula: 'beta1*m + (1 - beta1)*scaledGradient' },
      { key: 'v', part: 'secondMoment', formula: 'beta2*v + (1 - beta2)*gradient^2' },
      { key: 'betaS', part: 'scalar', formula: 'sqrt(beta2)' },
      { key: 's', part: 'firstMoment', formula: 'betaS*s + (1 - betaS)*scaledGradient' },
      { key: 'r', part: 'scalar', formula: 'betaS*r + (1 - betaS)*alignment' },
      { key: 'dHat', part: 'scalar', formula: 'where(sum(abs(s)) > 0, r/((1 - betaS)*sum(abs(s))), d)' },
      ...growing,
      {
        key: 'decay',
        part: 'decay',
        formula: 'weightDecay*rate*theta',
        when: 'weightDecay != 0 and decouple != 0',
      },
      { key: 'theta', part: 'decay', formula: 'theta - decay', when: 'weightDecay != 0 and decouple != 0' },
      { key: 'update', part: 'step', formula: 'm/(sqrt(v) + eps)' },
      positionLine,
    ],
  },
};
