import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleGrid } from '../../../../src/core/geometry/grid.ts';
import { createHeightScale } from '../../../../src/core/geometry/height-scale.ts';
import type { Grid } from '../../../../src/core/geometry/types.ts';
import { rosenbrock, valuesOf } from './sample-losses.ts';

const kinds = ['linear', 'log', 'rank'] as const;

function gridOf(values: readonly number[]): Grid {
  let at = 0;
  return sampleGrid(
    valuesOf(() => values[at++]!),
    [0, 1, 0, 1],
    values.length / 2,
    2,
  );
}

describe.each(kinds)('the %s scale', (kind) => {
  const grid = sampleGrid(rosenbrock, [-2, 2, -1, 3], 129, 129);
  const scale = createHeightScale(kind, grid);

  it('is 0 at the lowest sample, 1 at the highest, and stays there beyond', () => {
    expect(scale.height(grid.min)).toBe(0);
    expect(scale.height(grid.max)).toBe(1);
    expect(scale.height(grid.min - 1)).toBe(0);
    expect(scale.height(grid.max * 2)).toBe(1);
    expect(scale.height(Infinity)).toBe(1);
    expect(scale.height(-Infinity)).toBe(0);
    expect(scale.height(Number.NaN)).toBeNaN();
  });

  it('rises strictly and is undone by invert', () => {
    let last = -1;
    for (let k = 0; k <= 200; k++) {
      const value = grid.min + (grid.max - grid.min) * (k / 200) ** 4;
      const height = scale.height(value);
      expect(height).toBeGreaterThan(last);
      last = height;
      expect(Math.abs(scale.invert(height) - value)).toBeLessThan(1e-9 * (1 + value));
    }
  });

  it('is flat over a constant grid and over one without finite values', () => {
    const constant = createHeightScale(kind, gridOf([3, 3, 3, 3]));
    expect([constant.height(2), constant.height(3), constant.height(4)]).toEqual([0, 0, 0]);
    expect(constant.invert(0.5)).toBe(3);
    expect(createHeightScale(kind, gridOf([Number.NaN, Infinity, -Infinity, Number.NaN])).height(1)).toBe(0);
  });

  it('maps any finite values into [0, 1] in their order (seed 20260101)', () => {
    const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), {
      minLength: 4,
      maxLength: 64,
    });
    fc.assert(
      fc.property(values, (drawn) => {
        const even = drawn.length % 2 ? drawn.slice(1) : drawn;
        const any = createHeightScale(kind, gridOf(even));
        const heights = even.toSorted((a, b) => a - b).map((value) => any.height(value));
        for (let i = 0; i < heights.length; i++) {
          expect(heights[i]).toBeGreaterThanOrEqual(i ? heights[i - 1]! : 0);
          expect(heights[i]).toBeLessThanOrEqual(1);
        }
      }),
      { seed: 20260101, numRuns: 200 },
    );
  });
});

describe('the shape of each scale', () => {
  it('gives Rosenbrock’s valley its share of the height on a log scale', () => {
    const grid = sampleGrid(rosenbrock, [-2, 2, -1, 3], 129, 129);
    const linear = createHeightScale('linear', grid);
    const log = createHeightScale('log', grid);
    // From 1 to 100 are two of the surface's decades: linearly a twenty-fifth of the height.
    expect(linear.height(100) - linear.height(1)).toBeLessThan(0.05);
    expect(log.height(100) - log.height(1)).toBeGreaterThan(0.3);
  });

  it('draws the same log picture when the grid grows finer around the minimum', () => {
    const heights = [129, 257, 513].map((n) =>
      createHeightScale('log', sampleGrid(rosenbrock, [-2, 2, -1, 3], n, n)).height(10),
    );
    expect(Math.max(...heights) - Math.min(...heights)).toBeLessThan(0.02);
  });

  it('ranks by the share of samples below, plateaus included', () => {
    const scale = createHeightScale('rank', gridOf([0, 1, 1, 1, 1, 1, 2, 3, 4, 5]));
    expect(scale.height(1)).toBeCloseTo(2 / 12, 10); // the sample holds its least and greatest twice
    expect(scale.height(2)).toBeCloseTo(7 / 12, 10);
    expect(scale.height(1.5)).toBeGreaterThan(scale.height(1));
  });
});
