/**
 * Where in a column one reads: a third from its top. So that the first part is read at the column's beginning and the last
 * one at its end, however short they are, the line lies at the top edge there and at the bottom edge here, and moves between
 * at most as fast as the text.
 *
 * @param scrolled pixels that the column is scrolled, 0 to `most`
 * @param height of what is seen of it, in pixels
 * @returns pixels from the top of what is seen
 */
export function readingLine(scrolled: number, most: number, height: number): number {
  const s = Math.max(0, Math.min(most, scrolled));
  if (most <= 0) return 0;
  if (most < height) return (height * s) / most;
  return Math.max(Math.min(s, height / 3), height - (most - s));
}

/** The last of some parts that begins above the line; the first where none does. @param tops in ascending order */
export function partAt(tops: readonly number[], line: number): number {
  return Math.max(
    0,
    tops.findLastIndex((top) => top <= line),
  );
}
