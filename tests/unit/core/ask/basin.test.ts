import { expect, test } from 'vitest';
import { basinOf } from '../../../../src/core/ask/basin.ts';
import { compileFormula } from '../../../../src/core/index.ts';

// Flow on (x^2 - 1)^2 + y^2 keeps the sign of x: the basins are the two halves.
const wells = compileFormula('(x^2 - 1)^2 + y^2');
const minima = [
  [1, 0],
  [-1, 0],
];

test.each([
  [[0.001, 3], 0],
  [[2, -1], 0],
  [[-0.001, 0], 1],
  [[-1, 0], 1],
] as const)('%j lies in the basin of the minimum %i', (from, index) => {
  expect(basinOf(wells, from, minima)).toBe(index);
});

test('in none at a level place and where the flow runs off; where it ends at a minimum that is not known, nobody knows', () => {
  expect(basinOf(wells, [0, 0], minima)).toBe(-1);
  expect(basinOf(compileFormula('-(x^2 + y^2)'), [1, 0], [[0, 0]])).toBe(-1);
  expect(basinOf(wells, [0.5, 0], [[-1, 0]])).toBeNull();
});

test('of one variable too', () => {
  const curve = compileFormula('x^4 - 3*x^2 + x', { variables: ['x'] });
  const of = [-1.3008395, 1.1309011].map((x) => [x, 0]);
  expect(basinOf(curve, [0.1], of)).toBe(0);
  expect(basinOf(curve, [0.2], of)).toBe(1);
});
