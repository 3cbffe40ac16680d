/**
 * Bytes as text, two of them a character where that is one which an HTML parser leaves as it is; any other pair is two
 * characters, of which the first is always the same. In UTF-16 a file of random bytes is a twenty-third longer than these,
 * where base64 is a third longer.
 *
 *     plain    0100 to d7ff, e001 to fdcf: no control, half of a pair, or sign of markup
 *     others   e000, then 0100 + the place of the pair among the others
 */
const [FIRST, HALVES, ESCAPE, LAST] = [0x100, 0xd800, 0xe000, 0xfdd0] as const;

/** How many of the others lie below the last of them. */
const BELOW = FIRST + (ESCAPE + 1 - HALVES);

const isPlain = (pair: number): boolean => pair >= FIRST && pair < LAST && (pair < HALVES || pair > ESCAPE);

export function lettersOf(bytes: Uint8Array): string {
  const letters: string[] = [];
  for (let at = 0; at < bytes.length; at += 2) {
    const pair = (bytes[at]! << 8) | (bytes[at + 1] ?? 0);
    if (isPlain(pair)) letters.push(String.fromCharCode(pair));
    else {
      const place = pair < FIRST ? pair : pair < LAST ? FIRST + (pair - HALVES) : BELOW + (pair - LAST);
      letters.push(String.fromCharCode(ESCAPE, FIRST + place));
    }
  }
  return letters.join('');
}

/** @param length of the bytes: the last character may hold one more. */
export function bytesOf(letters: string, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (let i = 0; i < letters.length; i++) {
    let pair = letters.charCodeAt(i);
    if (pair === ESCAPE) {
      const place = letters.charCodeAt(++i) - FIRST;
      pair = place < FIRST ? place : place < BELOW ? HALVES + (place - FIRST) : LAST + (place - BELOW);
    }
    bytes[at++] = pair >> 8;
    if (at < length) bytes[at++] = pair & 0xff;
  }
  return bytes;
}

/** Stands for bytes that lie before what is packed, in base64. */
export const PLACE = '\u0001';
