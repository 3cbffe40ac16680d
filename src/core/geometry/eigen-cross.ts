/**
 * The eigenvectors of a Hessian as a cross through its point: each arm along its direction as the block (or map)
 * shows it, as long as the root of its curvature's size. The root, because a quadratic of curvature lambda rises by
 * the same amount at distances in proportion to 1 / sqrt(lambda), and because condition numbers span decades.
 */
import type { Domain } from '../losses/types.ts';
import type { Quadratic } from '../math/quadratic.ts';
import type { Sides } from './sides.ts';
import { fromDomain } from './surface.ts';

export interface EigenArm {
  /** Shares of the domain: the arm reaches from (u - du, v - dv) to (u + du, v + dv). */
  readonly u: number;
  readonly v: number;
  readonly du: number;
  readonly dv: number;
  readonly curvature: number;
}

/** The lesser arm keeps this share of the greater one at least, so that its direction can be seen. */
const LEAST = 0.3;

/**
 * Both arms, none where the Hessian is not finite; the greater one reaches `length` to either side, in longer sides
 * of the surface.
 */
export function eigenCross(
  { at, eigen }: Quadratic,
  domain: Domain,
  length: number,
  [across, up]: Sides = [1, 1],
): EigenArm[] {
  const greatest = Math.max(Math.abs(eigen.max), Math.abs(eigen.min));
  if (!(greatest < Infinity)) return [];
  const [u, v] = fromDomain(domain, at[0], at[1]);
  const arm = (curvature: number, [x, y]: readonly [number, number]): EigenArm => {
    const du = x / (domain[1] - domain[0]);
    const dv = y / (domain[3] - domain[2]);
    const share = greatest > 0 ? Math.sqrt(Math.abs(curvature) / greatest) : 0;
    const scale = (length * Math.max(LEAST, share)) / Math.hypot(du * across, dv * up);
    return { u, v, du: du * scale, dv: dv * scale, curvature };
  };
  return [arm(eigen.max, eigen.maxVector), arm(eigen.min, eigen.minVector)];
}
