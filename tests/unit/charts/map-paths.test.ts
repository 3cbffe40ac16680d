import { expect, test } from 'vitest';
import { pixelAt, pixelPath } from '../../../src/charts/map/paths.ts';
import { projection } from '../../../src/charts/map/projection.ts';
import { recordRun } from '../../../src/core/index.ts';
import { lossIn } from '../../../src/core/scene/compiled.ts';

test('a run of one variable lies on the axis of its map', () => {
  const loss = lossIn({ formula: 'x^2', curve: true });
  const run = recordRun({ loss, optimizer: { id: 'sgd', lr: 0.25 }, start: [3], steps: 2 });
  const place = projection([-4, 4, -1, 3], 800, 400);
  expect([0, 1, 2].map((step) => pixelAt(run, step, place))).toEqual([
    [700, 300],
    [550, 300],
    [475, 300],
  ]);
  const { points } = pixelPath(run, place, 1);
  expect(points.filter((_, i) => i % 2 === 1).every((y) => y === 300)).toBe(true);
});
