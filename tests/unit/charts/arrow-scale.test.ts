import { expect, test } from 'vitest';
import { cornerOfBars } from '../../../src/charts/map/arrow-scale.ts';
import { projection } from '../../../src/charts/map/projection.ts';

const place = projection([0, 200, 0, 100], 200, 100);
const size = { width: 80, height: 20 };
const marks = { from: [0, 0], marks: [], scale: { step: 1, gradient: 1, magnify: 0, units: [] } } as const;
const pathOf = (...points: number[]) => ({
  steps: Uint32Array.from({ length: points.length / 2 }, (_, k) => k),
  points: Float64Array.from(points),
  joined: new Uint8Array(points.length / 2).fill(1),
});

test.each([
  ['the lower left where nothing is', [], [0, 100]],
  ['the lower right where a path crosses the lower left', [0, 90, 60, 60], [120, 100]],
  ['the upper left where one lies along the bottom', [0, 95, 200, 95], [0, 20]],
  ['the upper right where only that is free', [0, 5, 0, 95, 200, 95], [120, 20]],
] as const)('the bars stand at %s', (_, points, corner) => {
  expect(cornerOfBars(place, size, points.length > 0 ? [pathOf(...points)] : [], marks)).toEqual(corner);
});
