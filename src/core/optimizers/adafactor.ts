import { positionLine } from './common-lines.ts';
import * as hyper from './more-hyperparameters.ts';
import type { OptimizerEntry } from './types.ts';

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
 */
const relative = 'relativeStep != 0';

export const adafactor: OptimizerEntry = {
  id: 'adafactor',
  name: 'Adafactor',
  summary:
    'Scales the gradient by its root mean square, clips the whole, and steps in proportion to the position.',
  stepScale: 'free',
  hyperparameters: [
    hyper.lr(0.05, 'Learning rate: of a step, where steps are not relative.'),
    hyper.row(
      'eps1',
      ['ε₁', '\\epsilon_1'],
      'Epsilon of squares',
      'Added to squared gradients.',
      1e-30,
      [1e-30, 1],
      hyper.log,
    ),
    hyper.row(
      'eps2',
      ['ε₂', '\\epsilon_2'],
      'Smallest scale',
      'The least that the scale of the position counts as.',
      1e-3,
      [1e-6, 1],
      hyper.log,
    ),
    hyper.row(
      'clipThreshold',
      ['d', 'd'],
      'Clip',
      'Bound of the root mean square of what is scaled.',
      1,
      [0.01, 10],
      {
        hardMin: Number.MIN_VALUE,
      },
    ),
    hyper.row(
      'decayRate',
      ['c', 'c'],
      'Decay power',
      'The second moment decays by 1 minus the step number to this power.',
      -0.8,
      [-2, 0],
      {
        hardMin: -Infinity,
      },
    ),
    { ...hyper.beta1Of(0), meaning: 'Decay of the running average of steps; 0 for none.' },
    hyper.weightDecay(0, true),
    hyper.toggle(
      'scaleParameter',
      'Scaled by position',
      'Steps are in proportion to the size of the position.',
      true,
    ),
    hyper.toggle('relativeStep', 'Relative steps', 'The rate falls with the root of the step number.', true),
    hyper.toggle(
      'warmupInit',
      'Warm-up',
      'Relative steps begin at a millionth and rise with the step number.',
    ),
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
