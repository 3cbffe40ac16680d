/**
 * What a PNG file says of itself: chunks of text and its resolution, added to a finished file.
 * W3C Recommendation "Portable Network Graphics (PNG) Specification", third edition: 5.3 chunk layout, 11.3.2.3 iTXt,
 * 11.3.4.3 pHYs, annex D the CRC.
 */

/** Where the first chunk, IHDR, ends: a signature of 8 bytes, then 4 length, 4 name, 13 data, 4 CRC. */
const AFTER_HEADER = 8 + 12 + 13;

/** CSS pixels of an inch, and metres of one. */
const [PER_INCH, INCH] = [96, 0.0254];

/**
 * The file with texts by keyword ("Description", "Source") and with the resolution at which `ratio` pixels have the size
 * of one CSS pixel, so that a picture of four times the pixels is not printed four times as large.
 */
export function describePng(
  file: Uint8Array,
  texts: Readonly<Record<string, string>>,
  ratio: number,
): Uint8Array<ArrayBuffer> {
  const chunks = [
    resolution(ratio),
    ...Object.entries(texts).map(([keyword, text]) => internationalText(keyword, text)),
  ];
  const out = new Uint8Array(file.length + chunks.reduce((sum, { length }) => sum + length, 0));
  out.set(file.subarray(0, AFTER_HEADER));
  let at = AFTER_HEADER;
  for (const one of chunks) {
    out.set(one, at);
    at += one.length;
  }
  out.set(file.subarray(AFTER_HEADER), at);
  return out;
}

function resolution(ratio: number): Uint8Array {
  const data = new DataView(new ArrayBuffer(9));
  const perMetre = Math.round((ratio * PER_INCH) / INCH);
  data.setUint32(0, perMetre);
  data.setUint32(4, perMetre);
  data.setUint8(8, 1);
  return chunk('pHYs', new Uint8Array(data.buffer));
}

/** Keyword, no compression, no language, no translated keyword, UTF-8. */
function internationalText(keyword: string, text: string): Uint8Array {
  return chunk('iTXt', new TextEncoder().encode(`${keyword}\0\0\0\0\0${text.replaceAll('\0', '')}`));
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const out = new Uint8Array(data.length + 12);
  const view = new DataView(out.buffer);
  view.setUint32(0, data.length);
  out.set(new TextEncoder().encode(name), 4);
  out.set(data, 8);
  view.setUint32(data.length + 8, crc(out.subarray(4, data.length + 8)));
  return out;
}

/** ISO 3309: the polynomial 0xEDB88320, bits reflected, complemented before and after. */
function crc(bytes: Uint8Array): number {
  let register = 0xffffffff;
  for (const byte of bytes) {
    register ^= byte;
    for (let k = 0; k < 8; k++) register = (register >>> 1) ^ (register & 1 ? 0xedb88320 : 0);
  }
  return ~register >>> 0;
}
