import { describe, expect, it } from 'vitest';
import { isolines } from '../../../../src/core/geometry/isolines.ts';

/** Samples of f over the unit square: column i at i / (nx - 1), row j at j / (ny - 1). */
function sample(nx: number, ny: number, f: (x: number, y: number) => number): Float64Array {
  return Float64Array.from({ length: nx * ny }, (_, s) =>
    f((s % nx) / (nx - 1), Math.floor(s / nx) / (ny - 1)),
  );
}

const cone = (x: number, y: number) => Math.hypot(x - 0.5, y - 0.5);

describe('isolines', () => {
  it('draws a plane as straight lines from border to border', () => {
    const lines = isolines(
      sample(9, 5, (x) => x),
      9,
      5,
      [0.3, 0.7],
    );
    expect(lines.map(({ level, closed }) => [level, closed])).toEqual([
      [0, false],
      [1, false],
    ]);
    for (const { level, points } of lines) {
      const xs = points.filter((_, k) => k % 2 === 0);
      const ys = points.filter((_, k) => k % 2 === 1);
      for (const x of xs) expect(x).toBeCloseTo(8 * [0.3, 0.7][level]!, 5);
      expect([Math.min(...ys), Math.max(...ys)]).toEqual([0, 4]);
    }
  });

  it('draws a circle as one closed line through every point once', () => {
    const n = 65;
    const lines = isolines(sample(n, n, cone), n, n, [0.25]);
    expect(lines).toHaveLength(1);
    const { points, closed } = lines[0]!;
    expect(closed).toBe(true);
    let around = 0;
    const angle = (k: number) => Math.atan2(points[2 * k + 1]! - 32, points[2 * k]! - 32);
    const count = points.length / 2;
    for (let k = 0; k < count; k++) {
      expect(Math.hypot(points[2 * k]! - 32, points[2 * k + 1]! - 32) / 64).toBeCloseTo(0.25, 2);
      const turn = angle((k + 1) % count) - angle(k);
      around += turn - 2 * Math.PI * Math.round(turn / (2 * Math.PI));
    }
    expect(Math.abs(around)).toBeCloseTo(2 * Math.PI, 9);
  });

  it('keeps two basins apart below the pass and joins them above it', () => {
    const n = 81;
    const basins = sample(n, n, (x, y) => ((4 * x - 2) ** 2 - 1) ** 2 + (4 * y - 2) ** 2);
    const of = (level: number) => isolines(basins, n, n, [level]);
    expect(of(0.5).map(({ closed }) => closed)).toEqual([true, true]);
    expect(of(1.5).map(({ closed }) => closed)).toEqual([true]);
  });

  it('decides an ambiguous cell by the mean of its corners', () => {
    // High at two opposite corners: with a high mean they are joined, with a low one kept apart.
    const ends = (values: number[], level: number) =>
      isolines(values, 2, 2, [level]).map(({ points }) => [...points].join(' '));
    expect(ends([1, 0, 0, 1], 0.4)).toHaveLength(2);
    expect(ends([1, 0, 0, 1], 0.4)).not.toEqual(ends([1, 0, 0, 1], 0.6));
    // Level 0.4, mean 0.5: lines cut off the low corners (1, 0) and (0, 1).
    for (const { points } of isolines([1, 0, 0, 1], 2, 2, [0.4])) {
      const [ax, ay, bx, by] = points;
      const isAboutLowCorner = (ax! + bx! > 1 && ay! + by! < 1) || (ax! + bx! < 1 && ay! + by! > 1);
      expect(isAboutLowCorner).toBe(true);
    }
  });

  it('ends a line at a cell with a corner that is not finite', () => {
    const n = 33;
    for (const hole of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const values = sample(n, n, cone);
      values[16 * n + 24] = hole;
      const lines = isolines(values, n, n, [0.25]);
      expect(lines).toHaveLength(1);
      expect(lines[0]!.closed).toBe(false);
      for (const coordinate of lines[0]!.points) expect(Number.isFinite(coordinate)).toBe(true);
    }
    expect(isolines(new Float64Array(n * n).fill(Number.NaN), n, n, [0])).toEqual([]);
  });

  it('draws nothing of a level that no cell reaches, nor of a flat grid', () => {
    const values = sample(9, 9, cone);
    expect(isolines(values, 9, 9, [-1, 5])).toEqual([]);
    expect(isolines(new Float64Array(81).fill(2), 9, 9, [1, 2, 3])).toEqual([]);
  });

  it('says what is wrong with a grid that is too short', () => {
    expect(() => isolines([1, 2, 3], 2, 2, [0])).toThrow('A grid of 2 x 2 has 4 samples, not 3.');
  });
});
