import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPathPoints, writePoint } from '../../../src/core/geometry/path.ts';
import { homeCamera } from '../../../src/core/scene/defaults.ts';
import {
  emptyRectangle,
  includePath,
  includePlace,
  joined,
  type Rectangle,
} from '../../../src/view3d/damage.ts';
import { aim, createLens } from '../../../src/view3d/lens.ts';
import { projectPlace } from '../../../src/view3d/picking.ts';

const rectangle = fc
  .tuple(
    fc.integer({ min: -200, max: 1000 }),
    fc.integer({ min: -200, max: 700 }),
    fc.integer({ min: 0, max: 90 }),
    fc.integer({ min: 0, max: 90 }),
  )
  .map(([left, top, w, h]): Rectangle => ({ left, top, right: left + w, bottom: top + h }));

const holds = (outer: Rectangle, x: number, y: number) =>
  x >= outer.left && x <= outer.right && y >= outer.top && y <= outer.bottom;

describe('rectangles that are drawn anew', () => {
  test('hold all of those given that are on the stage, with the room around them, and are three at most', () => {
    fc.assert(
      fc.property(fc.array(rectangle, { maxLength: 17 }), (given) => {
        const parts = joined(given, 5, 800, 500);
        if (parts === null) return;
        expect(parts.length).toBeLessThanOrEqual(3);
        for (const part of parts) {
          expect(part.left).toBeGreaterThanOrEqual(0);
          expect(part.bottom).toBeLessThanOrEqual(500);
        }
        for (const { left, top, right, bottom } of given) {
          for (const x of [left - 5, right + 5])
            for (const y of [top - 5, bottom + 5])
              if (x > 0 && x < 800 && y > 0 && y < 500)
                expect(parts.some((part) => holds(part, x, y))).toBe(true);
        }
      }),
      { seed: 71, numRuns: 500 },
    );
  });

  test('are none of nothing, and all of the stage where it would be most of it', () => {
    expect(joined([], 5, 800, 500)).toEqual([]);
    expect(joined([emptyRectangle()], 5, 800, 500)).toEqual([]);
    expect(joined([{ left: 0, top: 0, right: 780, bottom: 480 }], 5, 800, 500)).toBeNull();
  });

  test('two that are far apart stay two', () => {
    const [a, b] = [
      { left: 10, top: 10, right: 30, bottom: 30 },
      { left: 700, top: 400, right: 720, bottom: 420 },
    ];
    expect(joined([a, b, a], 5, 800, 500)).toHaveLength(2);
  });
});

describe('the part of a path between two steps', () => {
  const lens = createLens();
  aim(lens, homeCamera, 800, 500);
  const path = createPathPoints();
  for (let k = 0; k <= 20; k++) writePoint(path, 0.1 + 0.04 * k, 0.5 + 0.3 * Math.sin(k), 0.2 + 0.02 * k, k);
  const screen = new Float64Array(3);
  const seen = (k: number) => {
    projectPlace(lens, path.data.subarray(4 * k, 4 * k + 3) as unknown as Float64Array, screen);
    return [screen[0]!, screen[1]!] as const;
  };

  test.each([
    [3, 7],
    [7, 3],
    [0, 20],
    [5, 5],
    [2.5, 4.25],
  ])('from %d to %d holds its points, and the next on either side', (from, to) => {
    const part = emptyRectangle();
    expect(includePath(part, lens, path, from, to)).toBe(true);
    const [low, high] = [Math.floor(Math.min(from, to)), Math.min(20, Math.floor(Math.max(from, to)) + 1)];
    for (let k = low; k <= high; k++) {
      const [x, y] = seen(k);
      expect(x).toBeGreaterThanOrEqual(part.left - 1e-6);
      expect(x).toBeLessThanOrEqual(part.right + 1e-6);
      expect(y).toBeGreaterThanOrEqual(part.top - 1e-6);
      expect(y).toBeLessThanOrEqual(part.bottom + 1e-6);
    }
  });

  test('a place behind the eye has no rectangle', () => {
    const near = createLens();
    aim(near, homeCamera, 800, 500);
    const { eye, forward } = near;
    const behind = Float64Array.from(eye, (value, i) => value - forward[i]!);
    // From the world to the block, whose height is not 1.
    const place = Float64Array.of(behind[0]! + 0.5, 0.5 - behind[2]!, behind[1]! / 0.37);
    expect(includePlace(emptyRectangle(), near, place)).toBe(false);
  });
});
