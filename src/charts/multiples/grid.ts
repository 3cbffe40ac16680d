/** Width over height at which a map reads best. */
const bestAspect = 1.35;

/** Height of a map's title and the gap under it, in pixels. */
const titleHeight = 40;

/**
 * The number of columns for `count` maps in a box, in pixels, that brings each nearest to the best proportions.
 *
 * @param aspect width over height that a map has of itself
 */
export function gridFor(count: number, width: number, height: number, aspect = bestAspect): number {
  let best = 1;
  let bestError = Number.POSITIVE_INFINITY;
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const cellHeight = Math.max(1, height / rows - titleHeight);
    // A grid with holes counts as if its maps were out of proportion by as much.
    const holes = (columns * rows) / count;
    const error = Math.abs(Math.log(width / columns / cellHeight / aspect)) + Math.log(holes);
    if (error < bestError) [best, bestError] = [columns, error];
  }
  return best;
}
