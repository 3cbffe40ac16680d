import { describe, expect, it } from 'vitest';
import { thin } from '../../../src/charts/steps/thinning.ts';

describe('thin', () => {
  it('leaves a short series as it is', () => {
    expect([...thin([5, 4, 3], 100)]).toEqual([0, 1, 2]);
  });

  it('keeps a spike of one sample, up or down, wherever it stands', () => {
    for (const at of [0, 1, 4999, 5000, 9998, 9999]) {
      for (const spike of [1e6, -1e6]) {
        const values = Float64Array.from({ length: 10_000 }, (_, i) => Math.sin(i / 50));
        values[at] = spike;
        const kept = thin(values, 300);
        expect(kept).toContain(at);
        expect(kept.length).toBeLessThanOrEqual(5 * 300);
      }
    }
  });

  it('keeps the lowest and the highest of every column, in order, with both ends', () => {
    const n = 12_345;
    const columns = 200;
    const values = Float64Array.from({ length: n }, (_, i) => Math.sin(i * 12.9898) * Math.cos(i / 700));
    const kept = [...thin(values, columns)];
    expect(kept).toEqual(kept.toSorted((a, b) => a - b));
    expect([kept[0], kept.at(-1)]).toEqual([0, n - 1]);
    expect(new Set(kept).size).toBe(kept.length);
    for (let column = 0; column < columns; column++) {
      const from = Math.floor((column * n) / columns);
      const to = Math.floor(((column + 1) * n) / columns);
      const all = values.slice(from, to);
      const some = kept.filter((k) => k >= from && k < to).map((k) => values[k]!);
      expect([Math.min(...some), Math.max(...some)]).toEqual([Math.min(...all), Math.max(...all)]);
    }
  });

  it.each([
    [0, 9999],
    [100, 2000],
    [9000, 9999],
    [5000, 5003],
  ])('draws of a part, %i to %i, its extremes and one sample beyond either end', (from, to) => {
    const values = Float64Array.from({ length: 10_000 }, (_, i) => Math.sin(i * 78.233) * i);
    const columns = 50;
    const edges = [
      (column: number) => Math.ceil(from + ((to - from) * column) / columns),
      (column: number) =>
        Math.ceil(Math.expm1(Math.log1p(from) + (Math.log1p(to) - Math.log1p(from)) * (column / columns))),
    ];
    for (const edge of edges) {
      const kept = [...thin(values, columns, edge)];
      expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
      expect(kept[0]).toBe(Math.max(0, edge(0) - 1));
      expect(kept.at(-1)).toBe(Math.min(9999, edge(columns)));
      for (let column = 0; column < columns; column++) {
        const all = values.slice(edge(column), edge(column + 1));
        const some = kept.filter((k) => k >= edge(column) && k < edge(column + 1)).map((k) => values[k]!);
        expect([Math.min(...some), Math.max(...some)]).toEqual([Math.min(...all), Math.max(...all)]);
      }
    }
  });

  it('keeps a gap a gap', () => {
    const values = new Float64Array(10_000).fill(1);
    values[777] = Number.NaN;
    expect(thin(values, 100)).toContain(777);
    expect([...thin(new Float64Array(1000).fill(Number.NaN), 10)].length).toBeGreaterThan(0);
  });
});
