/**
 * The box-counting dimension of the boundary between the regions of a picture of labels.
 *
 *     N(s) boxes of s x s pixels have a pixel of the boundary in them;   log N(s) = c - d log s, by least squares
 *
 * A pixel is of the boundary where the one to its right or the one above has another label. Boxes are of 2, 4, 8, ... pixels
 * up to an eighth of the shorter side: of one pixel a line is as thick as it is long, and of few boxes nearly all are hit.
 */
export interface BoundaryFit {
  /** The slope d. */
  readonly dimension: number;
  /** Its standard error, by the residuals of the fit. */
  readonly error: number;
  /** Sizes of boxes in pixels, and how many boxes of each are hit. */
  readonly sizes: readonly number[];
  readonly counts: readonly number[];
}

/** Null where there is no boundary, or less than three sizes of boxes. */
export function boundaryDimension(
  labels: ArrayLike<number>,
  width: number,
  height: number,
): BoundaryFit | null {
  const sizes: number[] = [];
  for (let size = 2; 8 * size <= Math.min(width, height); size *= 2) sizes.push(size);
  if (sizes.length < 3) return null;
  let [columns, rows] = [Math.ceil(width / 2), Math.ceil(height / 2)];
  let hit = new Uint8Array(columns * rows);
  for (let j = 0; j < height; j++) {
    for (let i = 0; i < width; i++) {
      const at = j * width + i;
      const differs =
        (i + 1 < width && labels[at] !== labels[at + 1]) ||
        (j + 1 < height && labels[at] !== labels[at + width]);
      if (differs) hit[(j >> 1) * columns + (i >> 1)] = 1;
    }
  }
  const counts: number[] = [];
  for (const _ of sizes) {
    let count = 0;
    for (const one of hit) count += one;
    counts.push(count);
    // A box of the next size is hit where one of its four is.
    const [nextColumns, nextRows] = [Math.ceil(columns / 2), Math.ceil(rows / 2)];
    const next = new Uint8Array(nextColumns * nextRows);
    for (let j = 0; j < rows; j++) {
      for (let i = 0; i < columns; i++) next[(j >> 1) * nextColumns + (i >> 1)]! |= hit[j * columns + i]!;
    }
    [hit, columns, rows] = [next, nextColumns, nextRows];
  }
  if (counts[0] === 0) return null;
  return { ...slopeOf(sizes.map(Math.log), counts.map(Math.log)), sizes, counts };
}

/** Least squares of y = c - d x. */
function slopeOf(xs: readonly number[], ys: readonly number[]): Pick<BoundaryFit, 'dimension' | 'error'> {
  const n = xs.length;
  const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / n;
  const [mx, my] = [mean(xs), mean(ys)];
  let [sxx, sxy, syy] = [0, 0, 0];
  xs.forEach((x, k) => {
    const [dx, dy] = [x - mx, ys[k]! - my];
    sxx += dx * dx;
    sxy += dx * dy;
    syy += dy * dy;
  });
  const left = Math.max(0, syy - (sxy * sxy) / sxx);
  return { dimension: -sxy / sxx, error: Math.sqrt(left / (n - 2) / sxx) };
}
