/**
 * Eigenvalues and eigenvectors of a symmetric 2 x 2 matrix [[a, b], [b, d]], in closed form:
 *
 *   lambda = (a + d) / 2 +- hypot((a - d) / 2, b)
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
  const middle = (a + d) / 2;
  const half = (a - d) / 2;
  const radius = Math.hypot(half, b);
  const angle = Math.atan2(b, half) / 2;
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  return { max: middle + radius, min: middle - radius, maxVector: [c, s], minVector: [-s, c] };
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
