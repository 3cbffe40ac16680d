import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileFormula, losses } from '../../../../src/core/index.ts';
import { hessianVectorOf, multiply } from '../../../../src/core/math/loss.ts';
import { differences } from '../differences.ts';
import { rippledBowl } from '../run/losses.ts';

describe.each(losses)('the product of Hessian and vector of $name', ({ loss, domain }) => {
  const [x0, x1, y0, y1] = domain;

  test('is the Hessian times the vector, into what is given', () => {
    const out = new Float64Array(2);
    const [p, d] = [
      [x0 + 0.37 * (x1 - x0), y0 + 0.61 * (y1 - y0)],
      [0.3, -2],
    ] as const;
    const [xx, xy, , yy] = loss.hessian(p);
    expect(loss.hessianVector(p, d, out)).toBe(out);
    expect([...out]).toEqual([xx! * 0.3 + xy! * -2, xy! * 0.3 + yy! * -2]);
    expect([...loss.hessianVector(p, [1, 0])]).toEqual([xx, xy]);
  });

  test('agrees with differences of the gradient at 100 random points', () => {
    const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    const part = fc.double({ min: -1, max: 1, noNaN: true });
    let near = 0;
    fc.assert(
      fc.property(share, share, part, part, (s, t, dx, dy) => {
        const p = Float64Array.of(x0 + s * (x1 - x0), y0 + t * (y1 - y0));
        const d = Float64Array.of(dx, dy);
        const exact = loss.hessianVector(p, d);
        const [coarse, fine] = [2e-5, 1e-5].map((h) =>
          differences((q) => loss.gradient(q), p, d, h * (x1 - x0)),
        );
        const size = Math.max(1, ...exact.map(Math.abs), ...loss.gradient(p).map(Math.abs));
        exact.forEach((value, i) => {
          // Beside a kink the differences themselves do not agree.
          if (Math.abs(coarse![i]! - fine![i]!) > 1e-6 * size) return;
          near++;
          expect(Math.abs(value - fine![i]!)).toBeLessThan(1e-4 * size);
        });
      }),
      { numRuns: 100, seed: 13 },
    );
    expect(near).toBeGreaterThan(150);
  });
});

test('a loss of one own may lack it', () => {
  const bowl = rippledBowl(5);
  const p = [0.1, -0.4, 2, 1, 0];
  const column = hessianVectorOf(bowl)(p, [0, 0, 1, 0, 0]);
  expect([...column]).toEqual([0, 0, bowl.hessian(p)[12], 0, 0]);
  const own = compileFormula('x^2 + x*y');
  expect(hessianVectorOf(own)([1, 2], [1, 1])).toEqual(own.hessianVector([1, 2], [1, 1]));
});

test('along an axis only its column tells, infinite ones beside it do not', () => {
  const matrix = Float64Array.of(1, Infinity, Infinity, Number.NaN);
  expect([...multiply(matrix, [2, 0], new Float64Array(2))]).toEqual([2, Infinity]);
  expect([...multiply(matrix, [0, 0], new Float64Array(2))]).toEqual([0, 0]);
});
