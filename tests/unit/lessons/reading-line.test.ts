import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partAt, readingLine } from '../../../src/lessons/reading-line.ts';

test('one reads a third from the top, but at the beginning and at the end', () => {
  expect(readingLine(0, 4000, 900)).toBe(0);
  expect(readingLine(1000, 4000, 900)).toBe(300);
  expect(readingLine(4000, 4000, 900)).toBe(900);
  expect(readingLine(0, 0, 900)).toBe(0);
  expect(partAt([0, 400, 800], 500)).toBe(1);
  expect(partAt([20, 400], 0)).toBe(0);
});

test('every place of a text is read once as it is scrolled, from its beginning to its end', () => {
  const length = fc.double({ min: 1, max: 9000, noNaN: true });
  fc.assert(
    fc.property(length, length, fc.double({ min: 0, max: 1, noNaN: true }), (most, height, share) => {
      const place = (s: number) => s + readingLine(s, most, height);
      const [s, next] = [share * most, Math.min(most, share * most + 1)];
      expect(place(0)).toBe(0);
      expect(place(most)).toBeCloseTo(most + height, 6);
      expect(place(next)).toBeGreaterThanOrEqual(place(s));
      expect(readingLine(s, most, height)).toBeLessThanOrEqual(height + 1e-9);
    }),
  );
});
