import { positionLine } from './common-lines.ts';
import * as hyper from './more-hyperparameters.ts';
import type { EquationLine, RuleRow } from './types.ts';

/**
 * Schedule-Free SGD and AdamW.
 *
 *     y = (1 - beta) z + beta theta,     g = grad f(y)
 *     z <- z - eta_t (u + lambda y)                     u = g, or Adam's g / (sqrt(vHat) + epsilon)
 *     theta <- (1 - c) theta + c z                      c = w / sum of w,  w = t^r (largest eta so far)^q
 *
 * z the steps, theta their weighted average, y the point between them at which the gradient is asked for. What is drawn
 * and compared is theta, the average, as in the authors' `eval`. Their code: weight decay is taken at y, and AdamW's
 * correction stands in the divisor; the paper puts it into the learning rate, and so into the weights.
 *
 * A. Defazio et al. 2024, https://arxiv.org/abs/2405.15682.
 */
const beginning = (beta: string): readonly EquationLine[] => [
  { key: 'y', part: 'point', formula: `(1 - ${beta})*z + ${beta}*theta` },
  { key: 'gradient', part: 'gradient', formula: 'grad(y)' },
];

const averaging: readonly EquationLine[] = [
  { key: 'rate', part: 'rate', formula: 'lr', when: 'warmupSteps == 0' },
  { key: 'rate', part: 'rate', formula: 'lr*min(1, t/warmupSteps)', when: 'warmupSteps != 0' },
  { key: 'rateMax', part: 'scalar', formula: 'max(rateMax, rate)' },
  { key: 'weight', part: 'scalar', formula: 't^r*rateMax^weightLrPower' },
  { key: 'weightSum', part: 'scalar', formula: 'weightSum + weight' },
  { key: 'averageShare', part: 'scalar', formula: 'where(weightSum > 0, weight/weightSum, 0)' },
  { key: 'decay', part: 'decay', formula: 'weightDecay*y', when: 'weightDecay != 0' },
];

const ending: readonly EquationLine[] = [
  { key: 'update', part: 'step', formula: 'averageShare*(theta - z)' },
  positionLine,
];

const symbols = { rateMax: 'r_{\\max}', weight: 'w', weightSum: 'W', averageShare: 'c', scaledGradient: 'u' };

export const scheduleFreeSgd: RuleRow = {
  id: 'schedulefree-sgd',
  stepScale: 'gradient',
  hyperparameters: [
    hyper.lr(0.01),
    {
      ...hyper.momentum(0.9, 'β', '\\beta'),
    },
    hyper.weightDecay(),
    hyper.warmupSteps,
    ...hyper.averageWeights,
  ],
  rule: {
    vectors: ['z'],
    scalars: ['rateMax', 'weightSum'],
    starts: { z: 'theta' },
    symbols,
    lines: [
      ...beginning('momentum'),
      ...averaging,
      { key: 'gradient', part: 'gradient', formula: 'gradient + decay', when: 'weightDecay != 0' },
      { key: 'z', part: 'point', formula: 'z - rate*gradient' },
      ...ending,
    ],
  },
};

export const scheduleFreeAdamw: RuleRow = {
  id: 'schedulefree-adamw',
  stepScale: 'lr',
  hyperparameters: [
    hyper.lr(0.1),
    {
      ...hyper.beta1,
    },
    hyper.beta2,
    hyper.eps(),
    hyper.weightDecay(0),
    hyper.warmupSteps,
    ...hyper.averageWeights,
    hyper.row('innerMomentum', ['μ', '\\mu'], 0, [0, 0.999], hyper.share),
  ],
  rule: {
    vectors: ['z', 'm', 'v'],
    scalars: ['rateMax', 'weightSum'],
    starts: { z: 'theta' },
    symbols,
    lines: [
      ...beginning('beta1'),
      { key: 'v', part: 'secondMoment', formula: 'beta2*v + (1 - beta2)*gradient^2' },
      {
        key: 'm',
        part: 'firstMoment',
        formula: 'innerMomentum*m + (1 - innerMomentum)*gradient',
        when: 'innerMomentum != 0',
      },
      {
        key: 'mHat',
        part: 'correctedFirstMoment',
        formula: 'm/(1 - innerMomentum^t)',
        when: 'innerMomentum != 0',
      },
      { key: 'vHat', part: 'correctedSecondMoment', formula: 'v/(1 - beta2^t)' },
      {
        key: 'scaledGradient',
        part: 'scaling',
        formula: 'gradient/(sqrt(vHat) + eps)',
        when: 'innerMomentum == 0',
      },
      {
        key: 'scaledGradient',
        part: 'scaling',
        formula: 'mHat/(sqrt(vHat) + eps)',
        when: 'innerMomentum != 0',
      },
      ...averaging,
      { key: 'z', part: 'point', formula: 'z - rate*scaledGradient', when: 'weightDecay == 0' },
      { key: 'z', part: 'point', formula: 'z - rate*(scaledGradient + decay)', when: 'weightDecay != 0' },
      ...ending,
    ],
  },
};
