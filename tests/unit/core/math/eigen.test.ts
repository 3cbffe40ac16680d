import { describe, expect, test } from 'vitest';
import { curvatureOf, eigen2 } from '../../../../src/core/math/eigen.ts';

const SEED = 20_261_125;

/** Uniform numbers of [0, 1), the same at every run (Marsaglia's xorshift). */
function uniforms(): () => number {
  let state = SEED;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** A double times 2^1074: every one is whole. */
function whole(x: number): bigint {
  let [exponent, mantissa] = [0, x];
  while (!Number.isSafeInteger(mantissa) || mantissa === 0) {
    if (mantissa === 0) return 0n;
    if (Math.abs(mantissa) < 2 ** 52) {
      mantissa *= 2;
      exponent--;
    } else {
      mantissa /= 2;
      exponent++;
    }
  }
  return exponent + 1074 >= 0
    ? BigInt(mantissa) << BigInt(exponent + 1074)
    : BigInt(mantissa) >> BigInt(-exponent - 1074);
}

function root(n: bigint): bigint {
  if (n < 2n) return n;
  let x = 1n << BigInt((n.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (x + n / x) >> 1n;
    if (next >= x) return x;
    x = next;
  }
}

/** More places than any double has, so that the smaller eigenvalue keeps some of the difference of two large ones. */
const PLACES = 2400n;

/** The eigenvalues by whole numbers, times 2^(1075 + PLACES), from a + d +- sqrt((a - d)^2 + 4 b^2). */
function exactEigenvalues(a: number, b: number, d: number): readonly [max: bigint, min: bigint] {
  const [A, B, D] = [whole(a), whole(b), whole(d)];
  const radius = root(((A - D) ** 2n + 4n * B * B) << (2n * PLACES));
  const middle = (A + D) << PLACES;
  return [middle + radius, middle - radius];
}

/** How far a double is from an exact eigenvalue, relative to that. */
function relativeError(found: number, exact: bigint): number {
  const own = whole(found) << (PLACES + 1n);
  if (exact === 0n) return found === 0 ? 0 : Infinity;
  const size = exact < 0n ? -exact : exact;
  const off = own > exact ? own - exact : exact - own;
  return Number((off << 60n) / size) / 2 ** 60;
}

/** The eigenvalue that is 0 as the whole numbers have it: nothing beside the other one but a root that was cut off. */
function expectExact(a: number, b: number, d: number): void {
  const found = eigen2(a, b, d);
  const exact = exactEigenvalues(a, b, d);
  const isSingular = whole(a) * whole(d) === whole(b) ** 2n;
  [found.max, found.min].forEach((value, i) => {
    const own = exact[i]!;
    const other = exact[1 - i]!;
    const isSmall = own * own < other * other;
    if (isSingular && isSmall) expect(value, `${a}, ${b}, ${d}`).toBe(0);
    else expect(relativeError(value, own), `${a}, ${b}, ${d}`).toBeLessThan(2 ** -49);
  });
}

describe('eigenvalues against whole-number arithmetic', () => {
  test.each([
    [1, 0, 1e-18],
    [1e300, 0, 1e-300],
    [1e8, 1, 1e-8 + 1e-20],
    [1, 1, 1 + 2 ** -52],
    [1 + 2 ** -52, 1 + 2 ** -51, 1 + 3 * 2 ** -52],
    [1, 1e-9, 1e-18 + 1e-30],
    [1e10, 1e5, 1.0000000001],
    [802, -400, 200],
    [1200.5, -400.1, 133.4],
    [1e150, 1e145, 1e141],
    [1e-150, 1e-155, 1e-159],
    [1e300, 1e299, 1e299],
    [1e-300, 1e-301, 1e-301],
    [1e200, 1, 1e-200],
    [-1e8, 1e4, -1.0000001],
    [3, 4, -3],
    [0, 1e-5, 1e9],
    [1e9, 1e-5, 0],
    [1e-30, 1e20, 1e-30],
    [0.1, 0.3, 0.9],
    [2, 2, 2],
    [1e16, 1e16, 1e16],
    [4, 6, 9],
    [-1, 1e-8, 1e-16],
  ])('[[%d, %d], [., %d]]', (a, b, d) => {
    expectExact(a, b, d);
    expectExact(d, b, a);
    expectExact(-a, -b, -d);
  });

  test(`of nearly singular matrices of any size, seed ${SEED}`, () => {
    const next = uniforms();
    for (let i = 0; i < 400; i++) {
      const [a, ratio] = [(1 + next()) * 2 ** Math.floor(next() * 300 - 150), 2 ** (next() * 60 - 30)];
      const b = a * ratio * (next() < 0.5 ? -1 : 1);
      // Within a few units in the last place of a singular one.
      const d = (b / a) * b * (1 + Math.round((next() - 0.5) * 8) * 2 ** -52);
      expectExact(a, b, d);
    }
  });

  test(`of matrices of unrelated entries, seed ${SEED}`, () => {
    const next = uniforms();
    const entry = () => (next() - 0.5) * 2 ** Math.floor(next() * 600 - 300);
    for (let i = 0; i < 400; i++) expectExact(entry(), entry(), entry());
  });
});

test('what is not finite has no eigenvalues', () => {
  for (const bad of [NaN, Infinity, -Infinity]) {
    for (const entries of [
      [bad, 1, 1],
      [1, bad, 1],
      [1, 1, bad],
      [bad, 0, 1],
    ] as const) {
      const [a, b, d] = entries;
      expect(curvatureOf(eigen2(a, b, d))).toBe('unknown');
    }
  }
});

test('eigenvectors are of length 1, perpendicular, and turned by the matrix into multiples of themselves', () => {
  for (const [a, b, d] of [
    [2, 1, 3],
    [5, -2, 1],
    [-1, 4, 2],
    [1, 0, 9],
  ] as const) {
    const { max, min, maxVector, minVector } = eigen2(a, b, d);
    for (const [value, [x, y]] of [
      [max, maxVector],
      [min, minVector],
    ] as const) {
      expect(Math.hypot(x, y)).toBeCloseTo(1, 14);
      expect(a * x + b * y).toBeCloseTo(value * x, 13);
      expect(b * x + d * y).toBeCloseTo(value * y, 13);
    }
    expect(maxVector[0] * minVector[0] + maxVector[1] * minVector[1]).toBe(0);
  }
});

test('two curvatures of one size and of different signs are two', () => {
  for (const size of [1e-300, 3.125, 1e300]) {
    expect(eigen2(-size, 0, size)).toMatchObject({ max: size, min: -size });
    expect(eigen2(size, 0, -size)).toMatchObject({ max: size, min: -size });
    expect(eigen2(size, 0, size)).toMatchObject({ max: size, min: size });
    expect(eigen2(-size, 0, -size)).toMatchObject({ max: -size, min: -size });
  }
});
