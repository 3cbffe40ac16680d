import type { Mesh } from 'three';
import { expect, test } from 'vitest';
import { createApp } from '../../../src/app/create-app.ts';
import { drawnRuns } from '../../../src/app/drawn-runs.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import { createPathLayer } from '../../../src/view3d/path-layer.ts';
import { createUniforms } from '../../../src/view3d/uniforms.ts';
import { manualClock } from '../app/manual-clock.ts';

const link = '#loss=booth&opt=sgd(lr:0.05,average:tail)&opt=momentum(lr:0.02,average:exponential)&opt=adam';

test('which path lies over which does not depend on what was shown before', () => {
  const { scene } = readFragment(link);
  const app = createApp({ scene, clock: manualClock(), systemTheme: 'light' });
  app.setResolution(9);
  const runs = drawnRuns(app.derived, 'light');
  expect(runs).toHaveLength(5);
  for (const selected of [0, 1, 2]) {
    const layer = createPathLayer(createUniforms());
    // Other dashes at these places: some ribbons are made anew.
    layer.sync(runs.toReversed(), app.derived.surface, 'light', selected);
    layer.sync(runs, app.derived.surface, 'light', selected);
    const orders: number[] = [];
    const tops = runs.map((_, place) => {
      const strips = (layer.ribbon(place)?.object.children ?? []) as Mesh[];
      const own = strips.map(({ renderOrder }) => renderOrder);
      orders.push(...own);
      return Math.max(...own);
    });
    // Three draws those of one order as they were made.
    expect(new Set(orders).size).toBe(orders.length);
    const above = runs.toSorted((a, b) => tops[runs.indexOf(a)]! - tops[runs.indexOf(b)]!);
    expect(above).toEqual([
      ...runs.filter(({ index }) => index !== selected),
      ...runs.filter(({ index }) => index === selected),
    ]);
    layer.dispose();
  }
});
