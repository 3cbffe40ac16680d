import { describe, expect, test } from 'vitest';
import { scaleFor } from '../../../src/present/layout.ts';

describe('the scale of a presentation', () => {
  test('makes the smallest type of the page, 12 pixels, 20 pixels at 1920 x 1080', () => {
    expect(12 * scaleFor(1920, 1080)).toBeGreaterThanOrEqual(20);
    expect(12 * scaleFor(1920, 1080)).toBeLessThan(20.1);
  });

  test('follows the height, whatever stands beside each other', () => {
    expect(scaleFor(3840, 2160)).toBeCloseTo(2 * scaleFor(1920, 1080), 2);
    expect(scaleFor(2560, 1080)).toBe(scaleFor(1920, 1080));
  });

  test.each([
    [1024, 768],
    [1280, 1024],
    [1400, 1050],
    [1920, 1200],
    [1280, 720],
  ])('on a beamer of %i x %i the smallest type has 1.85 %% of the height', (width, height) => {
    expect((12 * scaleFor(width, height)) / height).toBeCloseTo(20 / 1080, 4);
  });

  test('is never below that of the page, and no larger upright', () => {
    for (const [width, height] of [
      [800, 480],
      [390, 844],
      [0, 0],
    ] as const)
      expect(scaleFor(width, height)).toBe(1);
  });
});
