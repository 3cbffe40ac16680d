import { describe, expect, test } from 'vitest';
import { integrateOn, kronrod, noParts } from '../../../../src/core/math/quadrature.ts';

const never = () => false;

test('Kronrod’s rule is exact for powers up to 22, and Gauss’s in it for powers up to 13', () => {
  expect(kronrod).toHaveLength(15);
  for (let power = 0; power <= 24; power++) {
    const of = (weight: 1 | 2) => kronrod.reduce((sum, row) => sum + row[weight] * row[0] ** power, 0);
    const off = [of(1), of(2)].map((sum) => Math.abs(sum - 1 / (power + 1)));
    if (power <= 22) expect(off[0]).toBeLessThan(1e-15);
    if (power <= 13) expect(off[1]).toBeLessThan(1e-15);
    else expect(off[1]).toBeGreaterThan(1e-12);
  }
});

describe.each([1e-4, 1e-9, 1e-12])('to within %d', (tolerance) => {
  test.each<[string, (x: number) => number, number]>([
    ['a peak', (x) => 1 / (1e-4 + (x - 0.3) ** 2), 100 * (Math.atan(70) + Math.atan(30))],
    ['a root', Math.sqrt, 2 / 3],
    ['a kink', (x) => Math.abs(x - 1 / 3), 5 / 18],
    ['a wave', (x) => Math.sin(40 * x), (1 - Math.cos(40)) / 40],
    ['a constant', () => 7, 7],
  ])('%s', (_, f, exact) => {
    const parts = noParts();
    const found = integrateOn(parts, f, never, tolerance);
    expect(Math.abs(found - exact)).toBeLessThanOrEqual(parts.error + 1e-14 * Math.abs(exact));
    expect(parts.error).toBeLessThanOrEqual(Math.max(tolerance, 1e-13 * exact));
    // Its parts lie one after another, and their sum is the integral.
    let [end, sum] = [0, 0];
    for (let i = 0; i < parts.count; i++) {
      expect(parts.from[i]).toBe(end);
      end += parts.width[i]!;
      for (const [at, weight] of kronrod)
        sum += parts.width[i]! * weight * f(parts.from[i]! + parts.width[i]! * at);
    }
    expect(end).toBe(1);
    expect(Math.abs(sum - found)).toBeLessThan(1e-13 * Math.max(1, Math.abs(exact)));
  });
});

test('it ends where nothing agrees, and says how far off it is; what is not a number stays so', () => {
  const parts = noParts();
  integrateOn(parts, (x) => (x > 1 / 3 ? 1e9 : 0) + Math.sin(1e9 * x) * 1e9, never, 1e-9);
  expect(parts.error).toBeGreaterThan(1);
  expect(parts.count).toBeLessThanOrEqual(512);
  expect(integrateOn(parts, () => Number.NaN, never, 1e-9)).toBeNaN();
  expect(integrateOn(parts, (x) => 1 / x, never, 1e-9)).toBeGreaterThan(10);
  integrateOn(
    parts,
    (x) => x,
    () => true,
    1e-9,
  );
  expect(parts.count).toBeLessThanOrEqual(512);
});

test('what lies between the nodes is seen where a part is said to be too wide', () => {
  const bump = (x: number) => Math.exp(-0.5 * ((x - 0.123) / 1e-4) ** 2);
  const area = 1e-4 * Math.sqrt(2 * Math.PI);
  const parts = noParts();
  expect(integrateOn(parts, bump, never, 1e-12)).toBeLessThan(area / 2);
  const isWide = (from: number, width: number) => width > 8e-4 && from < 0.1235 && from + width > 0.1225;
  expect(Math.abs(integrateOn(parts, bump, isWide, 1e-12) - area)).toBeLessThan(1e-12);
});
