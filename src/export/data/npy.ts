/**
 * NumPy's format 1.0 (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html): six signs of magic, the version,
 * the length of a header that ends with a line break at a multiple of 64, the header, and the numbers, little-endian as every
 * machine with a browser has them.
 *
 * @returns what comes before the numbers of an array, row by row, of 64-bit floats
 */
export function npyHeader(...shape: readonly number[]): Uint8Array<ArrayBuffer> {
  const dictionary = `{'descr': '<f8', 'fortran_order': False, 'shape': (${shape.join(', ')}), }`;
  const before = 10;
  const length = Math.ceil((before + dictionary.length + 1) / 64) * 64 - before;
  const bytes = new Uint8Array(before + length).fill(0x20);
  bytes.set([0x93, ...Array.from('NUMPY', (sign) => sign.charCodeAt(0)), 1, 0, length & 255, length >> 8]);
  bytes.set(
    Array.from(dictionary, (sign) => sign.charCodeAt(0)),
    before,
  );
  bytes[bytes.length - 1] = 0x0a;
  return bytes;
}
