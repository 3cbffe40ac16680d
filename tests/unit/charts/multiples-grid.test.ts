import { expect, test } from 'vitest';
import { gridFor } from '../../../src/charts/multiples/grid.ts';

test.each([
  [1, 770, 690, 1],
  [2, 770, 690, 1],
  [2, 1200, 500, 2],
  [4, 770, 690, 2],
  [4, 390, 260, 2],
  [3, 1500, 400, 3],
  [6, 1000, 600, 3],
  [6, 400, 900, 2],
])('%i maps in %i x %i pixels stand in %i columns', (count, width, height, columns) => {
  expect(gridFor(count, width, height)).toBe(columns);
});

test('a box that has not been laid out yet still gets a column', () => {
  expect(gridFor(4, 0, 0)).toBeGreaterThanOrEqual(1);
  expect(gridFor(0, 100, 100)).toBe(1);
});
