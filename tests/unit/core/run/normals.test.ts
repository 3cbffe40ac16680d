import { describe, expect, test } from 'vitest';
import { GRADIENT_NOISE, normalStream, RULE_NOISE } from '../../../../src/core/math/random.ts';
import { normalBlocks } from '../../../../src/core/run/normals-wasm.ts';

/** Of so many steps from `first` on the first whose draws differ in a bit; -1 for none. */
function parted(
  seed: number,
  pairs: number,
  first: number,
  steps: number,
  rows: number,
  name = GRADIENT_NOISE,
): number {
  const stream = normalStream(seed, name);
  const blocks = normalBlocks(seed, name, pairs, rows);
  const one = new Float64Array(2 * pairs);
  for (let from = 0; from < steps; from += rows) {
    const drawn = blocks(first + from, rows);
    for (let k = 0; k < rows; k++) {
      stream(first + from + k, one);
      for (let i = 0; i < one.length; i++) {
        if (!Object.is(one[i], drawn[k * one.length + i])) return first + from + k;
      }
    }
  }
  return -1;
}

describe('draws of many steps at once are those of each, to the bit', () => {
  test.each([0, 5, -7, 2 ** 40 + 3, -(2 ** 50), Number.MAX_SAFE_INTEGER])('seed %d', (seed) => {
    for (const pairs of [1, 2, 3]) expect(parted(seed, pairs, 0, 20_480, 512)).toBe(-1);
    expect(parted(seed, 1, 0, 2048, 512, RULE_NOISE)).toBe(-1);
  });

  test.each([1, 2, 63, 512])('in blocks of %d', (rows) => {
    expect(parted(11, 1, 9_990_000, 2048, rows)).toBe(-1);
  });

  test('streams take turns in one memory', () => {
    const [a, b] = [normalBlocks(1, GRADIENT_NOISE, 1, 8), normalBlocks(2, RULE_NOISE, 4, 8)];
    const before = a(0, 8).slice();
    b(0, 8);
    expect(a(0, 8)).toEqual(before);
  });

  test('more than there is room for is refused', () => {
    expect(() => normalBlocks(1, GRADIENT_NOISE, 8, 512)).toThrow(
      'There is no room for 512 rows of 8 pairs of draws.',
    );
  });
});
