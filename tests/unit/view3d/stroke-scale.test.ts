import { expect, test } from 'vitest';
import { createLens } from '../../../src/view3d/lens.ts';
import { strokeScale } from '../../../src/view3d/uniforms.ts';

const lens = (width: number, height: number) => ({ ...createLens(), width, height });

test('strokes are thinner on a small stage and bolder on a large one', () => {
  expect(strokeScale(lens(900, 720), 1, 0.75)).toBe(1);
  expect(strokeScale(lens(300, 200), 1, 0.75)).toBe(0.75);
  expect(strokeScale(lens(4000, 3000), 1, 0.75)).toBe(1.5);
});

test('a larger figure has strokes at least as much bolder', () => {
  for (const [width, height] of [
    [1300, 800],
    [300, 200],
    [1920, 1080],
  ] as const) {
    const stage = lens(width, height);
    expect(strokeScale(stage, 5 / 3, 0.75)).toBeGreaterThanOrEqual(5 / 3);
    expect(strokeScale(stage, 5 / 3, 0.75)).toBeGreaterThan(strokeScale(stage, 1, 0.75));
  }
});

test('a figure of twice the scale on a stage of twice the size is the same picture', () => {
  expect(strokeScale(lens(3000, 1800), 10 / 3, 0.75)).toBeCloseTo(
    2 * strokeScale(lens(1500, 900), 5 / 3, 0.75),
    12,
  );
});
