import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf, lettersOf } from '../../tools/single/letters.ts';

/** Whole pairs alone, nothing that a parser of HTML changes, and no markup. */
const isLeftAlone = (letters: string): boolean =>
  !/[\0\r]|<\/script|<!--/i.test(letters) && !/\p{Surrogate}/u.test(letters);

test('bytes come back from their letters, which an HTML parser leaves alone (seed 5)', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 700 }), (bytes) => {
      const letters = lettersOf(bytes);
      expect(bytesOf(letters, bytes.length)).toEqual(bytes);
      expect(isLeftAlone(letters)).toBe(true);
    }),
    { seed: 5, numRuns: 500 },
  );
  for (const byte of [0, 13, 255]) {
    const bytes = new Uint8Array(1000).fill(byte);
    expect(bytesOf(lettersOf(bytes), 1000)).toEqual(bytes);
  }
});

test('159 bytes are 80 letters, but for the few that would be changed', () => {
  const bytes = Uint8Array.from(
    { length: 159 * 8000 },
    (_, k) => (Math.imul(k + 1, 0x9e3779b1) >>> 13) & 255,
  );
  const letters = lettersOf(bytes);
  expect(Buffer.compare(bytesOf(letters, bytes.length), bytes)).toBe(0);
  const pairs = letters.match(/[\ud800-\udbff]/g)?.length ?? 0;
  expect(letters.length - pairs).toBe(80 * 8000);
  // Two in 63,488 are expected: 20.
  expect(pairs).toBeLessThan(100);
  expect(isLeftAlone(letters)).toBe(true);
});

test('letters that would be markup are no letters', () => {
  // Of a block whose numbers and bits are all zero each letter is a byte.
  const block = new Uint8Array(159);
  block.set(Buffer.from('one</SCRIPT>'));
  expect(() => lettersOf(block)).toThrow('markup');
});
