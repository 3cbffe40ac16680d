import { normalStream } from '../math/random.ts';
import { dot } from '../math/solve.ts';
import { unit, without } from './plane.ts';

/**
 * The largest eigenvalues of a symmetric matrix that is known by its product with a vector alone, with their
 * eigenvectors: Lanczos' method (1950, https://doi.org/10.6028/jres.045.026), each new vector made orthogonal to all
 * before it twice, since rounding loses just that (C. C. Paige 1971; B. N. Parlett, "The symmetric eigenvalue
 * problem", chapter 13, https://doi.org/10.1137/1.9781611971163). One pair at a time, and the next in what is
 * perpendicular to those found: so an eigenvalue that occurs twice is found twice.
 *
 *     A q_k = beta_{k-1} q_{k-1} + alpha_k q_k + beta_k q_{k+1}
 *
 * The eigenvalues of the tridiagonal matrix of alphas and betas come near those of A, the outermost first, and
 * |beta_k s|, s the last component of its eigenvector, bounds how near.
 */
export interface Eigenpair {
  readonly value: number;
  /** Of length 1; the sign that makes its largest component positive. */
  readonly vector: Float64Array;
}

export type MatrixVector = (d: Float64Array, out: Float64Array) => unknown;

/** Relative to the largest eigenvalue in size, at which a pair counts as found, where nothing else is asked. */
const NEAR = 1e-13;
const MOST_STEPS = 300;
/** Below this share of the size of A what is left of a product is rounding. */
const NOTHING = 1e-15;

/**
 * @param count at most n
 * @returns the pairs by value, the largest first; null where a product is not finite
 */
export function largestEigenpairs(product: MatrixVector, n: number, count: number): Eigenpair[] | null {
  return atOnce(findEigenpairs(product, n, count));
}

/** What a search finds that stops between its products, without stopping. */
export function atOnce<T>(search: Generator<void, T>): T {
  for (;;) {
    const next = search.next();
    if (next.done) return next.value;
  }
}

/**
 * The same by one product after another: yields after each, for what is slow.
 *
 * @param near the error of an eigenvalue, as a share of the largest in size, at which it counts as found
 */
export function* findEigenpairs(
  product: MatrixVector,
  n: number,
  count: number,
  near = NEAR,
): Generator<void, Eigenpair[] | null> {
  const found: Eigenpair[] = [];
  while (found.length < Math.min(count, n)) {
    const pair = yield* largest(product, n, found, near);
    if (pair === null) return null;
    found.push(pair);
  }
  return found.sort((a, b) => b.value - a.value);
}

function* largest(
  product: MatrixVector,
  n: number,
  found: readonly Eigenpair[],
  near: number,
): Generator<void, Eigenpair | null> {
  const steps = Math.min(n - found.length, MOST_STEPS);
  const basis: Float64Array[] = [];
  const [alphas, betas]: [number[], number[]] = [[], []];
  const image = new Float64Array(n);
  let size = 0;
  let q = begin(n, found);
  for (;;) {
    basis.push(q);
    product(q, image);
    yield;
    const alpha = dot(q, image);
    if (!Number.isFinite(alpha)) return null;
    alphas.push(alpha);
    let rest: Float64Array = image.slice();
    for (let pass = 0; pass < 2; pass++) {
      for (const { vector } of found) rest = without(rest, vector);
      for (const before of basis) rest = without(rest, before);
    }
    const beta = Math.sqrt(dot(rest, rest));
    size = Math.max(size, Math.abs(alpha), beta);
    const isLast = basis.length === steps || !(beta > NOTHING * size);
    // To take the small matrix apart costs more than a step: now and then is enough.
    if (isLast || basis.length % 5 === 0) {
      const { values, vectors } = tridiagonal(alphas, betas);
      const k = values.length;
      const top = values.indexOf(Math.max(...values));
      const scale = Math.max(...values.map(Math.abs));
      const error = beta * Math.abs(vectors[(k - 1) * k + top]!);
      if (isLast || error <= near * scale) {
        const vector = new Float64Array(n);
        basis.forEach((one, row) => {
          const share = vectors[row * k + top]!;
          for (let i = 0; i < n; i++) vector[i]! += share * one[i]!;
        });
        return { value: values[top]!, vector: signed(unit(vector)!) };
      }
    }
    betas.push(beta);
    q = rest.map((x) => x / beta);
  }
}

/** A direction to begin with that is no multiple of what is found, the same each time. */
function begin(n: number, found: readonly Eigenpair[]): Float64Array {
  const out = new Float64Array(n);
  normalStream(0, 'lanczos')(found.length, out);
  for (let pass = 0; pass < 2; pass++) {
    for (const { vector } of found) out.set(without(out, vector));
  }
  return unit(out)!;
}

function signed(vector: Float64Array): Float64Array {
  let most = 0;
  for (const x of vector) if (Math.abs(x) > Math.abs(most)) most = x;
  return most < 0 ? vector.map((x) => -x) : vector;
}

function tridiagonal(alphas: readonly number[], betas: readonly number[]) {
  const k = alphas.length;
  const a = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    a[i * k + i] = alphas[i]!;
    if (i + 1 < k) {
      a[i * k + i + 1] = betas[i]!;
      a[(i + 1) * k + i] = betas[i]!;
    }
  }
  return jacobi(a, k);
}

/**
 * All eigenvalues of a small symmetric matrix by Jacobi's rotations (1846, https://doi.org/10.1515/crll.1846.30.51; G. H. Golub,
 * C. F. Van Loan, "Matrix computations", section 8.5, https://doi.org/10.1137/1.9781421407944), in cyclic order.
 *
 * @param a n x n; overwritten
 * @returns values in no order, and the vectors as the columns of an n x n matrix
 */
export function jacobi(a: Float64Array, n: number): { values: number[]; vectors: Float64Array } {
  const vectors = new Float64Array(n * n);
  for (let i = 0; i < n; i++) vectors[i * n + i] = 1;
  for (let sweep = 0; sweep < 60; sweep++) {
    let [off, all] = [0, 0];
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        all += a[i * n + j]! ** 2;
        if (i !== j) off += a[i * n + j]! ** 2;
      }
    }
    if (!(off > 1e-34 * all)) break;
    for (let p = 0; p < n - 1; p++) {
      for (let q = p + 1; q < n; q++) rotate(a, vectors, n, p, q);
    }
  }
  return { values: Array.from({ length: n }, (_, i) => a[i * n + i]!), vectors };
}

/** Turns the axes p and q so that a_pq becomes 0. */
function rotate(a: Float64Array, vectors: Float64Array, n: number, p: number, q: number): void {
  const entry = a[p * n + q]!;
  if (entry === 0) return;
  const theta = (a[q * n + q]! - a[p * n + p]!) / (2 * entry);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let i = 0; i < n; i++) {
    const [x, y] = [a[i * n + p]!, a[i * n + q]!];
    a[i * n + p] = c * x - s * y;
    a[i * n + q] = s * x + c * y;
  }
  for (let i = 0; i < n; i++) {
    const [x, y] = [a[p * n + i]!, a[q * n + i]!];
    a[p * n + i] = c * x - s * y;
    a[q * n + i] = s * x + c * y;
    const [w, z] = [vectors[i * n + p]!, vectors[i * n + q]!];
    vectors[i * n + p] = c * w - s * z;
    vectors[i * n + q] = s * w + c * z;
  }
}
