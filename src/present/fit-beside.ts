/** How much is left out of the panels at most: what each level takes is in styles/present.css. */
const LEVELS = 7;

/**
 * Keeps the panels beside the stage within their column: what a room can do without is left out, level by level, until
 * all of the rest is to be seen, for a room scrolls nothing; then all comes back that there is room for after all.
 *
 * @param root takes the levels as `data-tight`
 * @returns what ends it
 */
export function fitBeside(root: HTMLElement, column: HTMLElement): () => void {
  let asked = 0;
  const fit = () => {
    asked = 0;
    let left: readonly number[] = [];
    const isFull = (without: readonly number[]) => {
      root.setAttribute('data-tight', without.join(' '));
      return column.scrollHeight > column.clientHeight;
    };
    while (isFull(left) && left.length < LEVELS) left = [...left, left.length + 1];
    // The last to go was the dearest.
    for (const level of left.toReversed()) {
      const others = left.filter((one) => one !== level);
      if (!isFull(others)) left = others;
    }
    isFull(left);
  };
  // Not at once: what is observed changes its size by it. Once settled, the same sizes give the same level.
  const sizes = new ResizeObserver(() => {
    if (asked === 0) asked = requestAnimationFrame(fit);
  });
  for (const part of [column, ...column.children]) sizes.observe(part);
  return () => {
    sizes.disconnect();
    cancelAnimationFrame(asked);
    root.removeAttribute('data-tight');
  };
}
