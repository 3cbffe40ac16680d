/**
 * The derivative of a field along d at p, by central differences of fourth order with the step h.
 *
 * @param size length of what the field gives; that of p if left out
 */
export function differences(
  field: (p: Float64Array) => Float64Array,
  p: Float64Array,
  d: Float64Array,
  h: number,
  size = p.length,
): Float64Array {
  const at = (share: number) => field(p.map((x, i) => x + share * h * d[i]!)).slice();
  const [a, b, c, e] = [at(-2), at(-1), at(1), at(2)];
  return Float64Array.from({ length: size }, (_, i) => (a[i]! - 8 * b[i]! + 8 * c[i]! - e[i]!) / (12 * h));
}
