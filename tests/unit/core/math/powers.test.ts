import { expect, test } from 'vitest';
import { pow } from '../../../../src/core/math/exponential.ts';
import { Powers } from '../../../../src/core/math/powers.ts';

test.each([0.9, 0.999, 0.8, 0.99999, 0.5])('powers of %d are within two units in the last place', (base) => {
  const powers = new Powers(base);
  for (let t = 1; t < 40_000; t += t < 1000 ? 1 : 37) {
    const exact = pow(base, t);
    if (exact < 1e-300) break;
    expect(Math.abs(powers.at(t) - exact)).toBeLessThanOrEqual(2 * 2 ** -52 * exact);
  }
});

test('below 64 they are rounded once, in any order, and 0^0 is 1', () => {
  const powers = new Powers(0.97);
  for (const t of [63, 1, 5000, 12, 0, 640, 33]) if (t < 64) expect(powers.at(t)).toBe(pow(0.97, t));
  expect(new Powers(0).at(0)).toBe(1);
  expect(new Powers(0).at(64)).toBe(0);
});

test('a power is a function of its exponent alone', () => {
  const [forwards, jumping] = [new Powers(0.999), new Powers(0.999)];
  for (let t = 0; t < 1000; t++) forwards.at(t);
  jumping.at(123_456);
  expect(jumping.at(777)).toBe(forwards.at(777));
});
