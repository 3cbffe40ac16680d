/**
 * Thins a series for drawing without losing a spike: of the samples that share a pixel column the first, the
 * lowest, the highest and the last are kept (M4: Jugel et al., VLDB 2014,
 * https://doi.org/10.14778/2732951.2732953), and one that is not finite, so that a
 * gap stays a gap. The line through the kept samples covers the same pixels as the line through all.
 *
 * @param columns width of the drawing in pixels
 * @param edge the first sample at or right of a column's left edge, for 0 to `columns`; what lies beyond the first and
 *   the last edge is not drawn, but for one sample on either side, to which the line goes
 * @returns ascending indices into `values`; all that are drawn when there is nothing to gain
 */
export function thin(
  values: ArrayLike<number>,
  columns: number,
  edge: (column: number) => number = (column) => Math.floor((column * values.length) / columns),
): Uint32Array {
  const within = (at: number) => Math.max(0, Math.min(values.length, at));
  const first = within(edge(0) - 1);
  const end = within(edge(columns) + 1);
  if (end - first <= 4 * columns) return Uint32Array.from({ length: end - first }, (_, i) => first + i);
  const kept: number[] = [first];
  let to = within(edge(0));
  for (let column = 0; column < columns; column++) {
    const from = to;
    to = within(edge(column + 1));
    if (from === to) continue;
    let lowest = -1;
    let highest = -1;
    let gap = -1;
    for (let i = from; i < to; i++) {
      const value = values[i]!;
      if (!Number.isFinite(value)) {
        if (gap < 0) gap = i;
        continue;
      }
      if (lowest < 0 || value < values[lowest]!) lowest = i;
      if (highest < 0 || value > values[highest]!) highest = i;
    }
    const candidates = [from, lowest, highest, gap, to - 1].filter((i) => i >= 0).sort((a, b) => a - b);
    for (const i of candidates) if (kept.at(-1) !== i) kept.push(i);
  }
  for (let i = Math.max(to, kept.at(-1)! + 1); i < end; i++) kept.push(i);
  return Uint32Array.from(kept);
}
