import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf, lettersOf } from '../../tools/single/letters.ts';

test('bytes come back from their letters, which an HTML parser leaves alone (seed 5)', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
      const letters = lettersOf(bytes);
      expect(bytesOf(letters, bytes.length)).toEqual(bytes);
      expect(letters).toMatch(/^[\u0100-\ud7ff\ue000-\ufdcf]*$/);
    }),
    { seed: 5, numRuns: 500 },
  );
  expect(bytesOf(lettersOf(new Uint8Array(3).fill(255)), 3)).toEqual(new Uint8Array(3).fill(255));
});

test('every pair of bytes is one letter, or one of few that are two', () => {
  const bytes = Uint8Array.from({ length: 2 * 65_536 }, (_, k) => (k % 2 === 0 ? k >> 9 : k >> 1) & 255);
  const letters = lettersOf(bytes);
  expect(Buffer.compare(bytesOf(letters, bytes.length), bytes)).toBe(0);
  expect(letters.length).toBe(65_536 + 256 + 2049 + 560);
  expect(letters).toMatch(/^[\u0100-\ud7ff\ue000-\ufdcf]*$/);
});
