import { expect, it } from 'vitest';
import { wheelPixels } from '../../../src/ui/wheel.ts';

it.each([
  [0, -120, -120],
  [1, 3, 90],
  [2, 1, 300],
  [2, -1, -300],
])('in mode %i a turn of %d is one of %d pixels', (deltaMode, by, pixels) => {
  expect(wheelPixels({ deltaMode }, by)).toBe(pixels);
});
