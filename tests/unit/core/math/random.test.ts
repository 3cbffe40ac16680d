import { describe, expect, test } from 'vitest';
import { normalStream, philox, standardNormal } from '../../../../src/core/math/random.ts';

describe('philox4x32-10', () => {
  /** The known answers that its authors publish with Random123 (kat_vectors). */
  test.each([
    [
      [0, 0, 0, 0],
      [0, 0],
      [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    ],
    [
      [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    ],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    ],
  ] as const)('counter %o, key %o', ([a, b, c, d], [k, l], expected) => {
    const out = new Uint32Array(4);
    philox(out, a, b, c, d, k, l);
    expect([...out]).toEqual([...expected]);
  });
});

describe('standardNormal', () => {
  test('is a pure function of seed, step and component', () => {
    const first = standardNormal(7, 3, 1);
    standardNormal(8, 4, 0);
    expect(standardNormal(7, 3, 1)).toBe(first);
    for (const other of [standardNormal(8, 3, 1), standardNormal(7, 4, 1), standardNormal(7, 3, 0)]) {
      expect(other).not.toBe(first);
    }
  });

  test('streams of different names share no draw', () => {
    expect(standardNormal(7, 3, 1, 'start')).not.toBe(standardNormal(7, 3, 1, 'batches'));
  });

  test('a draw does not depend on how many components are drawn', () => {
    const wide = new Float64Array(9);
    normalStream(5)(11, wide);
    wide.forEach((z, i) => expect(standardNormal(5, 11, i)).toBe(z));
  });

  test('seeds beyond 32 bits and negative ones are seeds of their own', () => {
    const draws = [1, -1, 1 + 2 ** 32, -1 - 2 ** 32].map((seed) => standardNormal(seed, 0, 0));
    expect(new Set(draws).size).toBe(4);
  });

  test('mean 0, variance 1, kurtosis 3, neighbours unrelated: seed 1, 40,000 draws', () => {
    const steps = 20_000;
    const draw = new Float64Array(2);
    const stream = normalStream(1);
    const sums = { mean: 0, square: 0, fourth: 0, pair: 0, next: 0 };
    let before = 0;
    for (let step = 0; step < steps; step++) {
      stream(step, draw);
      for (const z of draw) {
        sums.mean += z;
        sums.square += z * z;
        sums.fourth += z ** 4;
      }
      sums.pair += draw[0]! * draw[1]!;
      sums.next += before * draw[0]!;
      before = draw[0]!;
    }
    const n = 2 * steps;
    // Five standard errors each.
    expect(Math.abs(sums.mean / n)).toBeLessThan(5 / Math.sqrt(n));
    expect(Math.abs(sums.square / n - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
    expect(Math.abs(sums.fourth / n - 3)).toBeLessThan(5 * Math.sqrt(96 / n));
    expect(Math.abs(sums.pair / steps)).toBeLessThan(5 / Math.sqrt(steps));
    expect(Math.abs(sums.next / steps)).toBeLessThan(5 / Math.sqrt(steps));
  });
});
