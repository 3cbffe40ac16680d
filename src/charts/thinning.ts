/**
 * Thins a series for drawing without losing a spike: of the samples that share a pixel column the first, the
 * lowest, the highest and the last are kept (M4: Jugel et al., VLDB 2014), and one that is not finite, so that a
 * gap stays a gap. The line through the kept samples covers the same pixels as the line through all.
 *
 * @param columns width of the drawing in pixels
 * @returns ascending indices into `values`; all of them when there is nothing to gain
 */
export function thin(values: ArrayLike<number>, columns: number): Uint32Array {
  const n = values.length;
  if (n <= 4 * columns) return Uint32Array.from({ length: n }, (_, i) => i);
  const kept: number[] = [];
  for (let column = 0; column < columns; column++) {
    const from = Math.floor((column * n) / columns);
    const to = Math.floor(((column + 1) * n) / columns);
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
  return Uint32Array.from(kept);
}
