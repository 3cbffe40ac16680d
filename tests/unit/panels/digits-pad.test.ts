import { expect, test } from 'vitest';
import { outputText } from '../../../src/panels/models/digits/pad.ts';

test.each([
  [0, true, '0 %'],
  [0.914, true, '91 %'],
  [1, true, '100 %'],
  [Number.NaN, true, 'NaN'],
  [0, false, '0.00'],
  [-0.001, false, '0.00'],
  [0.0038, false, '0.00'],
  [-999.4, false, '−999.40'],
  [1000.4, false, '1000'],
  [0.914, false, '0.91'],
  [-0.0832, false, '−0.08'],
  [-2.5, false, '−2.50'],
  [1e16, false, '1e16'],
  [-4.39e33, false, '−4.4e33'],
  [Infinity, false, '∞'],
] as const)('the output %d, a share: %j, is %s', (value, isShare, text) => {
  expect(outputText(value, isShare)).toBe(text);
  expect(text.length).toBeLessThanOrEqual(7);
});
