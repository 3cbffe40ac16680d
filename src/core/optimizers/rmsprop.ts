import { l2Lines, positionLine } from './common-lines.ts';
import * as hyper from './hyperparameters.ts';
import { flagOf, numberOf } from './hyperparameters.ts';
import type { LineScope, OptimizerEntry } from './types.ts';

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
 */
const centered = (s: LineScope) => s['centered'] !== 0;
const plain = (s: LineScope) => s['centered'] === 0;
const heavy = (s: LineScope) => s['momentum'] !== 0;
const light = (s: LineScope) => s['momentum'] === 0;

export const rmsprop: OptimizerEntry = {
  id: 'rmsprop',
  name: 'RMSprop',
  summary: 'Divides each gradient component by a running root mean square of itself.',
  source: 'T. Tieleman, G. Hinton, "Lecture 6.5: RMSprop", 2012; centered: A. Graves, 2013.',
  convention: 'PyTorch: epsilon is added to the root, not under it; alpha is 0.99.',
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
    init() {},
    update(values, dimension) {
      const alpha = numberOf(values, 'alpha');
      const beta = numberOf(values, 'momentum');
      const eps = numberOf(values, 'eps');
      const decay = numberOf(values, 'weightDecay');
      const aroundMean = flagOf(values, 'centered');
      const [average, velocity] = [dimension, 2 * dimension];
      return (theta, gradient, state, _t, lr) => {
        for (let i = 0; i < dimension; i++) {
          const g = gradient[i]! + decay * theta[i]!;
          const s = alpha * state[i]! + (1 - alpha) * g * g;
          state[i] = s;
          let variance = s;
          if (aroundMean) {
            const a = alpha * state[average + i]! + (1 - alpha) * g;
            state[average + i] = a;
            variance = s - a * a;
          }
          let step = g / (Math.sqrt(variance) + eps);
          if (beta !== 0) {
            step += beta * state[velocity + i]!;
            state[velocity + i] = step;
          }
          theta[i]! -= lr * step;
        }
      };
    },
    lines: [
      ...l2Lines,
      { key: 'squareAverage', part: 'secondMoment', formula: 'alpha*squareAverage + (1 - alpha)*gradient^2' },
      {
        key: 'gradientAverage',
        part: 'firstMoment',
        formula: 'alpha*gradientAverage + (1 - alpha)*gradient',
        when: centered,
      },
      {
        key: 'scaledGradient',
        part: 'scaling',
        formula: 'gradient/(sqrt(squareAverage) + eps)',
        when: plain,
      },
      {
        key: 'scaledGradient',
        part: 'scaling',
        formula: 'gradient/(sqrt(squareAverage - gradientAverage^2) + eps)',
        when: centered,
      },
      { key: 'velocity', part: 'velocity', formula: 'momentum*velocity + scaledGradient', when: heavy },
      { key: 'update', part: 'step', formula: 'lr*scaledGradient', when: light },
      { key: 'update', part: 'step', formula: 'lr*velocity', when: heavy },
      positionLine,
    ],
  },
};
