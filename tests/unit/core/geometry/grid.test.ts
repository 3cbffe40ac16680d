import { describe, expect, it } from 'vitest';
import { sampleGrid } from '../../../../src/core/geometry/grid.ts';
import { himmelblau, valuesOf } from './sample-losses.ts';

describe('sampleGrid', () => {
  it('samples rows from south to north, borders included', () => {
    const grid = sampleGrid(
      valuesOf((x, y) => x + 10 * y),
      [0, 2, 1, 2],
      3,
      2,
    );
    expect([...grid.values]).toEqual([10, 11, 12, 20, 21, 22]);
    expect([grid.min, grid.max]).toEqual([10, 22]);
  });

  it('takes the loss’s own sampler and agrees with its values', () => {
    const own = {
      ...himmelblau,
      sampleGrid(x0: number, dx: number, nx: number, y0: number, dy: number, ny: number, out: Float64Array) {
        for (let j = 0; j < ny; j++)
          for (let i = 0; i < nx; i++) out[j * nx + i] = himmelblau.value([x0 + i * dx, y0 + j * dy]);
      },
    };
    const domain = [-5, 5, -5, 5] as const;
    expect(sampleGrid(own, domain, 21, 17).values).toEqual(sampleGrid(himmelblau, domain, 21, 17).values);
  });

  it('keeps values that are not finite and leaves them out of the extent', () => {
    const grid = sampleGrid(
      valuesOf((x) => (x < 0 ? Number.NaN : x === 0 ? -Infinity : x > 1 ? Infinity : x)),
      [-1, 2, 0, 1],
      7,
      2,
    );
    expect(grid.values[0]).toBeNaN();
    expect(grid.values[2]).toBe(-Infinity);
    expect(grid.values[6]).toBe(Infinity);
    expect([grid.min, grid.max]).toEqual([0.5, 1]);
  });

  it('has no extent where nothing is finite', () => {
    const grid = sampleGrid(
      valuesOf(() => Number.NaN),
      [0, 1, 0, 1],
      3,
      3,
    );
    expect(grid.min).toBeNaN();
    expect(grid.max).toBeNaN();
  });

  it('refuses a grid without cells', () => {
    expect(() => sampleGrid(himmelblau, [0, 1, 0, 1], 1, 5)).toThrow(/2 x 2 samples, not 1 x 5/);
  });
});
