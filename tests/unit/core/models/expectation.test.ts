import { expect, test } from 'vitest';
import { priceCall, PRICE } from '../../../../src/core/models/black-scholes.ts';
import { expectationOf } from '../../../../src/core/models/expectation.ts';
import { normals } from '../normals.ts';

test('the expectation of what a call pays is what Black and Scholes say, to within the error that is stated', () => {
  for (let k = 0; k < 200; k++) {
    const [a, b, c, d] = normals(4, k, 'call') as unknown as [number, number, number, number];
    const [spot, strike, years] = [Math.exp(a), Math.exp(a + 0.5 * b), Math.exp(c)];
    const [volatility, rate] = [0.3 * Math.exp(0.7 * d) * (k % 2 === 0 ? 1 : -1), 0.03 * b];
    const found = expectationOf(spot, strike, years, volatility, rate)!;
    const price = priceCall(spot, strike, years, volatility, rate, new Float64Array(6))[PRICE]!;
    expect(found.error).toBeLessThan(1e-9);
    expect(Math.abs(found.value - price)).toBeLessThan(found.error + 1e-13 * spot);
  }
});

test('what each price of the share adds is the area: the midpoint rule over shares finds the same', () => {
  const found = expectationOf(1, 1.1, 0.5, 0.25, 0.04)!;
  let sum = 0;
  for (let i = 0; i < 20_000; i++) sum += found.addsAt((i + 0.5) / 5000) / 5000;
  expect(sum).toBeCloseTo(found.value, 8);
  expect(found.addsAt(1.05)).toBe(0);
});

test('without chance there is none', () => {
  expect(expectationOf(1, 1, 1, 0, 0)).toBeNull();
  expect(expectationOf(1, 1, 1, Number.NaN, 0)).toBeNull();
});
