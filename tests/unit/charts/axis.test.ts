import { describe, expect, it, test } from 'vitest';
import { type YAxis, fitAxis } from '../../../src/charts/axis.ts';
import { formatRound } from '../../../src/charts/round-numbers.ts';
import type { ChartScale } from '../../../src/core/scene/quantities.ts';

const tickValues = (axis: YAxis, count = 5) => axis.ticks(count).map(({ value }) => value);

describe('a linear axis', () => {
  it('spans its values, with ticks where they say', () => {
    const axis = fitAxis([[0, 4], [10]], 'linear', false);
    expect([0, 5, 10].map((value) => axis.position(value))).toEqual([0, 0.5, 1]);
    for (const { at, value } of axis.ticks(5)) expect(axis.position(value)).toBeCloseTo(at, 12);
  });

  it('has room about a single value, and survives none and the largest there are', () => {
    expect(fitAxis([[3, 3]], 'linear', false).position(3)).toBeCloseTo(0.5, 12);
    expect(fitAxis([[0]], 'linear', false).position(0)).toBeCloseTo(0.5, 12);
    expect(fitAxis([], 'linear', false).ticks(5).length).toBeGreaterThan(0);
    const huge = fitAxis([[-1.7e308, 1.7e308]], 'linear', false);
    expect(huge.position(0)).toBeCloseTo(0.5, 12);
  });

  it.each([
    [1e6, 1e-3, 1e6],
    [-123_456, 0.5, -123_456],
    [1e12, 2, 1e12],
    [20, 1, 0],
  ])('writes what differs in late digits only less an offset: %d to %d more', (from, more, offset) => {
    const axis = fitAxis([[from, from + more]], 'linear', false);
    expect(Math.abs(axis.offset - offset)).toBeLessThanOrEqual(10 * more);
    const ticks = axis.ticks(5);
    expect(new Set(ticks.map(({ value }) => formatRound(value))).size).toBe(ticks.length);
    expect(ticks.length).toBeGreaterThan(2);
    for (const { at, value } of ticks) expect(axis.position(value + axis.offset)).toBeCloseTo(at, 6);
  });

  it('says above which value a run that climbs away is no longer to scale', () => {
    const axis = fitAxis(
      [
        [100, 50, 20],
        [100, 1e30],
      ],
      'linear',
      false,
    );
    expect(axis.ticks(5).at(-1)).toEqual({ at: 0.95, line: 0.9, value: 200, beyond: 'above' });
    expect(axis.position(200)).toBeCloseTo(0.9, 12);
    expect(axis.position(400)).toBeGreaterThan(1);
    expect(axis.position(150)).toBeLessThan(0.9);
  });
});

