import { expect, test } from 'vitest';
import { createApp } from '../../../src/app/create-app.ts';
import { drawPaths, pixelAt, pixelPath } from '../../../src/charts/map/paths.ts';
import { projection } from '../../../src/charts/map/projection.ts';
import { recordRun } from '../../../src/core/index.ts';
import { lossIn } from '../../../src/core/scene/compiled.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import { createSvgPen } from '../../../src/export/svg/svg-pen.ts';
import { manualClock } from '../app/manual-clock.ts';

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

test('of a run that flies off no point is drawn farther out than a canvas is exact, and each lies on its way', () => {
  // Every step leads to -2 times the place, exactly: from side to side, and out.
  const { scene } = readFragment('f=x^2%2By^2&domain=-4,4,-4,4&start=1,0.5&opt=sgd(lr:1.5)&steps=400');
  const app = createApp({ scene, clock: manualClock(), systemTheme: 'light' });
  app.setResolution(5);
  const [view] = app.derived.runs;
  expect(view!.run.positions[800]).toBe(2 ** 400);
  const place = projection([-4, 4, -4, 4], 800, 800);
  const points = (step: number, future: boolean) => {
    const pen = createSvgPen({ measure: () => 0, encode: () => '' });
    drawPaths(pen, [{ view: view!, path: pixelPath(view!.run, place, 1) }], place, {
      palette: 'light',
      step,
      future,
      selected: 0,
    });
    const lines = [...pen.content().matchAll(/ d="(M[^"AZ]*)"/g)].map(([, d = '']) => d);
    return lines.flatMap((line) =>
      [...line.matchAll(/(-?[\d.e+-]+) (-?[\d.e+-]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const),
    );
  };
  const [past, future] = [points(400, false), points(0, true)];
  expect([past[0], future[0]]).toEqual([
    [500, 350],
    [500, 350],
  ]);
  for (const drawn of [past, future, points(7, true), points(20, true)]) {
    const reach = drawn.map(([x, y]) => Math.max(Math.abs(x), Math.abs(y)));
    expect(Math.max(...reach)).toBeLessThan(1.01e5);
    expect(Math.max(...reach)).toBeGreaterThan(5e4);
    // On the line through the minimum, which is in the middle.
    for (const [x, y] of drawn) expect(Math.abs(400 - y - (x - 400) / 2)).toBeLessThan(0.1);
  }
  app.dispose();
});
