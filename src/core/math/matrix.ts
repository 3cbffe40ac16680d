/** Small dense matrices, row-major, without allocations. */

/** How `multiplyInto` takes its matrices: A or B as the transpose of what is stored, and added to what is there. */
export const [A_TURNED, B_TURNED, ADDED] = [1, 2, 4] as const;

/**
 * out = A B, A m x k and B k x n, each stored from its place on.
 *
 * @param how a sum of the numbers above
 */
export function multiplyInto(
  out: Float64Array,
  outAt: number,
  a: ArrayLike<number>,
  aAt: number,
  b: ArrayLike<number>,
  bAt: number,
  m: number,
  k: number,
  n: number,
  how = 0,
): void {
  const isATurned = (how & A_TURNED) !== 0;
  const isBTurned = (how & B_TURNED) !== 0;
  const [aRow, aColumn] = isATurned ? [1, m] : [k, 1];
  const [bRow, bColumn] = isBTurned ? [1, k] : [n, 1];
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = (how & ADDED) === 0 ? 0 : out[outAt + i * n + j]!;
      for (let l = 0; l < k; l++) sum += a[aAt + i * aRow + l * aColumn]! * b[bAt + l * bRow + j * bColumn]!;
      out[outAt + i * n + j] = sum;
    }
  }
}

/** Sweeps of rotations, at most: some six are enough for any matrix of these sizes. */
const MOST_SWEEPS = 40;

/**
 * Eigenvalues of a symmetric matrix by Jacobi's rotations (G. H. Golub, C. F. Van Loan, "Matrix computations", section 8.5,
 * https://doi.org/10.1137/1.9781421407944), in place: the diagonal of `a` becomes the eigenvalues in falling order, and the
 * columns of `vectors` the eigenvectors.
 *
 * @param a n x n; its other entries are left next to nothing. Where one is not finite, so is the result.
 */
export function eigenSymmetric(a: Float64Array, vectors: Float64Array, n: number): void {
  vectors.fill(0);
  for (let i = 0; i < n; i++) vectors[i * n + i] = 1;
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let turned = false;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        const off = a[p * n + q]!;
        const [app, aqq] = [a[p * n + p]!, a[q * n + q]!];
        // Too small to be told from 0 beside both of the numbers that it lies between.
        if (
          off === 0 ||
          (Math.abs(app) + Math.abs(off) === Math.abs(app) && Math.abs(aqq) + Math.abs(off) === Math.abs(aqq))
        )
          continue;
        turned = true;
        rotate(a, vectors, n, p, q);
      }
    }
    if (!turned) break;
  }
  sortFalling(a, vectors, n);
}

/** Turns axes p and q so that their entry vanishes. */
function rotate(a: Float64Array, vectors: Float64Array, n: number, p: number, q: number): void {
  const off = a[p * n + q]!;
  const theta = (a[q * n + q]! - a[p * n + p]!) / (2 * off);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < n; k++) {
    const [x, y] = [a[k * n + p]!, a[k * n + q]!];
    a[k * n + p] = c * x - s * y;
    a[k * n + q] = s * x + c * y;
  }
  for (let k = 0; k < n; k++) {
    const [x, y] = [a[p * n + k]!, a[q * n + k]!];
    a[p * n + k] = c * x - s * y;
    a[q * n + k] = s * x + c * y;
    const [u, v] = [vectors[k * n + p]!, vectors[k * n + q]!];
    vectors[k * n + p] = c * u - s * v;
    vectors[k * n + q] = s * u + c * v;
  }
  a[p * n + q] = a[q * n + p] = 0;
}

function sortFalling(a: Float64Array, vectors: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    let most = i;
    for (let j = i + 1; j < n; j++) if (a[j * n + j]! > a[most * n + most]!) most = j;
    if (most === i) continue;
    const kept = a[i * n + i]!;
    a[i * n + i] = a[most * n + most]!;
    a[most * n + most] = kept;
    for (let k = 0; k < n; k++) {
      const x = vectors[k * n + i]!;
      vectors[k * n + i] = vectors[k * n + most]!;
      vectors[k * n + most] = x;
    }
  }
}

/** The singular values of a rows x columns matrix in falling order, to half of the digits where they are small beside the first. */
export function singularValues(matrix: ArrayLike<number>, rows: number, columns: number): Float64Array {
  const n = Math.min(rows, columns);
  const [square, vectors] = [new Float64Array(n * n), new Float64Array(n * n)];
  const isWide = rows <= columns;
  multiplyInto(square, 0, matrix, 0, matrix, 0, n, isWide ? columns : rows, n, isWide ? B_TURNED : A_TURNED);
  eigenSymmetric(square, vectors, n);
  return Float64Array.from({ length: n }, (_, i) => Math.sqrt(Math.max(0, square[i * n + i]!)));
}

/** What is left of a column beside those before it is nothing if it is so many times as short as the longest. */
const NOTHING = 1e-12;
/** An axis of which so much is left beside some directions is taken for one more. */
const ENOUGH = 0.1;

/**
 * The orthogonal factor of A = Q R, in place of A, by Gram and Schmidt, each column twice. Of a column that adds no direction the
 * same one of `spare` takes the place, else the first axis that does: so the result is a function of the directions that there
 * are, and not of rounding.
 *
 * @param a n x n; @param spare n x n, with columns of length 1 or 0
 */
export function orthonormalize(a: Float64Array, spare: ArrayLike<number>, spareAt: number, n: number): void {
  let longest = 0;
  for (let j = 0; j < n; j++) longest = Math.max(longest, lengthOf(a, n, j));
  for (let j = 0; j < n; j++) {
    if (rest(a, n, j) > NOTHING * longest) continue;
    for (let i = 0; i < n; i++) a[i * n + j] = spare[spareAt + i * n + j]!;
    for (let axis = 0; !(rest(a, n, j) > ENOUGH) && axis < n; axis++)
      for (let i = 0; i < n; i++) a[i * n + j] = Number(i === axis);
  }
}

function lengthOf(a: Float64Array, n: number, j: number): number {
  let square = 0;
  for (let i = 0; i < n; i++) square += a[i * n + j]! ** 2;
  return Math.sqrt(square);
}

/** Leaves of column j what is orthogonal to those before it, of length 1; returns how long it was. */
function rest(a: Float64Array, n: number, j: number): number {
  let length = 0;
  for (let time = 0; time < 2; time++) {
    for (let k = 0; k < j; k++) {
      let along = 0;
      for (let i = 0; i < n; i++) along += a[i * n + k]! * a[i * n + j]!;
      for (let i = 0; i < n; i++) a[i * n + j]! -= along * a[i * n + k]!;
    }
    if (time === 0) length = lengthOf(a, n, j);
  }
  const by = lengthOf(a, n, j);
  for (let i = 0; by > 0 && i < n; i++) a[i * n + j]! /= by;
  return length;
}
