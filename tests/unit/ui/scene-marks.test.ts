import { expect, test } from 'vitest';
import { createApp } from '../../../src/app/create-app.ts';
import { simplexAt } from '../../../src/app/step-data.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import { sceneMarks, sceneTracks } from '../../../src/ui/scene-marks.ts';
import { manualClock } from '../app/manual-clock.ts';

function openFrame(fragment: string, overlay: 'taylor' | 'flow') {
  const { scene, playhead, problems } = readFragment(fragment);
  expect(problems).toEqual([]);
  const app = createApp({ scene, playhead, clock: manualClock(), systemTheme: 'light' });
  app.setResolution(17);
  app.setView({ overlays: { ...scene.view.overlays, [overlay]: true } });
  return { state: app.state, derived: app.derived };
}

test('a corner of a simplex that has grown beyond all numbers has no mark', () => {
  const frame = openFrame(
    `f=${encodeURIComponent('tanh(x - y)')}&start=1,2&opt=nelder-mead(size:1e308)&steps=30&step=2`,
    'flow',
  );
  const corners = simplexAt(frame.derived.runs[0]!, 2)!;
  expect([...corners].filter((coordinate) => !Number.isFinite(coordinate))).toEqual([Infinity]);
  const marked = sceneMarks(frame).map(({ at }) => at);
  expect(marked.flat().every(Number.isFinite)).toBe(true);
  // The ball, the start, and the two corners that are somewhere.
  expect(marked).toHaveLength(4);
});

test('Newton’s point has one where it is', () => {
  const frame = openFrame(
    `f=${encodeURIComponent('(x - 2)^2 + 3*(y + 1)^2')}&start=1,1&opt=sgd&steps=2&step=0`,
    'taylor',
  );
  const found = sceneMarks(frame).filter(({ at: [x, y] }) => Math.hypot(x - 2, y + 1) < 1e-9);
  expect(found.length).toBeGreaterThan(0);
});

test('a path of so many steps that nobody would follow it is not named, and a shorter one is', () => {
  const tracks = (steps: number) =>
    sceneTracks(openFrame(`loss=booth&start=1,1&opt=sgd(lr:0.001)&steps=${steps}&step=3`, 'taylor'));
  expect(tracks(5000).map(({ points }) => points.length)).toContain(8);
  expect(tracks(5001)).toEqual([]);
});
