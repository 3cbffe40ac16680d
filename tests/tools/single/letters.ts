/**
 * Bytes as text, 15 bits a character: in UTF-16 a file of it is a fifteenth longer than the bytes, where base64 is a
 * third longer. The characters are 32,768 in a row, from the first of the CJK ideographs on: none is a control, half
 * of a pair, or changed by an HTML parser.
 */
const FIRST = 0x3400;
const BITS = 15;

export function lettersOf(bytes: Uint8Array): string {
  const letters: string[] = [];
  let value = 0;
  let bits = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    if (bits < BITS) continue;
    bits -= BITS;
    letters.push(String.fromCharCode(FIRST + (value >> bits)));
    value &= (1 << bits) - 1;
  }
  if (bits > 0) letters.push(String.fromCharCode(FIRST + (value << (BITS - bits))));
  return letters.join('');
}

/** @param length of the bytes: the last character may hold more bits than there are. */
export function bytesOf(letters: string, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let value = 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; i < letters.length; i++) {
    value = (value << BITS) | (letters.charCodeAt(i) - FIRST);
    bits += BITS;
    for (; bits >= 8 && at < length; at++) {
      bits -= 8;
      bytes[at] = value >> bits;
    }
    value &= (1 << bits) - 1;
  }
  return bytes;
}

/** Stands for bytes that lie before what is packed, in base64. */
export const PLACE = '\u0001';
