import { describe, expect, test } from 'vitest';
import { formatExact, formatNumber, formatTex } from '../../../../src/core/math/format.ts';

describe('formatNumber', () => {
  test.each([
    [90, '90.0'],
    [3.5149, '3.51'],
    [-0.012, '−0.0120'],
    [3.2e-7, '3.2e−7'],
    [-1.25e-9, '−1.25e−9'],
    [0.00123, '0.00123'],
    [0.000999, '9.99e−4'],
    [1234.5, '1235'],
    [99_999, '99999'],
    [100_000, '1e5'],
    [1.23456e12, '1.23e12'],
    [9.996, '10.0'],
    [0, '0'],
    [-0, '0'],
    [Infinity, '∞'],
    [-Infinity, '−∞'],
    [NaN, 'NaN'],
    [5e-324, '4.94e−324'],
    [Number.MAX_VALUE, '1.8e308'],
  ])('%d to three digits is %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  test('to other numbers of digits', () => {
    expect(formatNumber(3.14159, 4)).toBe('3.142');
    expect(formatNumber(50, 2)).toBe('50');
    expect(formatNumber(3.2e-7, 1)).toBe('3e−7');
  });
});

test('formatTex writes powers of ten', () => {
  expect(formatTex(-3.2e-7)).toBe('-3.2 \\cdot 10^{-7}');
  expect(formatTex(1e-8)).toBe('10^{-8}');
  expect(formatTex(90)).toBe('90.0');
  expect(formatTex(-Infinity)).toBe('-\\infty');
  expect(formatTex(NaN)).toBe('\\mathrm{NaN}');
});

test('formatExact reads back to the same number', () => {
  for (const value of [0.1 + 0.2, -1 / 3, 5e-324, 2 ** 60, -1e21])
    expect(Number(formatExact(value))).toBe(value);
});
