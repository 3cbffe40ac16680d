import { describe, expect, it } from 'vitest';
import { fieldText, parseNumber, sliderScale } from '../../../src/panels/numbers.ts';

describe('parseNumber', () => {
  it.each([
    ['0.22', 0.22],
    [' 1e-8 ', 1e-8],
    ['-0.75', -0.75],
    ['\u22120.75', -0.75],
    ['1e\u22128', 1e-8],
    ['.5', 0.5],
  ])('reads %j', (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  it.each(['', '  ', 'abc', '1,5', '0.1.2', '--1'])('takes %j for no number', (text) => {
    expect(parseNumber(text)).toBeNaN();
  });
});

describe('fieldText', () => {
  it('says short numbers exactly, with a true minus', () => {
    expect(fieldText(0.999)).toBe('0.999');
    expect(fieldText(0.9999)).toBe('0.9999');
    expect(fieldText(-0.75)).toBe('\u22120.75');
    expect(fieldText(200)).toBe('200');
  });

  it('reads back near the value that it shortens', () => {
    for (const value of [1 / 3, -2 / 3e4, 1e-8, 123456.789]) {
      expect(parseNumber(fieldText(value)) / value).toBeCloseTo(1, 3);
    }
  });
});

describe('sliderScale', () => {
  it('goes through decades evenly on a log scale', () => {
    const scale = sliderScale(1e-5, 1, 'log');
    expect(scale.valueAt(scale.min)).toBe(1e-5);
    expect(scale.valueAt(scale.max)).toBe(1);
    expect(scale.valueAt((scale.min + scale.max) / 2)).toBe(0.00316);
    expect(scale.positionOf(0.1)).toBeCloseTo(-1, 12);
  });

  it('keeps values beyond its ends at its ends', () => {
    const scale = sliderScale(1e-5, 1, 'log');
    expect(scale.positionOf(3.5)).toBe(scale.max);
    expect(scale.positionOf(0)).toBe(scale.min);
    expect(sliderScale(-6, 6, 'linear').positionOf(9)).toBe(6);
  });

  it('never rounds beyond its ends', () => {
    expect(sliderScale(0, 0.9999, 'linear').valueAt(0.9999)).toBe(0.9999);
    expect(sliderScale(0.0123456, 1, 'log').valueAt(Math.log10(0.0123456))).toBe(0.0123456);
  });

  it('is linear over a range that holds zero, whatever was asked for', () => {
    const scale = sliderScale(0, 0.1, 'log');
    expect(scale.valueAt(0)).toBe(0);
    expect(scale.valueAt(0.05)).toBe(0.05);
  });

  it.each([
    [-6, 6],
    [0, 1],
    [0, 5],
    [-1e5, 1e5],
    [0, 1e-4],
    [5, 12],
  ])('has 200 to 2000 steps from %d to %d, whose values are round', (min, max) => {
    const scale = sliderScale(min, max, 'linear');
    const steps = (max - min) / scale.step;
    expect(steps).toBeGreaterThanOrEqual(200);
    expect(steps).toBeLessThanOrEqual(2000.001);
    expect(scale.valueAt(min + 7 * scale.step)).toBeCloseTo(min + 7 * scale.step, 9);
    expect(String(scale.valueAt(min + 7 * scale.step)).length).toBeLessThan(9);
  });

  it('nudges without the dust of binary fractions, also beyond its ends', () => {
    expect(sliderScale(0, 1, 'linear').nudged(0.9, 2)).toBe(0.902);
    expect(sliderScale(-6, 6, 'linear').nudged(6, 10)).toBe(6.1);
    expect(sliderScale(1e-5, 1, 'log').nudged(1, 50)).toBe(10);
  });
});
