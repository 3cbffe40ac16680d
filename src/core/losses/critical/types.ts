import type { CriticalKind } from '../../math/critical.ts';
import type { Domain } from '../types.ts';

/** A critical point of a loss of two variables. */
export interface CriticalPoint {
  readonly at: readonly [x: number, y: number];
  readonly value: number;
  /** `degenerate`: level, but neither a minimum nor a maximum nor a saddle, as x^3 + y^2 at 0. */
  readonly kind: CriticalKind;
  /**
   * How it is known. `regular`: the Hessian is definite or indefinite there, and exactly one such point lies near by
   * interval arithmetic. `flat`: a curvature vanishes; `kink`: the gradient does not exist; what these two are is
   * read off the values around them.
   */
  readonly form: 'regular' | 'flat' | 'kink';
}

/** A line, or an area, of points that are all minima, maxima or otherwise level. */
export interface Continuum {
  readonly kind: CriticalKind;
  readonly shape: 'line' | 'area';
  /** A point of it. */
  readonly at: readonly [x: number, y: number];
  readonly value: number;
}

/** What is known of the critical points of a loss on a domain. */
export interface CriticalSet {
  readonly domain: Domain;
  /** Minima first, the lowest first among them; then saddles, maxima, degenerate points. */
  readonly points: readonly CriticalPoint[];
  readonly continua: readonly Continuum[];
  /**
   * True when it is proven that the domain holds no others: every place at more than `LEAST` of the domain's sides
   * from all points listed is excluded by interval arithmetic.
   */
  readonly complete: boolean;
  /** True when there are more than were looked for; the points are then only some of them. */
  readonly tooMany: boolean;
}
