import { describe, expect, test } from 'vitest';
import { compileFormula } from '../../../../src/core/expression/compile.ts';
import { placeOfSample, sampleCurve, valueRange } from '../../../../src/core/geometry/curve.ts';
import { criticalOnCurve } from '../../../../src/core/losses/critical/curve.ts';

const lossOf = (text: string) => compileFormula(text, { variables: ['x'] });

describe('samples', () => {
  test('are the loss with both derivatives, at even distances, ends included', () => {
    const loss = lossOf('0.1x^2 + 0.9sin(2x)');
    const { values, slopes, bends, joined } = sampleCurve(loss, -6, 1, 71);
    for (const i of [0, 1, 35, 70]) {
      const x = placeOfSample(-6, 1, i, 71);
      expect([values[i], slopes[i], bends[i]]).toEqual([
        loss.value([x]),
        loss.gradient([x])[0],
        loss.hessian([x])[0],
      ]);
    }
    expect(placeOfSample(-6, 1, 70, 71)).toBe(1);
    expect(joined.slice(1).every((one) => one === 1)).toBe(true);
  });

  test.each([
    ['1/x', -2, 2, 1],
    ['tan(x)', -4, 4, 2],
    ['floor(x)', -2.5, 2.5, 5],
    ['sign(x)', -1, 1.01, 1],
    ['abs(x)', -2, 2, 0],
    ['max(x, 0)', -2, 2, 0],
    ['x^4', -3, 3, 0],
    ['exp(5x)', -2, 2, 0],
    ['abs(x)^0.1', -1, 1, 0],
    ['sin(9x)', -4, 4, 0],
  ])('the line of %s from %d to %d is broken %d times', (text, from, to, breaks) => {
    const { joined } = sampleCurve(lossOf(text), from, to, 402);
    expect(joined.slice(1).filter((one) => one === 0).length).toBeGreaterThanOrEqual(breaks);
    expect(joined.slice(1).filter((one) => one === 0).length).toBeLessThanOrEqual(2 * breaks);
  });

  test('what has no value is a gap', () => {
    const { values, joined } = sampleCurve(lossOf('log(x)'), -1, 1, 41);
    expect(values.slice(0, 20).every((value) => !Number.isFinite(value))).toBe(true);
    expect(joined.slice(0, 22).every((one) => one === 0)).toBe(true);
    expect(joined.slice(22).every((one) => one === 1)).toBe(true);
  });
});

describe('the range of values', () => {
  test.each<[string, ArrayLike<number>[], readonly [number, number]]>([
    ['of plain numbers', [[3, -1, 2]], [-1, 3]],
    ['of several series', [[1, 2], [0.5]], [0.5, 2]],
    ['of one number', [[4, 4]], [2, 6]],
    ['of zeros', [[0, 0]], [-1, 1]],
    ['of nothing', [[]], [-1, 1]],
    ['of what is not finite', [[NaN, Infinity, -Infinity]], [-1, 1]],
    ['beyond what can be drawn', [[1e305, 1, 2]], [1, 2]],
  ])('%s', (_, series, expected) => {
    expect(valueRange(series)).toEqual(expected);
  });

  test('a pole does not make a line of the rest', () => {
    const { values } = sampleCurve(lossOf('1/x^2'), -2, 2, 402);
    const [low, high] = valueRange([values]);
    expect(low).toBeCloseTo(0.25, 1);
    expect(high).toBeLessThan(2000);
    expect(Math.max(...values)).toBeGreaterThan(30_000);
  });

  test('a steep power is drawn whole', () => {
    expect(valueRange([sampleCurve(lossOf('x^6'), -2, 2, 401).values])[1]).toBe(64);
  });
});

describe('minima and maxima', () => {
  test.each<[string, number, number, readonly (readonly [kind: string, x: number, form: string])[]]>([
    ['x^2', -2, 2, [['minimum', 0, 'regular']]],
    ['x^4', -2, 3, [['minimum', 0, 'flat']]],
    ['abs(x - 1)', -2, 2.3, [['minimum', 1, 'kink']]],
    [
      'x^4 - 2x^2 + 0.1x',
      -2,
      2,
      [
        ['minimum', -1.0122, 'regular'],
        ['minimum', 0.987, 'regular'],
        ['maximum', 0.025, 'regular'],
      ],
    ],
    ['x^3', -2, 2, []],
    ['1/x^2', -2, 2, []],
    ['1/x', -2.01, 2, []],
    ['exp(x)', -2, 2, []],
    ['5', -2, 2, []],
    ['log(x)', -2, 2, []],
    ['-x^2 * 1e300', -2, 2, [['maximum', 0, 'regular']]],
    ['x^2 * 1e-200', -2, 3, [['minimum', 0, 'regular']]],
    ['-x^2 * 1e-300', -2, 3, [['maximum', 0, 'regular']]],
  ])('of %s from %d to %d', (text, from, to, expected) => {
    const { points } = criticalOnCurve(lossOf(text), [from, to, -2, 2]);
    expect(points.map(({ kind }) => kind)).toEqual(expected.map(([kind]) => kind));
    points.forEach(({ at, form }, i) => {
      expect(at[0]).toBeCloseTo(expected[i]![1], 3);
      expect(form).toBe(expected[i]![2]);
    });
  });
});
