import { globalMinimum, type LossRow } from './row.ts';

/** Losses of small models with two parameters, written out as formulas. */
export const modelFormulas = [
  {
    id: 'logistic-regression',
    family: 'model',
    formula:
      '(log(1 + exp(-x - 0.5y)) + log(1 + exp(-0.8x + 0.6y)) + log(1 + exp(-1.5x - 1.2y)) + log(1 + exp(-0.2x - 1.1y)) + log(1 + exp(0.4x - 0.9y)) + log(1 + exp(-0.6x + 1.4y)) + log(1 + exp(-1.2x - 0.3y)) + log(1 + exp(0.9x + 0.4y)))/8',
    domain: [-5, 5, -5, 5],
    minima: [globalMinimum(1.466204447166135, 0.3741111442480003, 0.5185871658329491)],
    minimaComplete: true,
    saddles: [],
    start: [-4, -3],
    heightScale: 'linear',
    lr: 1,
  },
  {
    id: 'arm',
    family: 'model',
    formula: '(cos(x) + cos(x + y) - 1.2)^2 + (sin(x) + sin(x + y) - 0.5)^2',
    domain: [-Math.PI, Math.PI, -Math.PI, Math.PI],
    minima: [
      globalMinimum(-0.4684207703697795, 1.7264237801390823, 0),
      globalMinimum(1.2580030097693027, -1.7264237801390823, 0),
    ],
    minimaComplete: true,
    saddles: [[0.39479111969976155, 0]],
    maxima: [[-2.746801533890032, 0]],
    start: [2.6, 0.6],
    heightScale: 'linear',
    lr: 0.1,
    rates: { rmsprop: 0.005 },
  },
] as const satisfies readonly LossRow[];
