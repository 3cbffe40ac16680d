import { globalMinimum, type LossRow } from './row.ts';

/** Losses of small models with two parameters, written out as formulas. */
export const models: readonly LossRow[] = [
  {
    id: 'logistic',
    name: 'Logistic regression',
    family: 'model',
    formula:
      '(log(1 + exp(-1.0*x - 0.5*y)) + log(1 + exp(-0.8*x + 0.6*y)) + log(1 + exp(-1.5*x - 1.2*y)) + log(1 + exp(-0.2*x - 1.1*y)) + log(1 + exp(0.4*x - 0.9*y)) + log(1 + exp(-0.6*x + 1.4*y)) + log(1 + exp(-1.2*x - 0.3*y)) + log(1 + exp(-0.7*x + 0.8*y)) + log(1 + exp(-1.6*x - 1.1*y)) + log(1 + exp(0.3*x - 0.9*y)) + log(1 + exp(0.9*x + 0.4*y)) + log(1 + exp(-0.5*x - 1.5*y)))/12',
    domain: [-5, 5, -5, 5],
    minima: [globalMinimum(1.8048460494466425, 0.7348815978870809, 0.4540816773034447)],
    minimaComplete: true,
    saddles: [],
    start: [-4, -3],
    heightScale: 'linear',
    lr: 1,
    lesson:
      'A convex loss of a real model, two weights fitted to twelve points: steep where wrong, flat where nearly right.',
    source: 'Mean logistic loss of twelve points made for Fall Line',
  },
  {
    id: 'arm',
    name: 'Two-link arm',
    family: 'model',
    formula: '(cos(x) + cos(x + y) - 1.2)^2 + (sin(x) + sin(x + y) - 0.5)^2',
    domain: [-Math.PI, Math.PI, -Math.PI, Math.PI],
    minima: [
      globalMinimum(-0.4684207703697795, 1.7264237801390823, 0),
      globalMinimum(1.2580030097693027, -1.7264237801390823, 0),
    ],
    minimaComplete: true,
    saddles: [[0.39479111969976155, 0]],
    start: [2.6, 0.6],
    heightScale: 'linear',
    lr: 0.1,
    lesson:
      'Two joint angles reach one target with the elbow up or down, and the stretched arm between them is a saddle.',
    source: 'Inverse kinematics of a planar arm with two links of length 1 and target (1.2, 0.5)',
  },
];
