import { lossWords } from '../../core/losses/catalog.ts';
import type { Words } from '../types.ts';
import { spoken } from '../spoken.ts';

/** Surfaces of the catalog: what each is called, what it teaches, in one sentence, and where it comes from. */
export const surfaces: Words['surfaces'] = {
  rosenbrock: {
    name: 'Rosenbrock',
    lesson: 'Reaching the valley takes a few steps; following its flat, bending floor takes thousands.',
    source:
      'H. H. Rosenbrock, An automatic method for finding the greatest or least value of a function, The Computer Journal 3 (1960)',
  },
  beale: {
    name: 'Beale',
    lesson:
      'Slopes differ by a factor of a hundred thousand, so one learning rate is too large at the rim and too small on the floor.',
    source:
      'E. M. L. Beale, On an iterative method for finding a local minimum of a function of more than one variable (1958)',
  },
  ravine: {
    name: 'Bending ravine',
    lesson: 'Momentum gathers speed along the ravine and is thrown up the wall at each bend.',
    source: 'Made for Fall Line',
  },
  bowl: {
    name: 'Ill-conditioned bowl',
    lesson:
      'The steep direction limits the learning rate, and the flat one then crawls: rates per coordinate cure it.',
    source: 'Standard test function',
  },
  'rotated-bowl': {
    name: 'Rotated bowl',
    lesson:
      'Turned by 45 degrees, steep and flat no longer lie along x and y: rates per coordinate come out alike for both.',
    source: 'Standard test function',
  },
  booth: {
    name: 'Booth',
    lesson: 'A mildly stretched quadratic on which every method works: a place to see what each one does.',
    source: 'Standard test function',
  },
  matyas: {
    name: 'Matyas',
    lesson:
      'Along the diagonal the slope nearly vanishes far from the minimum: a small gradient is no proof of arrival.',
    source: 'Standard test function',
  },
  himmelblau: {
    name: 'Himmelblau',
    lesson: 'Four equally good minima: near the hilltop between them a hair decides which one is found.',
    source: 'D. M. Himmelblau, Applied Nonlinear Programming, McGraw-Hill (1972)',
  },
  'three-hump-camel': {
    name: 'Three-hump camel',
    lesson:
      'Gradient descent stops in the side basin; enough momentum rolls over the saddle into the middle one.',
    source: 'Standard test function',
  },
  'six-hump-camel': {
    name: 'Six-hump camel',
    lesson: 'Six basins of three depths, only two of them the deepest: the start decides which is reached.',
    source: 'L. C. W. Dixon and G. P. Szegő, Towards Global Optimisation 2, North-Holland (1978)',
  },
  'goldstein-price': {
    name: 'Goldstein-Price',
    lesson:
      'Heights from three to a million: the safe learning rate is set by the steepest place that a path visits.',
    source:
      'A. A. Goldstein and J. F. Price, On descent from local minima, Mathematics of Computation 25 (1971)',
  },
  'styblinski-tang': {
    name: 'Styblinski-Tang',
    lesson:
      'Each coordinate falls into one of two wells by itself, and only one of the four combinations is best.',
    source:
      'M. A. Styblinski and T.-S. Tang, Experiments in nonconvex optimization, Neural Networks 3 (1990)',
  },
  mccormick: {
    name: 'McCormick',
    lesson: 'A slanted trough with a false bottom half way down: from here every method stops in it.',
    source: 'Standard test function',
  },
  rastrigin: {
    name: 'Rastrigin',
    lesson: 'Over a hundred wells in a grid: with small steps a run ends in the one that it starts in.',
    source: 'L. A. Rastrigin, Systems of Extremal Control, Nauka (1974)',
  },
  ackley: {
    name: 'Ackley',
    lesson: 'A funnel hidden under ripples, with a cusp at the bottom where no gradient exists.',
    source: 'D. H. Ackley, A Connectionist Machine for Genetic Hillclimbing, Kluwer (1987)',
  },
  'levy-13': {
    name: 'Lévy 13',
    lesson: 'Far out the ripples grow with the distance, so the way in is a staircase of ridges.',
    source: 'Standard test function',
  },
  ripples: {
    name: 'Rippled bowl',
    lesson:
      'Dimples too small to see stop plain descent half way; momentum carries further, and Adam to the middle.',
    source: 'Made for Fall Line',
  },
  saddle: {
    name: 'Saddle',
    lesson:
      'Next to the ridge the slope outwards is tiny: gradient descent lingers long after rates per coordinate have left.',
    source: 'Standard test function',
  },
  'monkey-saddle': {
    name: 'Monkey saddle',
    lesson:
      'Slope and curvature both vanish in the middle, so even second derivatives do not say where to go.',
    source: 'Standard test function',
  },
  plateau: {
    name: 'Plateau with a cliff',
    lesson:
      'A learning rate that makes headway on the flat is far too large at the cliff: one step there is longer than the twenty before it.',
    source: 'Made for Fall Line',
  },
  easom: {
    name: 'Easom',
    lesson:
      'A single hole in a flat plain: where the gradient is practically zero there is nothing to follow.',
    source: 'E. E. Easom, A survey of global optimization techniques, University of Louisville (1990)',
  },
  'logistic-regression': {
    name: 'Logistic regression',
    lesson:
      'A convex loss of a real model, two weights fitted to eight points: steep where wrong, flat where nearly right.',
    source: 'Mean logistic loss of eight points made for Fall Line',
  },
  arm: {
    name: 'Two-link arm',
    lesson:
      'Two joint angles reach one target with the elbow up or down, and the stretched arm between them is a saddle.',
    source: 'Inverse kinematics of a planar arm with two links of length 1 and target (1.2, 0.5)',
  },
};

spoken({ surfaces });
lossWords.give(surfaces);
