import { globalMinimum, type LossRow } from './row.ts';

/** Long curved floors between steep walls: easy to reach, slow to follow. */
export const valleys = [
  {
    id: 'rosenbrock',
    family: 'valley',
    formula: '(1 - x)^2 + 100*(y - x^2)^2',
    domain: [-2, 2, -1, 3],
    minima: [globalMinimum(1, 1, 0)],
    minimaComplete: true,
    saddles: [],
    start: [-1.2, 1],
    heightScale: 'log',
    lr: 0.001,
  },
  {
    id: 'beale',
    family: 'valley',
    formula: '(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2',
    domain: [-4.5, 4.5, -4.5, 4.5],
    minima: [globalMinimum(3, 0.5, 0)],
    minimaComplete: true,
    saddles: [
      [0, 1],
      [0.10053793732415837, -2.644513585023125],
    ],
    start: [1, 1.5],
    heightScale: 'log',
    lr: 0.01,
  },
  {
    id: 'ravine',
    family: 'valley',
    formula: '25*(y - sin(1.5*x))^2 + 0.1*(x - 2)^2',
    domain: [-4, 4, -2.5, 2.5],
    minima: [globalMinimum(2, 0.1411200080598672, 0)],
    minimaComplete: true,
    saddles: [],
    start: [-3.2, 1.8],
    heightScale: 'log',
    lr: 0.01,
  },
] as const satisfies readonly LossRow[];
