import { describe, expect, it } from 'vitest';
import { createPathPoints, tracePath } from '../../../src/core/geometry/path.ts';
import { lastPlace, writePlaceAt, stepPoints } from '../../../src/core/geometry/path-marks.ts';
import { sampleGrid } from '../../../src/core/geometry/grid.ts';
import { createSurface } from '../../../src/core/geometry/surface.ts';
import { writeRelief } from '../../../src/view3d/surface-mesh.ts';
import { himmelblau, runThrough, valuesOf } from '../core/geometry/sample-losses.ts';

const domain = [-5, 5, -5, 5] as const;

describe('writeRelief', () => {
  const relief = (f: (x: number, y: number) => number, n = 33) => {
    const surface = createSurface(sampleGrid(valuesOf(f), domain, n, n), 'linear');
    const out = new Float32Array(n * n * 4);
    writeRelief(surface, out);
    return { surface, at: (i: number, j: number) => out.subarray((j * n + i) * 4, (j * n + i) * 4 + 4) };
  };

  it('has the slopes of a plane everywhere, borders included', () => {
    const { at } = relief((x, y) => 3 * x + y);
    for (const [i, j] of [
      [0, 0],
      [16, 16],
      [32, 32],
      [32, 0],
    ] as const) {
      expect(at(i, j)[1]).toBeCloseTo(0.75 / 32, 6);
      expect(at(i, j)[2]).toBeCloseTo(0.25 / 32, 6);
    }
    expect(at(16, 16)[3]).toBeCloseTo(0, 6);
  });

  it('marks holes and takes the slope beside them from the side that is there', () => {
    const { at } = relief((x, y) => (x < 0 ? Number.NaN : x + y));
    expect(at(3, 3)[0]).toBe(-1);
    expect(at(16, 10)[1]).toBeCloseTo(at(20, 10)[1]!, 6);
    for (let i = 0; i < 33; i++) for (const part of at(i, 16)) expect(part).not.toBeNaN();
  });

  it('does not swing over beside a cliff', () => {
    const { at } = relief((x) => (x < 0.1 ? 0 : 1));
    expect(at(16, 5)[1]).toBe(0);
    expect(at(17, 5)[1]).toBe(0);
  });
});

describe('marks along a run', () => {
  const surface = createSurface(sampleGrid(himmelblau, domain, 65, 65), 'log');
  const run = runThrough([0, 0], [4, 0], [9, 0], [20, 1]);

  it('places the ball on the surface, at the last step where the run has ended, and not outside', () => {
    const place = new Float64Array(3);
    expect(writePlaceAt(run, surface, 1, place)).toBe(true);
    expect(place[0]).toBeCloseTo(0.9, 12);
    expect(writePlaceAt(run, surface, 2, place)).toBe(false);
    expect(writePlaceAt(runThrough([1, 1], [2, 2]), surface, 50, place)).toBe(true);
    expect(place[0]).toBeCloseTo(0.7, 12);
  });

  it('finds where the path left', () => {
    const path = createPathPoints();
    tracePath(run, surface, path);
    const place = new Float64Array(3);
    expect(lastPlace(path, 3, place)).toBe(true);
    expect([...place.subarray(0, 2)]).toEqual([1, 0.5]);
    tracePath(runThrough([8, 8], [9, 9]), surface, path);
    expect(lastPlace(path, 1, place)).toBe(false);
  });

  it('has one point a step and an end', () => {
    const points = createPathPoints();
    stepPoints(run, surface, points);
    expect(points.count).toBe(5);
    expect([2, 6, 10, 14, 18].map((at) => points.data[at]! >= 0)).toEqual([true, true, false, false, false]);
  });
});
