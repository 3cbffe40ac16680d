import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeOfChip } from '../../../src/charts/curve/chips.ts';

const plot = { x: 50, y: 20, width: 600, height: 300 };
const middle = { x: 300, y: 150 };

describe('a label on the curve', () => {
  test('stands where it is best when nothing is in the way', () => {
    const { x, y } = placeOfChip(middle, 120, plot, [], []);
    expect(Math.hypot(x - middle.x, y - middle.y)).toBeLessThan(12);
  });

  test('leaves a ball and the other labels free, and stays on the plot', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 50, max: 650 }),
        fc.integer({ min: 20, max: 320 }),
        fc.integer({ min: 40, max: 400 }),
        (bx, by, width) => {
          const other = placeOfChip(middle, 100, plot, [], []);
          const place = placeOfChip({ x: bx, y: by }, width, plot, [{ x: bx, y: by, weight: 40 }], [other]);
          expect(place.x).toBeGreaterThanOrEqual(plot.x);
          expect(place.y).toBeGreaterThanOrEqual(plot.y);
          expect(place.x + place.width).toBeLessThanOrEqual(plot.x + plot.width);
          expect(place.y + place.height).toBeLessThanOrEqual(plot.y + plot.height);
          const covers =
            bx > place.x && bx < place.x + place.width && by > place.y && by < place.y + place.height;
          expect(covers).toBe(false);
          const meets =
            place.x < other.x + other.width &&
            other.x < place.x + place.width &&
            place.y < other.y + other.height &&
            other.y < place.y + place.height;
          expect(meets).toBe(false);
        },
      ),
      { seed: 5, numRuns: 300 },
    );
  });

  test('wider than the plot begins at its left edge', () => {
    expect(placeOfChip(middle, 900, plot, [], []).x).toBe(54);
  });
});
