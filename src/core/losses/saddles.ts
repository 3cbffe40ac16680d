import type { LossRow } from './row.ts';

/** No minimum at all: what matters is how a path leaves a point without slope. */
export const saddles: readonly LossRow[] = [
  {
    id: 'saddle',
    name: 'Saddle',
    family: 'saddle',
    formula: 'x^2 - y^2',
    domain: [-2, 2, -2, 2],
    minima: [],
    minimaComplete: true,
    saddles: [[0, 0]],
    start: [-1.6, 0.001],
    heightScale: 'linear',
    lr: 0.05,
    rates: { sgd: 0.02, momentum: 0.002, rmsprop: 0.01, adam: 0.02 },
    lesson:
      'Next to the ridge the slope outwards is tiny: gradient descent lingers long after rates per coordinate have left.',
    source: 'Standard test function',
  },
  {
    id: 'monkey-saddle',
    name: 'Monkey saddle',
    family: 'saddle',
    formula: 'x^3 - 3*x*y^2',
    domain: [-1.5, 1.5, -1.5, 1.5],
    minima: [],
    minimaComplete: true,
    saddles: [[0, 0]],
    start: [1.2, 0.01],
    heightScale: 'linear',
    lr: 0.02,
    rates: { sgd: 0.005, momentum: 0.002, rmsprop: 0.005, adam: 0.01 },
    lesson:
      'Slope and curvature both vanish in the middle, so even second derivatives do not say where to go.',
    source: 'Standard test function',
  },
];
