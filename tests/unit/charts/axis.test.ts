import { describe, expect, it } from 'vitest';
import { type Axis, fitAxis } from '../../../src/charts/axis.ts';

const tickValues = (axis: Axis, count = 5) => axis.ticks(count).map(({ value }) => value);

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

  it('says above which value a run that climbs away is no longer to scale', () => {
    const axis = fitAxis(
      [
        [100, 50, 20],
        [100, 1e30],
      ],
      'linear',
      false,
    );
    expect(axis.ticks(5).at(-1)).toEqual({ at: 1, value: 200, beyond: 'above' });
    expect(axis.position(1e30)).toBe(1);
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
    const recorded = fitAxis([[5, -1, -1.5]], 'log', false, null);
    expect(recorded.offset).toBe(-1.5);
    // A recorded value below the stored minimum (by rounding, say) counts.
    expect(fitAxis([[5, -2.25]], 'log', false, -2).offset).toBe(-2.25);
    // The lowest value itself has no logarithm: it has a place of its own, with a tick.
    expect(recorded.ticks(5)[0]).toEqual({ at: 0, value: 0, beyond: 'below' });
    expect(recorded.position(-1.5)).toBe(0);
    expect(recorded.position(-1)).toBeGreaterThan(0.05);
  });

  it('leaves positive values as they are, whatever minimum is known', () => {
    expect(fitAxis([[5, 0.5]], 'log', false, -3).offset).toBe(0);
  });

  it('gives zero a place with a tick beneath the decades', () => {
    const axis = fitAxis([[10, 0.1, 0]], 'log', false, 0);
    expect(axis.offset).toBe(0);
    expect(axis.ticks(5)[0]).toEqual({ at: 0, value: 0, beyond: 'below' });
    expect(axis.position(0)).toBe(0);
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
    expect(ticks[0]).toEqual({ at: 0, value: 1e-12, beyond: 'below' });
    expect(ticks.at(-1)).toEqual({ at: 1, value: 1e6, beyond: 'above' });
    expect(axis.position(1e-28)).toBe(0);
    expect(axis.position(1e128)).toBe(1);
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
  const axis = fitAxis([[-1, -0.1, 0.1, 0.1, 1]], 'log', true);

  it('is taken for quantities of both signs alone', () => {
    expect(axis.kind).toBe('symlog');
    expect(fitAxis([[0.1, 1]], 'log', true).kind).toBe('log');
  });

  it('has zero in the middle of equal sizes, is odd about it, and says where it is linear', () => {
    expect(axis.position(0)).toBeCloseTo(0.5, 12);
    for (const value of [0.001, 0.1, 1]) {
      expect(axis.position(value) + axis.position(-value)).toBeCloseTo(1, 12);
    }
    expect(axis.linearWithin).toBeCloseTo(0.01, 15);
    expect(tickValues(axis, 4)).toEqual([-1, 0, 1]);
  });
});
