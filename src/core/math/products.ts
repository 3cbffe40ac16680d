/** 134217729 = 2^27 + 1 splits a number into halves of 26 bits (Veltkamp). */
const SPLITTER = 134217729;

/** What a b lacks of the exact product (Dekker); for factors that are far from overflow. */
export function productError(a: number, b: number, product: number): number {
  const ca = SPLITTER * a;
  const ah = ca - (ca - a);
  const al = a - ah;
  const cb = SPLITTER * b;
  const bh = cb - (cb - b);
  const bl = b - bh;
  return al * bl - (product - ah * bh - al * bh - ah * bl);
}
