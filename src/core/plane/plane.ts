import type { Vector } from '../math/loss.ts';
import { dot } from '../math/solve.ts';

/**
 * A plane in the space of a loss's parameters,
 *
 *     theta = origin + x u + y v       with u, v orthonormal
 *
 * so that x and y are distances. For two parameters it may be the identity; for one it is a line, with v = 0: nothing
 * depends on y.
 */
export interface Plane {
  readonly origin: Vector;
  readonly u: Vector;
  readonly v: Vector;
}

/** Below this share of its length what is left of a direction is rounding. */
const PARALLEL = 1e-10;

/**
 * The plane through `origin` that two directions span: u along the first, v along what the second has beyond it (Gram and
 * Schmidt, twice, so that rounding does not lean it). Throws RangeError for directions of the wrong length, not finite, zero, or
 * parallel.
 *
 * @example
 * const { u, v } = spanPlane([0, 0, 0], [3, 0, 0], [1, 2, 0]);
 * console.log(u.join(' '), v.join(' '));
 * // 1 0 0 0 1 0
 */
export function spanPlane(origin: Vector, first: Vector, second: Vector): Plane {
  const n = origin.length;
  check('The origin', origin, n);
  check('The first direction', first, n);
  check('The second direction', second, n);
  if (n < 2) throw new RangeError('A plane needs two parameters at least; one has a line.');
  const u = unit(first);
  if (u === null) throw new RangeError('The first direction is zero.');
  const given = unit(second);
  if (given === null) throw new RangeError('The second direction is zero.');
  const rest = without(without(given, u), u);
  if (Math.sqrt(dot(rest, rest)) < PARALLEL) {
    throw new RangeError('The two directions are parallel: they span a line, not a plane.');
  }
  return { origin: Float64Array.from(origin), u, v: unit(rest)! };
}

/**
 * The plane of a loss of one or two parameters: their own axes.
 *
 * @example
 * console.log(lift(ownPlane(2), 3, 4).join(' '));
 * // 3 4
 */
export function ownPlane(dimension: 1 | 2): Plane {
  return dimension === 1
    ? { origin: new Float64Array(1), u: Float64Array.of(1), v: new Float64Array(1) }
    : { origin: new Float64Array(2), u: Float64Array.of(1, 0), v: Float64Array.of(0, 1) };
}

/**
 * The parameters at (x, y), written into `out` where given.
 *
 * @example
 * console.log(lift({ origin: [1, 1, 1], u: [1, 0, 0], v: [0, 0, 1] }, 2, 3).join(' '));
 * // 3 1 4
 */
export function lift(
  { origin, u, v }: Plane,
  x: number,
  y: number,
  out: Float64Array = new Float64Array(origin.length),
): Float64Array {
  for (let i = 0; i < out.length; i++) out[i] = origin[i]! + x * u[i]! + y * v[i]!;
  return out;
}

/**
 * Where on the plane a point's foot is, written into `out` where given.
 *
 * @example
 * console.log(project({ origin: [1, 1, 1], u: [1, 0, 0], v: [0, 0, 1] }, [3, 9, 4]).join(' '));
 * // 2 3
 */
export function project({ origin, u, v }: Plane, p: Vector, out = new Float64Array(2)): Float64Array {
  let [x, y] = [0, 0];
  for (let i = 0; i < origin.length; i++) {
    const rest = p[i]! - origin[i]!;
    x += rest * u[i]!;
    y += rest * v[i]!;
  }
  out[0] = x;
  out[1] = y;
  return out;
}

/**
 * How far a point is from the plane: the length of what its foot lacks of it, at least 0.
 *
 * @example
 * console.log(distance({ origin: [1, 1, 1], u: [1, 0, 0], v: [0, 0, 1] }, [3, 9, 4]));
 * // 8
 */
export function distance(plane: Plane, p: Vector): number {
  const { origin, u, v } = plane;
  const foot = project(plane, p);
  const [x, y] = [foot[0]!, foot[1]!];
  let sum = 0;
  for (let i = 0; i < origin.length; i++) {
    const rest = p[i]! - origin[i]! - x * u[i]! - y * v[i]!;
    sum += rest * rest;
  }
  return Math.sqrt(sum);
}

/**
 * The x and y for which origin + x a + y b comes nearest to p, for directions of any length and angle: least squares by
 * the normal equations. (The reference implementation of filter normalization divides the products by |a| and |b|, which is
 * that only where they have length 1 and are perpendicular.) NaN where the directions are parallel.
 */
export function nearestOn(origin: Vector, a: Vector, b: Vector, p: Vector): readonly [x: number, y: number] {
  let [aa, ab, bb, ap, bp] = [0, 0, 0, 0, 0];
  for (let i = 0; i < origin.length; i++) {
    const rest = p[i]! - origin[i]!;
    aa += a[i]! * a[i]!;
    ab += a[i]! * b[i]!;
    bb += b[i]! * b[i]!;
    ap += a[i]! * rest;
    bp += b[i]! * rest;
  }
  const determinant = aa * bb - ab * ab;
  if (!(determinant > PARALLEL * PARALLEL * aa * bb)) return [Number.NaN, Number.NaN];
  return [(bb * ap - ab * bp) / determinant, (aa * bp - ab * ap) / determinant];
}

/** The direction at length 1; null where it is zero. No square overflows on the way. */
export function unit(direction: Vector): Float64Array | null {
  let most = 0;
  for (let i = 0; i < direction.length; i++) most = Math.max(most, Math.abs(direction[i]!));
  if (most === 0) return null;
  const scaled = Float64Array.from(direction, (x) => x / most);
  const length = Math.sqrt(dot(scaled, scaled));
  return scaled.map((x) => x / length);
}

/** What a direction has beyond the unit vector u. */
export function without(direction: Float64Array, u: Vector): Float64Array {
  const part = dot(direction, u);
  return direction.map((x, i) => x - part * u[i]!);
}

function check(name: string, vector: Vector, n: number): void {
  if (vector.length !== n) {
    throw new RangeError(`${name} must have ${n} numbers, as the origin has, not ${vector.length}.`);
  }
  for (let i = 0; i < n; i++) {
    if (!Number.isFinite(vector[i]))
      throw new RangeError(`${name} must be finite; its number ${i} is ${vector[i]}.`);
  }
}
