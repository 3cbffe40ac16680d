import fc from 'fast-check';
import { compress } from 'lzma1';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { unpackLzma } from '../../tools/single/lzma.ts';
import { packText } from '../../tools/single/pack.ts';

/** By Python 3.11's lzma (liblzma), lc = 2, lp = 1, pb = 3, with the text's length in its header. */
const OTHER_PROPERTIES =
  'kgAQAADHBAAAAAAAAAAYCAkH0fzT72bfR87MlImBHKtrJqy5ftNPNYG8GcYiD6m4ZVrWMOx6sBxTJanfAn7bxKfGBKgPrWSLq3ku5rFfl1n5pwk4mg/bti5rz5K2+tgIgaFXC+bhBGK1x0oHLklTqftU44ZjuP5vLWzJjFxtIm94yjxGt1/33ZUm29Q3rTuVe6CQ4yFHDUCUAKcwM7t2vd+yq2Dd7hNRfdEvpsw8vMURKlJp+LmdFXL/lYroP+M8QWRlOXfMyiFtGDkx/PBQxuzePCRx//4IvAA=';

test("another program's packing is unpacked to the byte (seed 11)", () => {
  const word = fc.constantFrom('const ', 'return ', 'theta', '=>', '{};', 'ü²', ' ', '\n');
  const text = fc.array(word, { maxLength: 900 }).map((words) => new TextEncoder().encode(words.join('')));
  fc.assert(
    fc.property(
      fc.oneof(text, fc.uint8Array({ maxLength: 300 })),
      fc.integer({ min: 1, max: 9 }),
      (bytes, mode) => {
        expect(unpackLzma(compress(bytes, mode))).toEqual(bytes);
      },
    ),
    { seed: 11, numRuns: 25 },
  );
});

test('a text comes back to the byte, and is packed smaller than the package does it', async () => {
  const files = ['lzma', 'letters', 'one-file', 'unpack'].map((name) => `../../tools/single/${name}.ts`);
  const text = Buffer.concat(files.map((file) => readFileSync(new URL(file, import.meta.url))));
  const packed = await packText(text);
  expect(Buffer.compare(unpackLzma(packed), text)).toBe(0);
  expect(packed.length).toBeLessThan(compress(text, 9).length);
});

test('a match from far back has all of its distance', () => {
  let seed = 1;
  const noise = Uint8Array.from({ length: 70_000 }, () => (seed = (seed * 48_271) % 2_147_483_647) >> 8);
  const twice = new Uint8Array([...noise, ...noise.subarray(3, 400), ...noise.subarray(65_000)]);
  expect(Buffer.compare(unpackLzma(compress(twice, 9)), twice)).toBe(0);
});

test('other properties than the usual are read from the header', () => {
  const text = Array.from({ length: 40 }, (_, k) => `${(k * k) % 97} down the fall line, step ${k};`).join(
    '',
  );
  const packed = Uint8Array.from(atob(OTHER_PROPERTIES), (letter) => letter.charCodeAt(0));
  expect(new TextDecoder().decode(unpackLzma(packed))).toBe(text);
});

test('what is cut off, or points before its begin, is refused', () => {
  const packed = compress(new TextEncoder().encode('fall line, fall line, fall line'), 9);
  expect(() => unpackLzma(packed.subarray(0, packed.length - 8))).toThrow('ends too early');
  // A match at the very start: the first choice is 1 as long as the code is high.
  const early = Uint8Array.from([
    0x5d,
    0,
    0,
    1,
    0,
    9,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    ...Array<number>(40).fill(0xfe),
  ]);
  expect(() => unpackLzma(early)).toThrow('before its begin');
});
