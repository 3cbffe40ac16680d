import { describe, expect, test } from 'vitest';
import { evenly, frechetDistance, lengthOf } from '../../../../src/core/ask/frechet.ts';

/** By trying every way of walking both polylines: the definition itself. */
function tried(a: readonly number[], b: readonly number[]): number {
  const [p, q] = [a.length / 2 - 1, b.length / 2 - 1];
  const apart = (i: number, j: number) => Math.hypot(a[2 * i]! - b[2 * j]!, a[2 * i + 1]! - b[2 * j + 1]!);
  const from = (i: number, j: number): number => {
    if (i === p && j === q) return apart(i, j);
    const rest = [
      i < p ? from(i + 1, j) : Infinity,
      j < q ? from(i, j + 1) : Infinity,
      i < p && j < q ? from(i + 1, j + 1) : Infinity,
    ];
    return Math.max(apart(i, j), Math.min(...rest));
  };
  return from(0, 0);
}

describe('the discrete Fréchet distance', () => {
  test.each<[string, number[], number[], number]>([
    ['of points is theirs', [0, 0], [3, 4], 5],
    ['of parallel lines is that between them', [0, 0, 1, 0, 2, 0], [0, 1, 1, 1, 2, 1], 1],
    ['of a line and itself is none', [0, 0, 1, 2, 5, 1], [0, 0, 1, 2, 5, 1], 0],
    ['looks at the order: a line and its reverse are a length apart', [0, 0, 4, 0], [4, 0, 0, 0], 4],
    ['looks at turning back, as the farthest point does not', [0, 0, 4, 0, 0, 0, 4, 0], [0, 0, 4, 0], 4],
    ['waits at a vertex', [0, 0, 1, 0, 1, 0, 1, 0, 2, 0], [0, 0, 1, 0, 2, 0], 0],
  ])('%s', (_, a, b, distance) => {
    expect(frechetDistance(a, b)).toBe(distance);
    expect(frechetDistance(b, a)).toBe(distance);
  });

  test('is that of the best of all ways to walk', () => {
    let seed = 7;
    // The minimal standard generator of Park and Miller.
    const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    const line = (n: number) => Array.from({ length: 2 * n }, () => Math.round(20 * random()) / 4);
    for (let i = 0; i < 60; i++) {
      const [a, b] = [line(1 + (i % 6)), line(1 + ((i * 5) % 7))];
      expect(frechetDistance(a, b)).toBe(tried(a, b));
    }
  });
});

describe('an even path', () => {
  test('keeps its ends, its length and its shape, in short edges', () => {
    const line = [0, 0, 10, 0, 10, 5];
    const even = evenly(line);
    expect(even.slice(0, 2)).toEqual([0, 0]);
    expect(even.slice(-2)).toEqual([10, 5]);
    expect(lengthOf(even)).toBeCloseTo(15, 12);
    for (let k = 2; k < even.length; k += 2) {
      expect(Math.hypot(even[k]! - even[k - 2]!, even[k + 1]! - even[k - 1]!)).toBeLessThanOrEqual(
        15 / 200 + 1e-12,
      );
      expect(even[k] === 10 || even[k + 1] === 0).toBe(true);
    }
  });

  test('of very many vertices has few, and is near all of them', () => {
    const many = Array.from({ length: 4000 }, (_, k) => [Math.cos(k / 600), Math.sin(k / 600)]).flat();
    const even = evenly(many);
    expect(even.length / 2).toBeLessThanOrEqual(402);
    expect(even.slice(-2)).toEqual(many.slice(-2));
    expect(frechetDistance(even, many)).toBeLessThan(lengthOf(many) / 200);
  });

  test('of a stay is a stay, and of no number is not divided', () => {
    expect(evenly([1, 2])).toEqual([1, 2]);
    expect(frechetDistance(evenly([1, 2, 1, 2]), evenly([1, 2]))).toBe(0);
    expect(evenly([0, 0, 1e308, 1e308, -1e308, -1e308]).length).toBeLessThanOrEqual(6);
  });

  test('of two corners and of many points on a line is the same path', () => {
    const straight = [0, 0, 10, 0];
    const dense = Array.from({ length: 51 }, (_, k) => [k / 5, 0]).flat();
    expect(frechetDistance(straight, dense)).toBe(5);
    expect(frechetDistance(evenly(straight), evenly(dense))).toBeLessThanOrEqual(10 / 200);
  });
});
