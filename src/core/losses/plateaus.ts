import { globalMinimum, type LossRow, localMinimum } from './row.ts';

/** Wide flats: the length of the gradient says nothing about the distance to the minimum. */
export const plateaus = [
  {
    id: 'plateau',
    family: 'plateau',
    formula: '3*sigmoid(8*x) + 0.01*(x + 2)^2 + 0.02*y^2',
    domain: [-4, 4, -3, 3],
    minima: [globalMinimum(-2.000134896524145, 0, 3.374233189946616e-7)],
    minimaComplete: true,
    saddles: [],
    start: [3, 2],
    heightScale: 'linear',
    lr: 0.5,
    rates: { momentum: 0.02 },
  },
  {
    id: 'easom',
    family: 'plateau',
    formula: '-cos(x)*cos(y)*exp(-((x - pi)^2 + (y - pi)^2))',
    domain: [-1, 7, -1, 7],
    minima: [
      globalMinimum(Math.PI, Math.PI, -1),
      localMinimum(1.3049954504376675, 1.3049954504376675, -0.00008110223891570075),
      localMinimum(1.3049954504376675, 4.978189856741919, -0.00008110223891570068),
      localMinimum(4.978189856741919, 1.3049954504376675, -0.00008110223891570068),
      localMinimum(4.978189856741919, 4.978189856741919, -0.0000811022389157006),
    ],
    minimaComplete: true,
    saddles: [
      [Math.PI / 2, Math.PI / 2],
      [Math.PI / 2, 1.5 * Math.PI],
      [1.5 * Math.PI, Math.PI / 2],
      [1.5 * Math.PI, 1.5 * Math.PI],
    ],
    maxima: [
      [Math.PI, 4.978189856741919],
      [4.978189856741919, Math.PI],
      [1.3049954504376675, Math.PI],
      [Math.PI, 1.3049954504376675],
    ],
    start: [1.9, 4.1],
    heightScale: 'linear',
    lr: 0.3,
  },
] as const satisfies readonly LossRow[];
