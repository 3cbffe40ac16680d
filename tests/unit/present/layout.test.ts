import { describe, expect, test } from 'vitest';
import { scaleFor } from '../../../src/present/layout.ts';

describe('the scale of a presentation', () => {
  test('makes the smallest type of the page, 12 pixels, 20 pixels at 1920 x 1080', () => {
    expect(12 * scaleFor(1920, 1080)).toBeGreaterThanOrEqual(20);
    expect(12 * scaleFor(1920, 1080)).toBeLessThan(20.1);
  });

  test('keeps the proportions of larger and smaller rooms', () => {
    expect(scaleFor(3840, 2160)).toBeCloseTo(2 * scaleFor(1920, 1080), 2);
    expect(scaleFor(1280, 720)).toBeCloseTo((2 / 3) * scaleFor(1920, 1080), 2);
    // What is short of width is not larger for its height.
    expect(scaleFor(1920, 1200)).toBe(scaleFor(1920, 1080));
    expect(scaleFor(2560, 1080)).toBe(scaleFor(1920, 1080));
  });

  test('is never below that of the page', () => {
    for (const [width, height] of [
      [1024, 768],
      [800, 480],
      [0, 0],
    ] as const)
      expect(scaleFor(width, height)).toBe(1);
  });
});
