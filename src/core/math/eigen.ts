import { productError } from './products.ts';

/**
 * Eigenvalues and eigenvectors of a symmetric 2 x 2 matrix [[a, b], [b, d]], in closed form; NaN where an entry is not
 * finite. The one of larger size is
 *
 *   L = (a + d) / 2 +- hypot((a - d) / 2, b)     with the sign of a + d,
 *
 * the other one is (a d - b^2) / L: the same formula with the other sign would cancel. The determinant is the
 * difference of two products, each kept exactly (Dekker), so that both eigenvalues are right to some units in the last
 * place however ill-conditioned the matrix is.
 *
 * The eigenvector of the larger one turns from the x axis by half the angle of ((a - d) / 2, b).
 */
export interface Eigen2 {
  /** The larger eigenvalue. */
  readonly max: number;
  readonly min: number;
  /** Unit eigenvectors [x, y] of `max` and `min`, perpendicular. */
  readonly maxVector: readonly [number, number];
  readonly minVector: readonly [number, number];
}

export function eigen2(a: number, b: number, d: number): Eigen2 {
  const middle = a / 2 + d / 2;
  const half = a / 2 - d / 2;
  const radius = Math.hypot(half, b);
  const large = middle < 0 ? middle - radius : middle + radius;
  const small = smallEigenvalue(a, b, d, large);
  const angle = Math.atan2(b, half) / 2;
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  return {
    max: Math.max(large, small),
    min: Math.min(large, small),
    maxVector: [c, s],
    minVector: [-s, c],
  };
}

/** Products whose sizes differ by more than this: the smaller one is less than half a unit of the larger. */
const APART = 2 ** 120;

/** The eigenvalue of smaller size, (a d - b^2) / large. */
function smallEigenvalue(a: number, b: number, d: number, large: number): number {
  if (!Number.isFinite(a) || !Number.isFinite(b) || !Number.isFinite(d)) return Number.NaN;
  // Of a diagonal matrix the other one, which may be of the same size: x^2 - y^2.
  if (b === 0) return Math.abs(large - a) < Math.abs(large - d) ? d : a;
  if (a === 0 || d === 0) return -b * (b / large);
  // a and d times powers of two that make them, and where it matters b, numbers of ordinary size: nothing overflows.
  const p = exponentOf(a);
  const q = exponentOf(d) + ((exponentOf(d) - p) & 1);
  const [ra, rb, rd] = [scaled(a, -p), scaled(b, -(p + q) / 2), scaled(d, -q)];
  const square = rb * rb;
  const product = ra * rd;
  if (square > APART) return -b * (b / large);
  if (square < 1 / APART) return Math.abs(a) < Math.abs(d) ? a * (d / large) : d * (a / large);
  // Where the products cancel, so may what they were rounded by: of that difference nothing is lost either (Knuth).
  const [e, f] = [productError(ra, rd, product), productError(rb, rb, square)];
  const rest = e - f;
  const part = rest - e;
  const determinant = product - square + rest + (e - (rest - part) - (f + part));
  if (determinant === 0) return 0;
  return Math.abs(a) < Math.abs(d)
    ? scaled(determinant / scaled(large, -q), p)
    : scaled(determinant / scaled(large, -p), q);
}

/** The binary exponent of a finite number that is not 0, give or take one. */
function exponentOf(x: number): number {
  return Math.floor(Math.log2(Math.abs(x)));
}

/** x 2^exponent, for exponents to +-2200, rounded once. */
function scaled(x: number, exponent: number): number {
  const third = Math.trunc(exponent / 3);
  return x * 2 ** (exponent - 2 * third) * 2 ** third * 2 ** third;
}

/** What a point of zero gradient with these curvatures is; elsewhere, which way the surface bends there. */
export type Curvature = 'bowl' | 'saddle' | 'dome' | 'flat' | 'unknown';

export function curvatureOf({ min, max }: Pick<Eigen2, 'min' | 'max'>): Curvature {
  if (!Number.isFinite(min) || !Number.isFinite(max)) return 'unknown';
  // Curvatures this small beside the other are rounding.
  const tiny = 1e-12 * Math.max(Math.abs(min), Math.abs(max));
  if (min > tiny) return 'bowl';
  if (max < -tiny) return 'dome';
  return min < -tiny && max > tiny ? 'saddle' : 'flat';
}
