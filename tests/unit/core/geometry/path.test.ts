import { describe, expect, it } from 'vitest';
import { sampleGrid } from '../../../../src/core/geometry/grid.ts';
import {
  BREAK,
  createPathPoints,
  lastPointAt,
  type PathPoints,
  tracePath,
} from '../../../../src/core/geometry/path.ts';
import { createSurface, heightAt } from '../../../../src/core/geometry/surface.ts';
import type { Run } from '../../../../src/core/run/types.ts';
import { himmelblau, runThrough, valuesOf } from './sample-losses.ts';

const domain = [-5, 5, -5, 5] as const;
const surface = createSurface(sampleGrid(himmelblau, domain, 65, 65), 'log');

function trace(run: Run, onto = surface): { path: PathPoints; points: [number, number, number, number][] } {
  const path = createPathPoints();
  tracePath(run, onto, path);
  const points = Array.from(
    { length: path.count },
    (_, i) => [...path.data.subarray(4 * i, 4 * i + 4)] as [number, number, number, number],
  );
  return { path, points };
}

describe('tracePath', () => {
  it('passes through every step and lies on the surface everywhere', () => {
    const steps = [
      [-4, -4],
      [1, 3.3],
      [1.01, 3.3],
      [-2, 0],
    ] as const;
    const { points } = trace(runThrough(...steps));
    steps.forEach(([x, y], k) => {
      const at = points.find(([, , , t]) => t === k);
      expect(at?.[0]).toBeCloseTo((x + 5) / 10, 6);
      expect(at?.[1]).toBeCloseTo((y + 5) / 10, 6);
    });
    for (const [u, v, height] of points) expect(height).toBeCloseTo(heightAt(surface, u, v), 5);
  });

  it('never spans more than one cell of the grid between two points', () => {
    const { points } = trace(runThrough([-4.9, -4.7], [4.8, 3.1], [4.8, -4.9], [-4.9, 4.9]));
    for (let i = 1; i < points.length; i++) {
      const [u0, v0] = points[i - 1]!;
      const [u1, v1] = points[i]!;
      expect(Math.abs(u1 - u0) * 64).toBeLessThan(1 + 1e-4);
      expect(Math.abs(v1 - v0) * 64).toBeLessThan(1 + 1e-4);
    }
  });

  it('counts t upwards and finds the last point of a step', () => {
    const { path, points } = trace(runThrough([0, 0], [4, 0], [9, 0], [4, 4], [-4, 4]));
    for (let i = 1; i < points.length; i++) expect(points[i]![3]).toBeGreaterThanOrEqual(points[i - 1]![3]);
    const at = lastPointAt(path, 1);
    expect(points[at]![3]).toBe(1);
    expect(points[at + 1]![3]).toBeGreaterThan(1);
    expect(lastPointAt(path, -1)).toBe(-1);
    expect(lastPointAt(path, 99)).toBe(path.count - 1);
  });

  it('ends exactly on the edge where it leaves, and starts again where it comes back', () => {
    const { path, points } = trace(runThrough([0, 0], [10, 0], [10, 2.5], [0, 2.5]));
    const cut = points.findIndex(([, , height]) => height === BREAK);
    expect(points[cut - 1]).toEqual([1, 0.5, expect.any(Number), 0.5]);
    expect(points[cut + 1]).toEqual([1, 0.75, expect.any(Number), 2.5]);
    expect(points.filter(([, , height]) => height === BREAK)).toHaveLength(1);
    expect(path.length).toBeCloseTo(1, 9);
  });

  it('draws a crossing between two steps that both lie outside', () => {
    const { points } = trace(runThrough([-10, 0], [10, 0]));
    expect(points[0]).toEqual([0, 0.5, expect.any(Number), 0.25]);
    expect(points.at(-1)).toEqual([1, 0.5, expect.any(Number), 0.75]);
  });

  it('keeps a run that comes to stand on the edge, and one far beyond any number', () => {
    expect(
      trace(runThrough([0, 0], [5, 5], [0, 5]))
        .points.at(-1)
        ?.slice(0, 2),
    ).toEqual([0.5, 1]);
    const { points } = trace(runThrough([0, 0], [1e300, -1e300]));
    expect(points.at(-1)?.slice(0, 2)).toEqual([1, 0]);
    expect(trace(runThrough([-8, 3], [-9, 4])).points).toEqual([]);
  });

  it.each([
    [1e20, 1e20],
    [1e200, -1e200],
    [Number.MAX_VALUE, Number.MAX_VALUE],
    [-Number.MAX_VALUE, Number.MAX_VALUE],
    [Infinity, 0],
    [-Infinity, -Infinity],
  ])('has a finite length and ends at the edge on the way to (%f, %f)', (x, y) => {
    const { path, points } = trace(runThrough([0, 0], [x, y], [-x, -y]));
    expect(path.length).toBeGreaterThan(0);
    // There, and back through the whole domain.
    expect(path.length).toBeLessThan(0.75 + 1.5);
    const ends = points.filter(([, , height], i) => height !== BREAK && points[i + 1]?.[2] === BREAK);
    expect(ends).toHaveLength(1);
    const side = (from: number, to: number) => (Math.abs(from) < Math.abs(to) ? 0.5 : from > 0 ? 1 : 0);
    expect(ends[0]!.slice(0, 2)).toEqual([side(x, y), side(y, x)]);
    for (const point of points) expect(point.every(Number.isFinite)).toBe(true);
  });

  it('is interrupted over a hole', () => {
    const holed = createSurface(
      sampleGrid(
        valuesOf((x, y) => (x * x + y * y < 1 ? Number.NaN : x * x + y * y)),
        domain,
        65,
        65,
      ),
      'linear',
    );
    const { points } = trace(runThrough([-4, 0.1], [4, 0.1]), holed);
    expect(points.filter(([, , height]) => height === BREAK)).toHaveLength(1);
    for (const [, , height] of points) expect(height).not.toBeNaN();
  });

  it('bounds the points of a long wild zigzag', () => {
    const wild = Array.from({ length: 2001 }, (_, k) => [k % 2 ? -4.9 : 4.9, (k % 7) - 3] as const);
    const { path } = trace(runThrough(...wild));
    expect(path.count).toBeGreaterThan(8_000);
    expect(path.count).toBeLessThan(40_000);
  });

  it('writes again into the same array', () => {
    const path = createPathPoints();
    tracePath(runThrough([-4, -4], [4, 4], [-4, 4], [4, -4]), surface, path);
    const { data } = path;
    tracePath(runThrough([0, 0], [0.1, 0]), surface, path);
    expect(path.data).toBe(data);
    expect(path.count).toBe(trace(runThrough([0, 0], [0.1, 0])).path.count);
  });
});

describe('a run at rest', () => {
  it('has a point where it came to rest and one where it goes on', () => {
    // Moves for 3 steps, rests for 500, moves once, rests to the end.
    const steps = 1000;
    const xOf = (k: number) => (k <= 3 ? k : 3);
    const yOf = (k: number) => (k <= 503 ? 2 : 4);
    const { path, points } = trace(
      runThrough(...Array.from({ length: steps + 1 }, (_, k) => [xOf(k), yOf(k)] as const)),
    );
    expect(points.length).toBeLessThan(60);
    for (let k = 0; k <= steps; k++) {
      const [u, v] = points[lastPointAt(path, k)]!;
      expect([u, v], `step ${k}`).toEqual([
        expect.closeTo((xOf(k) + 5) / 10, 6),
        expect.closeTo((yOf(k) + 5) / 10, 6),
      ]);
    }
    const times = points.map(([, , , t]) => t);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times).toContain(503);
    expect(times.at(-1)).toBe(steps);
    expect(path.length).toBeCloseTo(0.5, 6);
  });
});
