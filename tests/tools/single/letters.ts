/**
 * Bytes as text that an HTML parser leaves as it is, 159 of them in 80 characters: in UTF-16 a file of random bytes is a
 * 159th longer than these, where base64 is a third longer. A character is one of 31 times 2048, for one of 32 is half of a
 * pair:
 *
 *     letter    digit (0 to 30, without 27) · 2048 + bits (3) · 256 + byte
 *     block     80 bytes, the bits of 80 letters (30 bytes), 8 numbers of 48 bits, and one more bit of each (a byte)
 *
 * Ten digits are a number, the lowest first: 31^10 is more than 2^49. Two letters that the parser changes, 0 and 13, are
 * pairs instead.
 */
const [BLOCK, LETTERS, DIGITS, BASE, HALVES] = [159, 80, 10, 31, 27] as const;
/** Where the bits, the numbers and their highest bits lie in a block. */
const [BITS, NUMBERS, TOPS] = [80, 110, 158] as const;
const changed = [0, 13] as const;
const [PAIRED, PAIR] = [0xd800, 0xdc00] as const;

export function lettersOf(bytes: Uint8Array): string {
  const letters: string[] = [];
  const block = new Uint8Array(BLOCK);
  for (let at = 0; at < bytes.length; at += BLOCK) {
    block.fill(0);
    block.set(bytes.subarray(at, at + BLOCK));
    for (let i = 0; i < LETTERS; i++) {
      const digit = Math.floor(numberIn(block, Math.floor(i / DIGITS)) / BASE ** (i % DIGITS)) % BASE;
      const letter = ((digit < HALVES ? digit : digit + 1) << 11) | (bitsIn(block, i) << 8) | block[i]!;
      const pair = changed.findIndex((one) => one === letter);
      letters.push(pair < 0 ? String.fromCharCode(letter) : String.fromCharCode(PAIRED, PAIR + pair));
    }
  }
  const text = letters.join('');
  if (/<(\/script|!--)/i.test(text)) throw new Error('By chance the letters are markup.');
  return text;
}

function numberIn(block: Uint8Array, k: number): number {
  const bytes = block.subarray(NUMBERS + 6 * k, NUMBERS + 6 * k + 6);
  return bytes.reduceRight((number, byte) => number * 256 + byte, (block[TOPS]! >> k) & 1);
}

function bitsIn(block: Uint8Array, i: number): number {
  const at = BITS + 3 * (i >> 3);
  return (((block[at + 2]! << 16) | (block[at + 1]! << 8) | block[at]!) >> (3 * (i & 7))) & 7;
}

/** @param length of the bytes: the last block may hold more. */
export function bytesOf(letters: string, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.ceil(length / BLOCK) * BLOCK);
  let from = 0;
  for (let at = 0; at < length; at += BLOCK) {
    for (let k = 0; k < 8; k++) {
      let number = 0;
      for (let i = DIGITS * k, scale = 1; i < DIGITS * (k + 1); i++, scale *= BASE) {
        let letter = letters.charCodeAt(from++);
        if (letter === PAIRED) letter = changed[letters.charCodeAt(from++) - PAIR] ?? 0;
        bytes[at + i] = letter & 255;
        const place = at + BITS + 3 * (i >> 3);
        const bits = ((letter >> 8) & 7) << (3 * (i & 7));
        for (let j = 0; j < 3; j++) bytes[place + j]! |= bits >> (8 * j);
        const high = letter >> 11;
        number += (high < HALVES ? high : high - 1) * scale;
      }
      for (let j = 0; j < 6; j++, number = Math.floor(number / 256)) bytes[at + NUMBERS + 6 * k + j] = number;
      bytes[at + TOPS]! |= number << k;
    }
  }
  return bytes.slice(0, length);
}

/** Stands for bytes that lie before what is packed, in base64. */
export const PLACE = '\u0001';
