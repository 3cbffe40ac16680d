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

test('a coarse picture has paths of few points that lie where they lay, without dots of many steps; a whole one has all', () => {
  const { scene } = readFragment(
    '#loss=himmelblau&start=-0.4,-0.75&opt=momentum(lr:0.002)&opt=adam&steps=1000',
  );
  const app = createApp({ scene, clock: manualClock(), systemTheme: 'light' });
  app.setResolution(65);
  const { surface } = app.derived;
  const layer = createPathLayer(createUniforms());
  layer.sync(drawnRuns(app.derived, 'light'), surface, 'light', 0);
  layer.setScale(300, 1, false);
  const pathOf = (place: number) => {
    const { path } = layer.ribbon(place)!;
    return Array.from({ length: path.count }, (_, i) => Array.from(path.data.subarray(4 * i, 4 * i + 4)));
  };
  const whole = [0, 1].map(pathOf);
  const drawn = (place: number) =>
    layer.ribbon(place)!.object.children.filter(({ visible }) => visible).length;
  const parts = drawn(0);
  layer.setScale(300, 0.5, true);
  layer.setStep(1000, false);
  for (const [place, points] of whole.entries()) {
    const coarse = pathOf(place);
    expect(coarse.length).toBeLessThan(points.length / 4);
    expect(drawn(place)).toBe(parts - 1 - 3);
    // Every point of the whole path is within two pixels of the coarse one; a side of the domain has 225 at most.
    for (const [u = 0, v = 0] of points) {
      const away = Math.min(
        ...coarse.slice(1).map(([u1 = 0, v1 = 0], i) => {
          const [u0 = 0, v0 = 0] = coarse[i]!;
          const [du, dv] = [u1 - u0, v1 - v0];
          const t = Math.min(1, Math.max(0, ((u - u0) * du + (v - v0) * dv) / (du * du + dv * dv || 1)));
          return Math.hypot(u0 + t * du - u, v0 + t * dv - v);
        }),
      );
      expect(away * 225).toBeLessThan(2);
    }
  }
  layer.setScale(300, 1, false);
  expect([0, 1].map(pathOf)).toEqual(whole);
  expect(drawn(0)).toBe(parts - 1);
  layer.dispose();
});
