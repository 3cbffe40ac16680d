import { describe, expect, it } from 'vitest';
import {
  endTexts,
  fieldText,
  numberTyped,
  readTypedNumber,
  sliderScale,
} from '../../../src/panels/typed-number.ts';

describe('parseNumber', () => {
  it.each([
    ['0.22', 0.22],
    [' 1e-8 ', 1e-8],
    ['-0.75', -0.75],
    ['\u22120.75', -0.75],
    ['1e\u22128', 1e-8],
    ['.5', 0.5],
  ])('reads %j', (text, value) => {
    expect(numberTyped(text)).toBe(value);
  });

  it.each([
    ['0,05', 0.05],
    ['-1,5', -1.5],
    [',5', 0.5],
    ['1,5e-3', 0.0015],
    ['2e-3', 0.002],
    ['1/3', 1 / 3],
    ['-2/3', -2 / 3],
    ['pi/2', Math.PI / 2],
    ['π/2', Math.PI / 2],
    ['2pi', 2 * Math.PI],
    ['√2', Math.SQRT2],
    ['½', 0.5],
    ['10^-3', 1e-3],
    ['1 - 0.999', 1 - 0.999],
    ['10 000', 10_000],
    ['1 000 000,5', 1_000_000.5],
    ['10\u00a0000', 10_000],
    ['10\u202f000', 10_000],
    ["10'000", 10_000],
    ['10’000.25', 10_000.25],
    ['\u221210 000', -10_000],
    ['10_000', 10_000],
    ['1.234,5', 1234.5],
    ['1,234.5', 1234.5],
    ['1,234,567', 1_234_567],
    ['1.234.567', 1_234_567],
    ['1.000', 1],
    ['1/0', Number.POSITIVE_INFINITY],
  ])('reads %j as people mean it', (text, value) => {
    expect(numberTyped(text)).toBe(value);
  });

  it.each(['', '  ', 'abc', '0.1.2', '1 2', '10 00', '1 0000', 'x', '2x', '0x', '1e', '1/', ',', '1;2'])(
    'takes %j for no number',
    (text) => {
      expect(numberTyped(text)).toBeNaN();
    },
  );

  it('refuses what may be a thousand or one, and says so', () => {
    const { value, wrong } = readTypedNumber('1,000');
    expect(value).toBeNaN();
    expect(wrong).toContain('1000');
    expect(readTypedNumber('0,001').value, 'a thousand does not begin with 0').toBe(0.001);
  });

  it('knows what reads but one way', () => {
    expect(['0.05', '-3', '2e-3', ' 7 '].map((text) => readTypedNumber(text).plain)).toEqual(
      Array(4).fill(true),
    );
    expect(['0,05', '1/3', '10 000'].map((text) => readTypedNumber(text).plain)).toEqual(
      Array(3).fill(false),
    );
  });
});

describe('endTexts', () => {
  it.each([
    [-5, 5, '\u22125', '5'],
    [1_000_000, 1_000_000.001, '1000000', '1000000.001'],
    [123456.7891, 123456.7892, '123456.7891', '123456.7892'],
    [1e-8, 2e-8, '1e\u22128', '2e\u22128'],
    [1 / 3, 0.33334, '0.33333333', '0.33334'],
    [1234567.000123, 1234567.000124, '1234567.000123', '1234567.000124'],
    [-1e5 / 3, -1e5 / 3 + 0.001, '', ''],
  ])('%d to %d', (from, to, first, last) => {
    const [a, b] = endTexts(from, to);
    expect(a).not.toBe(b);
    if (first !== '') expect([a, b]).toEqual([first, last]);
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
      expect(numberTyped(fieldText(value)) / value).toBeCloseTo(1, 3);
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

describe('the ends of a wide range of long numbers', () => {
  it.each<[number, number, [string, string]]>([
    [1234567812345.5, 2345678923456.5, ['1.235e12', '2.346e12']],
    [-0.00012345678901, 0.00023456789012, ['\u22121.235e\u22124', '2.346e\u22124']],
  ])('have four digits: %f to %f', (from, to, texts) => {
    expect(endTexts(from, to)).toEqual(texts);
  });
});