describe('a logarithmic axis', () => {
  it('gives every decade the same room', () => {
    const axis = fitAxis([[100, 1e-2]], 'log', false);
    expect(axis.offset).toBe(0);
    expect(axis.position(0.01)).toBeCloseTo(0, 12);
    expect(axis.position(1)).toBeCloseTo(0.5, 12);
    expect(axis.position(100)).toBeCloseTo(1, 12);
    expect(tickValues(axis)).toEqual([0.01, 0.1, 1, 10, 100]);
  });

  it('measures values below zero from the lowest known one, and says so', () => {
    const known = fitAxis([[5, -1, -1.5]], 'log', false, -2);
    expect(known.offset).toBe(-2);
    expect(known.position(-1.5)).toBeCloseTo(0, 12);
    // A run comes below the stored minimum by rounding.
    const rounded = fitAxis([[5, -1, -1.500000000001]], 'log', false, -1.5);
    expect(rounded.offset).toBe(-1.500000000001);
    // The lowest value itself has no logarithm: it has a place of its own, with a tick.
    expect(rounded.ticks(5)[0]).toEqual({ at: 0.05, line: 0.1, value: 0, beyond: 'below' });
    expect(rounded.position(-1.500000000001)).toBe(Number.NEGATIVE_INFINITY);
    expect(rounded.position(-1)).toBeGreaterThan(0.05);
  });

  it('keeps what it is measured from where a part is shown that does not go below zero', () => {
    expect(fitAxis([[5, 3]], 'log', false, -2, [[5, 3, -1.5]]).offset).toBe(-2);
    expect(fitAxis([[5, 3]], 'log', false, null, [[5, 3, -1500]]).kind).toBe('symlog');
    expect(fitAxis([[5, 3]], 'log', false, null, [[5, 3, -1.5]]).kind).toBe('linear');
    expect(fitAxis([[5, 3]], 'log', false, null, [[5, 3, 1]]).offset).toBe(0);
  });

  it('leaves positive values as they are, whatever minimum is known', () => {
    expect(fitAxis([[5, 0.5]], 'log', false, -3).offset).toBe(0);
  });

  it('gives zero a place with a tick beneath the decades', () => {
    const axis = fitAxis([[10, 0.1, 0]], 'log', false, 0);
    expect(axis.offset).toBe(0);
    expect(axis.ticks(5)[0]).toEqual({ at: 0.05, line: 0.1, value: 0, beyond: 'below' });
    expect(axis.position(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(axis.position(0.1)).toBeGreaterThan(0.05);
  });

  it('keeps its decades when a run ends at 1e-28 and another at 1e128, and says beyond which values', () => {
    const axis = fitAxis(
      [
        [182, 1, 1e-28],
        [182, 1e128],
      ],
      'log',
      false,
    );
    const ticks = axis.ticks(6);
    expect(ticks[0]).toEqual({ at: 0.05, line: 0.1, value: 1e-12, beyond: 'below' });
    expect(ticks.at(-1)).toEqual({ at: 0.95, line: 0.9, value: 1e6, beyond: 'above' });
    // The scale goes on beyond its ends at the same slope: nothing is moved to the border.
    const decade = axis.position(10) - axis.position(1);
    for (const [value, from] of [
      [1e-13, 0.1 - decade],
      [1e7, 0.9 + decade],
    ] as const) {
      expect(axis.position(value)).toBeCloseTo(from, 9);
    }
    expect(axis.position(1) - axis.position(1e-10)).toBeGreaterThan(0.3);
  });

  it('has no place for what is not finite', () => {
    const axis = fitAxis([[1, Number.NaN, Number.POSITIVE_INFINITY, 0.01]], 'log', false);
    expect(axis.position(Number.NaN)).toBeNaN();
    expect(axis.position(Number.POSITIVE_INFINITY)).toBeNaN();
    expect(axis.position(1)).toBeCloseTo(1, 12);
    const nothing = fitAxis([[Number.NaN]], 'log', false);
    expect(nothing.ticks(5).length).toBeGreaterThan(0);
  });

  it('shows a constant in the middle, and round numbers within one decade', () => {
    expect(fitAxis([[7, 7]], 'log', false).position(7)).toBeCloseTo(0.5, 12);
    expect(tickValues(fitAxis([[2, 7]], 'log', false)).length).toBeGreaterThan(1);
  });

  it.each([3, 4, 5, 8])('keeps %i ticks from writing over each other', (count) => {
    for (const most of [1, 30, 1e3, 1e9]) {
      const places = fitAxis([[most, 1e-20, 0]], 'log', false)
        .ticks(count)
        .map(({ at }) => at);
      for (let k = 1; k < places.length; k++) {
        expect(places[k]! - places[k - 1]!).toBeGreaterThan(0.5 / count);
      }
    }
  });
});

describe('a symmetric logarithmic axis', () => {
  const axis = fitAxis([[-100, -1, -0.01, 0.01, 0.01, 1, 100]], 'log', true);

  it('is taken for quantities of both signs alone', () => {
    expect(axis.kind).toBe('symlog');
    expect(fitAxis([[0.1, 1]], 'log', true).kind).toBe('log');
  });

  it('has zero in the middle of equal sizes, is odd about it, and says where it is linear', () => {
    expect(axis.position(0)).toBeCloseTo(0.5, 12);
    for (const value of [0.001, 0.1, 100]) {
      expect(axis.position(value) + axis.position(-value)).toBeCloseTo(1, 12);
    }
    expect(axis.linearWithin).toBeCloseTo(0.01, 15);
    expect(tickValues(axis, 4)).toEqual([-1, 0, 1]);
  });
});

/** Where a loss falls without bound, as SGD lets it on a saddle: by a factor a step. */
const falling = (start: number, factor: number, steps: number) =>
  Float64Array.from({ length: steps + 1 }, (_, k) => 0.5 * start - start * factor ** k);

describe('a signed logarithmic axis of a loss', () => {
  it.each([
    ['no lowest value is known', [500, -1, -1.5], null],
    ['a run has left the domain below the known minimum', [5, -1, -328], -1.91],
    ['all values are negative', [-3, -40, -5000], null],
    ['zero is reached and passed', [200, 0, -1], null],
  ])('is taken where %s', (_, values, lowest) => {
    const axis = fitAxis([values], 'log', false, lowest);
    expect(axis).toMatchObject({ kind: 'symlog', offset: 0 });
    for (const value of values) expect(axis.position(value)).toBeGreaterThanOrEqual(0);
  });

  it.each([
    ['a saddle left slowly', [falling(0.02, 1.05, 200)]],
    ['a saddle left fast', [falling(0.02, 1.6, 60)]],
    ['two that fall and one that stays', [falling(1, 1.1, 100), falling(4, 1.3, 100), [3, 2, 1]]],
    ['overflow', [falling(1e-3, 40, 190)]],
    ['a start of exactly zero', [[0, 0, -1e-20, -1e-8, -4]]],
    ['a tiny start', [[1e-30, -1e-25, -1e-8, -1e4]]],
    ['sizes at the end of what there is', [[1e300, -1e300, 1.7e308, -1.7e308]]],
    ['sizes at its beginning', [[1e-310, -5e-324]]],
    ['values from below to above', [[-1e4, -100, -1, 0, 1, 100]]],
  ])('is monotone with distinct ticks where they say, zero among them: %s', (_, series) => {
    const axis = fitAxis(series, 'log', false);
    expect(axis.kind).toBe('symlog');
    const values = [...new Set(series.flatMap((list) => [...list]))].sort((a, b) => a - b);
    const places = values.map(axis.position);
    for (let i = 1; i < places.length; i++) expect(places[i]).toBeGreaterThanOrEqual(places[i - 1]!);
    // What is beyond has a margin that says so.
    const margins = axis.ticks(5).map(({ beyond }) => beyond);
    for (const place of places) {
      const isTold = place < 0 ? margins.includes('below') : place <= 1 || margins.includes('above');
      expect(isTold).toBe(true);
    }
    for (const count of [2, 4, 5, 9]) {
      const ticks = axis.ticks(count);
      expect(ticks.some(({ value, beyond }) => value === 0 && beyond === null)).toBe(true);
      for (const [i, { at, value, beyond }] of ticks.entries()) {
        if (beyond === null) expect(axis.position(value)).toBeCloseTo(at, 9);
        if (i > 0) expect(at - ticks[i - 1]!.at).toBeGreaterThan(0.5 / count);
      }
    }
  });

  it('shows a fall of ten decades as a line across the chart, and not as a flat one', () => {
    const values = falling(0.02, 1.12, 200);
    const axis = fitAxis([values], 'log', false);
    const places = [...values].map(axis.position);
    expect(places[0]! - places[100]!).toBeGreaterThan(0.2);
    expect(places[100]! - places[200]!).toBeGreaterThan(0.2);
  });

  /** At even distances from one value to another. */
  const even = (from: number, to: number, steps: number) =>
    Float64Array.from({ length: steps + 1 }, (_, k) => from + ((to - from) * k) / steps);

  it.each([
    ['a logarithm with a fall through zero', [[0.822, 0.536, 0.307, 0.105, -0.094]]],
    ['an even fall', [even(0.8, -0.1, 200)]],
    ['a fall that stays below zero', [even(-3, -5, 50)]],
    ['two on either side', [even(40, 12, 100), even(-6, -9, 100)]],
    ['a saddle left a little', [falling(0.3, 1.01, 100)]],
    ['a value of zero and one below', [[0, -3]]],
    ['one value', [[-7]]],
    ['small ones', [even(1e-9, -3e-10, 40)]],
    ['large ones', [even(3e200, -2e200, 40)]],
  ])('is not taken where the sizes do not span decades, and equal falls are drawn equal: %s', (_, series) => {
    for (const signed of [false, true]) {
      const axis = fitAxis(series, 'log', signed);
      expect(axis).toMatchObject({ kind: 'linear' });
      for (const values of series) {
        const share = (i: number) => axis.position(values[i]!);
        const slope = (share(0) - share(values.length - 1)) / (values[0]! - values[values.length - 1]!);
        for (let i = 1; i < values.length; i++) {
          if (values.length > 1) {
            expect(share(i - 1) - share(i)).toBeCloseTo(slope * (values[i - 1]! - values[i]!), 9);
          }
        }
      }
    }
  });

  it.each([
    ['sizes of a few decades', [even(300, 1, 100), even(1, -2, 40)]],
    ['an even fall from far', [even(8e4, 10, 20), even(3, -3, 200)]],
    ['a start at zero by rounding', [[1e-17, ...falling(0.02, 1.12, 150)]]],
  ])('is linear to no less than a tenth of what a tenth of the values stay below: %s', (_, series) => {
    const axis = fitAxis(series, 'log', false);
    const sizes = series.flatMap((values) => [...values].map(Math.abs)).sort((a, b) => a - b);
    expect(axis.kind).toBe('symlog');
    expect(axis.linearWithin).toBeGreaterThan(sizes[Math.floor(sizes.length / 10)]! / 4);
  });

  it('writes the decades on both sides of zero', () => {
    const axis = fitAxis([[-1e4, -100, -1, 0, 1, 100]], 'log', false);
    expect(tickValues(axis, 5)).toEqual([-1e4, -100, 0, 100]);
  });
});

test.each<[string, ChartScale, (number[] | Float64Array)[]]>([
  ['linear from zero', 'linear', [[0, 0.9]]],
  ['linear through zero', 'log', [[0.822, 0.307, -0.094]]],
  ['linear, far below zero and a little above', 'log', [[-40, -3, 1]]],
  ['a decade', 'log', [[1, 11]]],
  ['less than a decade', 'log', [[0.31, 0.42]]],
  ['many decades', 'log', [[1e-9, 1e3]]],
  ['a signed logarithm', 'log', [falling(0.02, 1.12, 200)]],
  ['a short signed logarithm', 'log', [[-1, -1, -1, 110]]],
  ['one beyond either end', 'log', [[182, 1e-28, 0, 1e128]]],
])('an axis has two numbers beside zero at least, be it low or high: %s', (_, choice, series) => {
  for (const count of [2, 3, 4, 6, 9]) {
    const values = fitAxis(series, choice, false)
      .ticks(count)
      .map(({ value }) => value);
    expect(values.filter((value) => value !== 0).length, `${count}: ${values.join(' ')}`).toBeGreaterThan(1);
  }
});

test('a part of what a signed logarithm shows has two numbers as well', () => {
  for (const part of [
    [5, 3],
    [-4, -4.5],
    [0.2, -0.1],
    [900, 1000],
  ]) {
    const axis = fitAxis([part], 'log', false, null, [[5, 3, -1500], part]);
    expect(axis.kind).toBe('symlog');
    for (const count of [2, 5]) {
      const values = axis.ticks(count).map(({ value }) => value);
      expect(values.filter((value) => value !== 0).length, values.join(' ')).toBeGreaterThan(1);
    }
  }
});
