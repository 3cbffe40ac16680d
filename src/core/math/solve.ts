/**
 * Solves A x = b for one right side by Gaussian elimination with partial pivoting (G. H. Golub, C. F. Van Loan,
 * "Matrix computations", section 3.4, https://doi.org/10.1137/1.9781421407944), in place.
 *
 * @param a n x n, row-major; overwritten
 * @param b length n; becomes x. A singular A divides by zero and leaves numbers that are not finite.
 */
export function solveInPlace(a: Float64Array, b: Float64Array): void {
  const n = b.length;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(a[i * n + k]!) > Math.abs(a[pivot * n + k]!)) pivot = i;
    if (pivot !== k) {
      for (let j = k; j < n; j++) swap(a, pivot * n + j, k * n + j);
      swap(b, pivot, k);
    }
    for (let i = k + 1; i < n; i++) {
      const factor = a[i * n + k]! / a[k * n + k]!;
      for (let j = k + 1; j < n; j++) a[i * n + j]! -= factor * a[k * n + j]!;
      b[i]! -= factor * b[k]!;
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    let rest = b[i]!;
    for (let j = i + 1; j < n; j++) rest -= a[i * n + j]! * b[j]!;
    b[i] = rest / a[i * n + i]!;
  }
}

/** Whether the elimination meets a pivot of exactly zero, so that `solveInPlace` finds no solution. Overwrites `a`. */
export function isSingular(a: Float64Array, n: number): boolean {
  solveInPlace(a, new Float64Array(n));
  return Array.from({ length: n }, (_, i) => a[i * n + i]).includes(0);
}

function swap(values: Float64Array, i: number, j: number): void {
  const kept = values[i]!;
  values[i] = values[j]!;
  values[j] = kept;
}

/** The sum of products of two vectors of one length. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
