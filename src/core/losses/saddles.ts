import type { LossRow } from './row.ts';

/** No minimum at all: what matters is how a path leaves a point without slope. */
export const saddles = [
  {
    id: 'saddle',
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
  },
  {
    id: 'monkey-saddle',
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
  },
] as const satisfies readonly LossRow[];
