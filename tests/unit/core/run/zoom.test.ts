import { expect, test } from 'vitest';
import type { Axis } from '../../../../src/core/run/maps.ts';
import { zoomedAxis } from '../../../../src/core/run/zoom.ts';

const log: Axis = { key: 'lr', min: 1e-3, max: 10, scale: 'log' };
const linear: Axis = { key: 'momentum', min: 0, max: 1, scale: 'linear' };

test('a zoom begins with the whole, ends with the part, and brings the same factor with each share', () => {
  const part = { ...linear, min: 0.3, max: 0.3001 };
  expect([zoomedAxis(linear, part, 0), zoomedAxis(linear, part, 1)]).toEqual([linear, part]);
  const widths = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const { min, max } = zoomedAxis(linear, part, share);
    return max - min;
  });
  for (let k = 0; k < 4; k++) expect(widths[k]! / widths[k + 1]!).toBeCloseTo(10, 6);
});

test('one point keeps its place, on a logarithm as well, ten decades down', () => {
  const [from, to] = [0.4, 0.4 * (1 + 1e-9)];
  const part = { ...log, min: from, max: to };
  const wide = Math.log(log.max / log.min);
  const narrow = Math.log(to / from);
  // What both divide alike.
  const share = Math.log(from / log.min) / (wide - narrow);
  const fixed = log.min * Math.exp(share * wide);
  for (const way of [0.2, 0.5, 0.8]) {
    const { min, max } = zoomedAxis(log, part, way);
    expect(Math.log(fixed / min) / Math.log(max / min)).toBeCloseTo(share, 6);
    expect(min).toBeLessThan(from);
    expect(max).toBeGreaterThan(to);
  }
});
