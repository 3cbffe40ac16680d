import { l2Lines, positionLine } from './common-lines.ts';
import * as hyper from './hyperparameters.ts';
import type { RuleRow } from './types.ts';

/**
 * RMSprop.
 *
 *     g <- g + lambda theta
 *     s <- alpha s + (1 - alpha) g^2
 *     a <- alpha a + (1 - alpha) g                  (centered)
 *     d <- g / (sqrt(s) + epsilon)                  (centered: sqrt(s - a^2))
 *     b <- beta b + d                               (with momentum)
 *     theta <- theta - eta d                        (with momentum: eta b)
 *
 * s average of squared gradients, a average of gradients, d scaled gradient, b velocity.
 * PyTorch's convention: epsilon outside the root (Keras has it inside, and alpha 0.9). Centered, s - a^2 of a
 * gradient that has long been constant can round to below zero; its root is then NaN, as in PyTorch, and the run
 * is reported to end there.
 *
 * T. Tieleman, G. Hinton 2012, https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf; centered: A. Graves
 * 2013, https://arxiv.org/abs/1308.0850.
 */
export const rmsprop: RuleRow = {
  id: 'rmsprop',
  stepScale: 'lr',
  hyperparameters: [
    hyper.lr(0.01),
    hyper.alpha,
    hyper.momentum(0),
    hyper.centered,
    hyper.eps(),
    hyper.weightDecay(),
  ],
  rule: {
    vectors: ['squareAverage', 'gradientAverage', 'velocity'],
    scalars: [],
    lines: [
      ...l2Lines,
      { key: 'squareAverage', part: 'secondMoment', formula: 'alpha*squareAverage + (1 - alpha)*gradient^2' },
      {
        key: 'gradientAverage',
        part: 'firstMoment',
        formula: 'alpha*gradientAverage + (1 - alpha)*gradient',
        when: 'centered != 0',
      },
      {
        key: 'scaledGradient',
        part: 'scaling',
        formula: 'gradient/(sqrt(squareAverage) + eps)',
        when: 'centered == 0',
      },
      {
        key: 'scaledGradient',
        part: 'scaling',
        formula: 'gradient/(sqrt(squareAverage - gradientAverage^2) + eps)',
        when: 'centered != 0',
      },
      {
        key: 'velocity',
        part: 'velocity',
        formula: 'momentum*velocity + scaledGradient',
        when: 'momentum != 0',
      },
      { key: 'update', part: 'step', formula: 'lr*scaledGradient', when: 'momentum == 0' },
      { key: 'update', part: 'step', formula: 'lr*velocity', when: 'momentum != 0' },
      positionLine,
    ],
  },
};
