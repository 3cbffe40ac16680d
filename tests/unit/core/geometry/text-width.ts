/** Advance widths of the page's typeface (Inter, tabular figures), in shares of its size. */
const widths: Readonly<Record<string, number>> = { '.': 0.29, ' ': 0.28, e: 0.59, x: 0.55, y: 0.55, f: 0.36 };

/** Width of a text of numbers in pixels; whatever is not in the table is as wide as the widest figure. */
export function textWidth(text: string, size = 12): number {
  let width = 0;
  for (const letter of text) width += widths[letter] ?? 0.66;
  return width * size;
}
