import { expect, test } from 'vitest';
import { firstStepOutside, placeAt } from '../../../../src/core/run/place.ts';
import { runThrough } from '../geometry/sample-losses.ts';

const domain = [-5, 5, -5, 5] as const;

test('the first step outside is the first beyond the border, which itself is inside', () => {
  expect(firstStepOutside(runThrough([0, 0], [5, 0], [5.01, 0], [0, 0]), domain)).toBe(2);
  expect(firstStepOutside(runThrough([0, 0], [5, -5]), domain)).toBeNull();
  expect(firstStepOutside(runThrough([0, 6]), domain)).toBe(0);
});

test('beyond its end a run is nowhere, and one of one variable lies on the axis', () => {
  expect(placeAt(runThrough([0, 6], [1, 2]), 1)).toEqual([1, 2]);
  expect(placeAt(runThrough([0, 6]), 1)).toEqual([Number.NaN, Number.NaN]);
  expect(placeAt({ positions: Float64Array.of(3, 4), dimension: 1 }, 1)).toEqual([4, 0]);
});
