import { globalMinimum, type LossRow } from './row.ts';

/** Long curved floors between steep walls: easy to reach, slow to follow. */
export const valleys: readonly LossRow[] = [
  {
    id: 'rosenbrock',
    name: 'Rosenbrock',
    family: 'valley',
    formula: '(1 - x)^2 + 100*(y - x^2)^2',
    domain: [-2, 2, -1, 3],
    minima: [globalMinimum(1, 1, 0)],
    minimaComplete: true,
    saddles: [],
    start: [-1.2, 1],
    heightScale: 'log',
    lr: 0.001,
    lesson: 'Reaching the valley takes a few steps; following its flat, bending floor takes thousands.',
    source:
      'H. H. Rosenbrock, An automatic method for finding the greatest or least value of a function, The Computer Journal 3 (1960)',
  },
  {
    id: 'beale',
    name: 'Beale',
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
    lesson:
      'Slopes differ by a factor of a hundred thousand, so one learning rate is too large at the rim and too small on the floor.',
    source:
      'E. M. L. Beale, On an iterative method for finding a local minimum of a function of more than one variable (1958)',
  },
  {
    id: 'ravine',
    name: 'Bending ravine',
    family: 'valley',
    formula: '25*(y - sin(1.5*x))^2 + 0.1*(x - 2)^2',
    domain: [-4, 4, -2.5, 2.5],
    minima: [globalMinimum(2, 0.1411200080598672, 0)],
    minimaComplete: true,
    saddles: [],
    start: [-3.2, 1.8],
    heightScale: 'log',
    lr: 0.01,
    lesson: 'Momentum gathers speed along the ravine and is thrown up the wall at each bend.',
    source: 'Made for Fall Line',
  },
];
