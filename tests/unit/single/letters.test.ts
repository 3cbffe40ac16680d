import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf, lettersOf } from '../../tools/single/letters.ts';

test('bytes come back from their letters, which an HTML parser leaves alone (seed 5)', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
      const letters = lettersOf(bytes);
      expect(bytesOf(letters, bytes.length)).toEqual(bytes);
      expect(letters).toMatch(/^[\u3400-\ub3ff]*$/);
      expect(letters.length).toBe(Math.ceil((bytes.length * 8) / 15));
    }),
    { seed: 5, numRuns: 500 },
  );
  expect(bytesOf(lettersOf(new Uint8Array(3).fill(255)), 3)).toEqual(new Uint8Array(3).fill(255));
});
