import { globalMinimum, type LossRow, localMinimum } from './row.ts';
import type { Minimum } from './types.ts';

/**
 * Rastrigin's loss is a sum over the coordinates, so that its minima are all pairs of the minima of one: the places
 * where 2x + 20 pi sin(2 pi x) = 0 and the curve bends up, with 10 + x^2 - 10 cos(2 pi x) there.
 */
function rastriginMinima(): Minimum[] {
  const right = [
    [0.9949586376523348, 0.9949590570932914],
    [1.9899122337085495, 3.9798311905540875],
    [2.984855701039481, 8.95460124148701],
    [3.9797838603007536, 15.91924379246153],
    [4.974691390895051, 24.873722934542226],
  ] as const;
  const wells = [[0, 0] as const, ...right, ...right.map(([x, value]) => [-x, value] as const)];
  return wells.flatMap(([x, first]) =>
    wells.map(([y, second]) => {
      const kind = first + second === 0 ? globalMinimum : localMinimum;
      return kind(x, y, first + second);
    }),
  );
}

/** Several basins each: where a path ends depends on where it starts and on how it steps. */
export const manyMinima = [
  {
    id: 'himmelblau',
    family: 'many minima',
    formula: '(x^2 + y - 11)^2 + (x + y^2 - 7)^2',
    domain: [-5, 5, -5, 5],
    minima: [
      globalMinimum(3, 2, 0),
      globalMinimum(-2.805118086952745, 3.131312518250573, 0),
      globalMinimum(-3.779310253377747, -3.283185991286169, 0),
      globalMinimum(3.5844283403304917, -1.8481265269644036, 0),
    ],
    minimaComplete: true,
    saddles: [
      [3.385154183607021, 0.07385187983774928],
      [0.08667750455539634, 2.884254701174776],
      [-3.0730257507643897, -0.08135304428796751],
      [-0.12796134673068005, -1.9537149802445766],
    ],
    maxima: [[-0.2708445906673476, -0.9230385564799813]],
    start: [-0.4, -0.75],
    heightScale: 'log',
    lr: 0.01,
    rates: { sgd: 0.004, momentum: 0.002, rmsprop: 0.02, adam: 0.22 },
  },
  {
    id: 'three-hump-camel',
    family: 'many minima',
    formula: '2*x^2 - 1.05*x^4 + x^6/6 + x*y + y^2',
    domain: [-2.5, 2.5, -2.5, 2.5],
    minima: [
      globalMinimum(0, 0, 0),
      localMinimum(1.747552345830289, -0.8737761729151445, 0.29863844223685965),
      localMinimum(-1.747552345830289, 0.8737761729151445, 0.29863844223685965),
    ],
    minimaComplete: true,
    saddles: [
      [1.0705422918236598, -0.5352711459118299],
      [-1.0705422918236598, 0.5352711459118299],
    ],
    start: [-2, -1.5],
    heightScale: 'log',
    lr: 0.05,
  },
  {
    id: 'six-hump-camel',
    family: 'many minima',
    formula: '(4 - 2.1*x^2 + x^4/3)*x^2 + x*y + (-4 + 4*y^2)*y^2',
    domain: [-2, 2, -1, 1],
    minima: [
      globalMinimum(0.08984201310031806, -0.7126564030207396, -1.0316284534898774),
      globalMinimum(-0.08984201310031806, 0.7126564030207396, -1.0316284534898774),
      localMinimum(1.7036067149699805, -0.7960835686726252, -0.21546382438371725),
      localMinimum(-1.7036067149699805, 0.7960835686726252, -0.21546382438371725),
      localMinimum(1.6071047529201974, 0.5686514548841314, 2.1042503103112584),
      localMinimum(-1.6071047529201974, -0.5686514548841314, 2.1042503103112584),
    ],
    minimaComplete: true,
    saddles: [
      [0, 0],
      [1.1092053368047865, -0.7682680925095399],
      [-1.1092053368047865, 0.7682680925095399],
      [1.6380679841897787, 0.22867406904439408],
      [-1.6380679841897787, -0.22867406904439408],
      [1.2960702671671092, 0.6050843880386585],
      [-1.2960702671671092, -0.6050843880386585],
    ],
    maxima: [
      [-1.2302298765166526, -0.16233458445899496],
      [1.2302298765166526, 0.16233458445899496],
    ],
    start: [-1.1, 0.1],
    heightScale: 'linear',
    lr: 0.02,
  },
  {
    id: 'goldstein-price',
    family: 'many minima',
    formula:
      '(1 + (x + y + 1)^2*(19 - 14*x + 3*x^2 - 14*y + 6*x*y + 3*y^2))*(30 + (2*x - 3*y)^2*(18 - 32*x + 12*x^2 + 48*y - 36*x*y + 27*y^2))',
    domain: [-2, 2, -2, 2],
    minima: [
      globalMinimum(0, -1, 3),
      localMinimum(-0.6, -0.4, 30),
      localMinimum(1.8, 0.2, 84),
      localMinimum(1.2, 0.8, 840),
    ],
    minimaComplete: true,
    saddles: [
      [-0.4, -0.6],
      [1.2, -0.2],
      [1.4, 0.6],
      [0.6, 0.4],
    ],
    maxima: [[0.8, 0.2]],
    start: [-1, 0.5],
    heightScale: 'log',
    lr: 0.00002,
  },
  {
    id: 'styblinski-tang',
    family: 'many minima',
    formula: '0.5*(x^4 - 16*x^2 + 5*x + y^4 - 16*y^2 + 5*y)',
    domain: [-5, 5, -5, 5],
    minima: [
      globalMinimum(-2.9035340277711774, -2.9035340277711774, -78.33233140754284),
      localMinimum(2.746802770990837, -2.9035340277711774, -64.19561235905536),
      localMinimum(-2.9035340277711774, 2.746802770990837, -64.19561235905536),
      localMinimum(2.746802770990837, 2.746802770990837, -50.05889331056789),
    ],
    minimaComplete: true,
    saddles: [
      [-2.9035340277711774, 0.1567312567803401],
      [0.1567312567803401, -2.9035340277711774],
      [2.746802770990837, 0.1567312567803401],
      [0.1567312567803401, 2.746802770990837],
    ],
    maxima: [[0.1567312567803401, 0.1567312567803401]],
    start: [0.3, 4.2],
    heightScale: 'linear',
    lr: 0.01,
  },
  {
    id: 'mccormick',
    family: 'many minima',
    formula: 'sin(x + y) + (x - y)^2 - 1.5*x + 2.5*y + 1',
    domain: [-1.5, 4, -3, 4],
    minima: [
      globalMinimum(-0.5471975511965976, -1.5471975511965976, -1.9132229549810362),
      localMinimum(2.5943951023931953, 1.5943951023931953, 1.2283696986087564),
    ],
    minimaComplete: true,
    saddles: [[1.5471975511965979, 0.5471975511965976]],
    start: [0, 3.5],
    heightScale: 'linear',
    lr: 0.1,
  },
  {
    id: 'rastrigin',
    family: 'many minima',
    formula: '20 + x^2 - 10*cos(2*pi*x) + y^2 - 10*cos(2*pi*y)',
    domain: [-5.12, 5.12, -5.12, 5.12],
    minima: rastriginMinima(),
    minimaComplete: true,
    saddles: [],
    start: [2.6, -1.6],
    heightScale: 'linear',
    lr: 0.002,
    rates: { rmsprop: 0.01 },
  },
  {
    id: 'ackley',
    family: 'many minima',
    formula: '-20*exp(-0.2*sqrt(0.5*(x^2 + y^2))) - exp(0.5*(cos(2*pi*x) + cos(2*pi*y))) + e + 20',
    domain: [-5, 5, -5, 5],
    minima: [
      globalMinimum(0, 0, 0),
      localMinimum(0.9521665459501717, 0, 2.5799275570298725),
      localMinimum(-0.9521665459501717, 0, 2.5799275570298725),
      localMinimum(0, 0.9521665459501717, 2.5799275570298725),
      localMinimum(0, -0.9521665459501717, 2.5799275570298725),
      localMinimum(0.9684776587077244, 0.9684776587077244, 3.5744518772576797),
      localMinimum(0.9684776587077244, -0.9684776587077244, 3.5744518772576797),
      localMinimum(-0.9684776587077244, 0.9684776587077244, 3.5744518772576797),
      localMinimum(-0.9684776587077244, -0.9684776587077244, 3.5744518772576797),
    ],
    minimaComplete: false,
    saddles: [],
    start: [2.6, 1.8],
    heightScale: 'linear',
    lr: 0.05,
    rates: { momentum: 0.05, rmsprop: 0.05, adam: 0.5 },
  },
  {
    id: 'levy-13',
    family: 'many minima',
    formula: 'sin(3*pi*x)^2 + (x - 1)^2*(1 + sin(3*pi*y)^2) + (y - 1)^2*(1 + sin(2*pi*y)^2)',
    domain: [-10, 10, -10, 10],
    minima: [globalMinimum(1, 1, 0)],
    minimaComplete: false,
    saddles: [],
    start: [-6, 7.2],
    heightScale: 'linear',
    lr: 0.0005,
    rates: { sgd: 0.002, momentum: 0.0002, rmsprop: 0.05, adam: 0.5 },
  },
  {
    id: 'ripples',
    family: 'many minima',
    formula: '0.1*(x^2 + y^2) + 0.04*(3 - cos(7*x) - cos(9*y) - cos(6*x - 5*y))',
    domain: [-5, 5, -5, 5],
    minima: [globalMinimum(0, 0, 0)],
    minimaComplete: false,
    saddles: [],
    start: [-4.2, 3.6],
    heightScale: 'linear',
    lr: 0.05,
  },
] as const satisfies readonly LossRow[];
