import { describe, expect, it } from 'vitest';
import { thin } from '../../../src/charts/thinning.ts';

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

  it('keeps a gap a gap', () => {
    const values = new Float64Array(10_000).fill(1);
    values[777] = Number.NaN;
    expect(thin(values, 100)).toContain(777);
    expect([...thin(new Float64Array(1000).fill(Number.NaN), 10)].length).toBeGreaterThan(0);
  });
});
