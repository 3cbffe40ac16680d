import { describe, expect, test } from 'vitest';
import { priceCall, impliedVolatility, PRICE, RHO, VEGA } from '../../../../src/core/models/black-scholes.ts';
import { differences } from '../differences.ts';
import { normals } from '../normals.ts';

const at = (volatility: number, rate: number, strike = 100, years = 1) =>
  priceCall(100, strike, years, volatility, rate, new Float64Array(6));

test('derivatives agree with differences at 100 random points', () => {
  for (let k = 0; k < 100; k++) {
    const [z, d] = [normals(4, k, 'call'), normals(2, k, 'direction')];
    const [strike, years] = [100 * Math.exp(0.3 * z[0]!), Math.exp(0.5 * z[1]!)];
    const p = Float64Array.of(0.15 + 0.3 * Math.abs(z[2]!), 0.05 * z[3]!);
    const field = (q: Float64Array) => at(q[0]!, q[1]!, strike, years).subarray(0, 3);
    const found = at(p[0]!, p[1]!, strike, years);
    const [price, vega, rho] = differences(field, p, d, 2e-4, 3);
    const along = (a: number, b: number) => a * d[0]! + b * d[1]!;
    expect(Math.abs(price! - along(found[1]!, found[2]!))).toBeLessThan(1e-7);
    expect(Math.abs(vega! - along(found[3]!, found[4]!))).toBeLessThan(1e-6);
    expect(Math.abs(rho! - along(found[4]!, found[5]!))).toBeLessThan(1e-6);
  }
});

describe('without chance', () => {
  test('a call costs what is sure to be paid, and says nothing about volatility', () => {
    const owed = 90 * Math.exp(-0.1);
    const [inside, outside] = [at(0, 0.1, 90), at(0, 0.1, 200)];
    expect(inside[PRICE]).toBeCloseTo(100 - owed, 12);
    expect(inside[RHO]).toBeCloseTo(owed, 12);
    expect([...outside].map(Math.abs)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(at(0, 0)[RHO]).toBe(50);
  });

  test('little chance is nearly none: no number is NaN however little there is', () => {
    for (const volatility of [1e-3, 1e-8, 1e-160, 1e-300, 5e-324]) {
      for (const strike of [50, 90, 99.99, 100.01, 110, 200]) {
        const [some, none] = [at(volatility, 0.02, strike), at(0, 0.02, strike)];
        expect(some.every(Number.isFinite)).toBe(true);
        if (volatility <= 1e-8) some.forEach((value, i) => expect(value).toBeCloseTo(none[i]!, 9));
      }
    }
  });
});

test('only the size of the volatility counts: vega turns, the price does not', () => {
  const [plus, minus] = [at(0.3, 0.01), at(-0.3, 0.01)];
  expect([...minus]).toEqual([...plus].map((value, i) => (i === 1 || i === 4 ? -value : value)));
});

test('beyond measure a call costs as much as the share; NaN stays NaN', () => {
  expect(at(1e3, 0)[PRICE]).toBe(100);
  expect(at(1e3, 0)[VEGA]).toBe(0);
  expect(at(1e300, 0).every(Number.isFinite)).toBe(true);
  expect(at(Number.NaN, 0)[PRICE]).toBeNaN();
  expect(at(0.2, Number.NaN)[PRICE]).toBeNaN();
});

describe('implied volatility', () => {
  test('is that at which the call costs so much', () => {
    for (const volatility of [0.02, 0.2, 1, 4]) {
      for (const strike of [90, 100, 115]) {
        const found = at(volatility, 0.03, strike, 0.5);
        if (found[VEGA]! < 1e-3) continue;
        expect(impliedVolatility(100, strike, 0.5, 0.03, found[PRICE]!)).toBeCloseTo(volatility, 9);
      }
    }
  });

  test.each([
    ['less than what is sure to be paid', 90, 9],
    ['nothing', 120, 0],
    ['less than nothing', 120, -1],
    ['as much as the share', 100, 100],
    ['no number', 100, Number.NaN],
  ])('there is none of what costs %s', (_, strike, price) => {
    expect(impliedVolatility(100, strike, 1, 0, price)).toBeNaN();
  });
});
