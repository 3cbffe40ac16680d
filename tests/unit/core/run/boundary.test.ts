import { expect, test } from 'vitest';
import { compileFormula } from '../../../../src/core/index.ts';
import { mapBasins } from '../../../../src/core/run/basins.ts';
import { boundaryDimension } from '../../../../src/core/run/boundary.ts';

const picture = (side: number, label: (x: number, y: number) => number) =>
  Int16Array.from({ length: side * side }, (_, at) => label(at % side, Math.floor(at / side)));

/** Whether a place is a hole of the carpet: at some size of thirds it is in the middle along both sides. */
function isHole(x: number, y: number): number {
  for (; x > 0 || y > 0; x = Math.floor(x / 3), y = Math.floor(y / 3))
    if (x % 3 === 1 && y % 3 === 1) return 1;
  return 0;
}

test.each<[string, number, (x: number, y: number) => number, number, number]>([
  ['a level line', 512, (_, y) => Number(y > 200), 1, 1e-12],
  ['a steep line', 512, (x, y) => Number(y > 2.7 * x - 300), 1, 0.03],
  [
    'the edge of a square',
    512,
    (x, y) => Number(Math.max(Math.abs(x - 256), Math.abs(y - 250)) < 150),
    1,
    0.03,
  ],
  ['a circle', 512, (x, y) => Number(Math.hypot(x - 250, y - 260) < 180), 1, 0.03],
  // The edges of its holes come as near to each of its points as one likes.
  ['Sierpiński’s carpet', 729, isHole, Math.log(8) / Math.log(3), 0.05],
  ['a chessboard', 512, (x, y) => (x + y) % 2, 2, 1e-12],
])('%s has its dimension', (_, side, label, dimension, within) => {
  const fit = boundaryDimension(picture(side, label), side, side);
  expect(Math.abs(fit!.dimension - dimension)).toBeLessThanOrEqual(within);
  expect(fit!.sizes.at(-1)).toBe(64);
});

test('one region has no boundary, and of few pixels nothing is said', () => {
  expect(boundaryDimension(new Int16Array(512 * 512), 512, 512)).toBeNull();
  expect(
    boundaryDimension(
      picture(32, (x) => x % 2),
      32,
      32,
    ),
  ).toBeNull();
});

test('the basins of Newton’s method have a longer boundary the closer one looks, those of gradient descent lines', () => {
  // |z^3 - 1|^2, with its minima at the cube roots of 1.
  const loss = compileFormula('(x^3 - 3*x*y^2 - 1)^2 + (3*x^2*y - y^3)^2');
  const half = Math.sqrt(3) / 2;
  const targets = {
    points: [
      [1, 0],
      [-0.5, half],
      [-0.5, -half],
    ],
    reach: [0.05, 0.05],
  } as const;
  const ground = { loss, targets, domain: [-1, 1, -1, 1], width: 128, height: 128 } as const;
  const dimensionOf = (optimizer: { id: string; lr?: number }, steps: number) => {
    const { basins } = mapBasins({ ...ground, optimizer, steps });
    return boundaryDimension(basins, 128, 128)!.dimension;
  };
  const lines = dimensionOf({ id: 'sgd', lr: 0.05 }, 150);
  expect(Math.abs(lines - 1)).toBeLessThan(0.05);
  expect(dimensionOf({ id: 'newton' }, 25)).toBeGreaterThan(lines + 0.1);
});
