/** Cells that a side of the coarse mesh has at most. */
const COARSE = 96;

/** Of the points of a grid every how manieth is a vertex of the coarse mesh. */
export function coarseStride(nx: number, ny: number): number {
  return Math.ceil((Math.max(nx, ny) - 1) / COARSE);
}

/** Cells of a side of `points` points of which every `stride`th counts, and the last one. */
export function cellsAcross(points: number, stride: number): number {
  return Math.ceil((points - 1) / stride);
}
