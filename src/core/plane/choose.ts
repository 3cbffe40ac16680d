import { hessianVectorOf, type Loss, type Vector } from '../math/loss.ts';
import { normalStream } from '../math/random.ts';
import { dot } from '../math/solve.ts';
import { atOnce, type Eigenpair, findEigenpairs, largestEigenpairs } from './eigenvectors.ts';
import { nearestOn, type Plane, spanPlane, unit, without } from './plane.ts';

/** How a plane is chosen. All throw RangeError, in a sentence, where what is given spans no plane. */

/**
 * Through three points: x points from the first to the second.
 *
 * @example
 * const plane = planeThrough([0, 0, 0], [2, 0, 0], [1, 3, 0]);
 * console.log(project(plane, [1, 3, 4]).join(' '), distance(plane, [1, 3, 4]));
 * // 1 3 4
 */
export function planeThrough(first: Vector, second: Vector, third: Vector): Plane {
  return spanPlane(first, difference(second, first), difference(third, first));
}

/**
 * Of two parameters, by their indices, at a point.
 *
 * @example
 * const plane = planeOfParameters([5, 6, 7], 0, 2);
 * console.log(lift(plane, 1, -1).join(' '));
 * // 6 6 6
 */
export function planeOfParameters(point: Vector, i: number, j: number): Plane {
  const n = point.length;
  for (const index of [i, j]) {
    if (!Number.isInteger(index) || index < 0 || index >= n) {
      throw new RangeError(`A parameter's index must be a whole number from 0 to ${n - 1}, not ${index}.`);
    }
  }
  const axis = (index: number) => Float64Array.from({ length: n }, (_, k) => (k === index ? 1 : 0));
  return spanPlane(point, axis(i), axis(j));
}

/**
 * Of the gradient at a point and the step that is taken there: x points along the step.
 *
 * @example
 * const plane = planeOfStep([0, 0, 0], [0, -1, 1], [0, 0, -2]);
 * console.log(plane.u.join(' '), plane.v.join(' '));
 * // 0 0 -1 0 -1 0
 */
export function planeOfStep(point: Vector, gradient: Vector, step: Vector): Plane {
  return spanPlane(point, step, gradient);
}

export interface PrincipalPlane {
  readonly plane: Plane;
  /** The shares of the movement about its mean that lie along u and along v, from 0 to 1. */
  readonly explained: readonly [u: number, v: number];
}

/**
 * The two principal directions of tracks: of all their positions about the mean of these, which is the origin.
 * `explained` is what the two have of the sum of squares (the squares of the singular values of the centred
 * positions, over the sum of all). The second is searched for in what the first leaves, so a nearly straight track
 * loses nothing of it to rounding.
 *
 * @param tracks each its positions one after another, `dimension` numbers each
 *
 * @example
 * const { plane, explained } = principalPlane([[0, 0, 0, 4, 0, 0, 2, 1, 0]], 3);
 * console.log(Array.from(plane.origin, (x) => x.toFixed(2)).join(' '), explained.map((share) => share.toFixed(3)).join(' '));
 * // 2.00 0.33 0.00 0.923 0.077
 */
export function principalPlane(tracks: readonly Vector[], dimension: number): PrincipalPlane {
  const rows = tracks.flatMap((track) => {
    const count = Math.floor(track.length / dimension);
    return Array.from({ length: count }, (_, r) =>
      Float64Array.from({ length: dimension }, (__, i) => track[r * dimension + i]!),
    );
  });
  if (dimension < 2) throw new RangeError('A plane needs two parameters at least; one has a line.');
  if (rows.length < 2) throw new RangeError('Principal directions need two positions at least.');
  const size = rows.reduce((sum, row) => sum + dot(row, row), 0);
  const mean = new Float64Array(dimension);
  for (const row of rows) for (let i = 0; i < dimension; i++) mean[i]! += row[i]! / rows.length;
  for (const row of rows) for (let i = 0; i < dimension; i++) row[i]! -= mean[i]!;
  const total = rows.reduce((sum, row) => sum + dot(row, row), 0);
  // The mean of equal numbers is rounded.
  if (!(total > ROUNDING * size && Number.isFinite(total))) {
    throw new RangeError('The positions are all the same: they have no principal directions.');
  }
  const first = principal(rows, dimension);
  const rest = rows.map((row) => without(row, first.vector));
  // A straight track has but one direction; what stands beside it is then anyone's choice.
  const isStraight = rest.reduce((sum, row) => sum + dot(row, row), 0) <= 1e-28 * total;
  const second = isStraight ? { value: 0, vector: beside(first.vector) } : principal(rest, dimension);
  const plane = spanPlane(mean, first.vector, second.vector);
  return { plane, explained: [first.value / total, second.value / total] };
}

/** The share of squares that rounding leaves of positions that are all the same. */
const ROUNDING = 1e-28;

/** The direction along which rows are longest together, with the sum of their squares along it. */
function principal(rows: readonly Float64Array[], dimension: number): Eigenpair {
  const product = (d: Float64Array, out: Float64Array): void => {
    out.fill(0);
    for (const row of rows) {
      const along = dot(row, d);
      for (let i = 0; i < dimension; i++) out[i]! += along * row[i]!;
    }
  };
  return largestEigenpairs(product, dimension, 1)![0]!;
}

function beside(u: Float64Array): Float64Array {
  const smallest = u.reduce((best, x, i) => (Math.abs(x) < Math.abs(u[best]!) ? i : best), 0);
  return without(
    Float64Array.from(u, (_, i) => (i === smallest ? 1 : 0)),
    u,
  );
}

export interface HessianPlane {
  readonly plane: Plane;
  /** The curvatures along u and v: the two largest eigenvalues of the Hessian. */
  readonly curvatures: readonly [u: number, v: number];
}

/**
 * Of the two directions in which the loss bends most at a point.
 *
 * @example
 * const loss = compileFormula('x^2 + 10y^2');
 * console.log(hessianPlane(loss, [1, 1]).curvatures.map((curvature) => curvature.toFixed(6)).join(' '));
 * // 20.000000 2.000000
 */
export function hessianPlane(loss: Loss, point: Vector): HessianPlane {
  return atOnce(findHessianPlane(loss, point));
}

/** The same, stopping after each product of the Hessian and a vector; `near` as for `findEigenpairs`. */
export function* findHessianPlane(loss: Loss, point: Vector, near?: number): Generator<void, HessianPlane> {
  const pairs = yield* findTopCurvatures(loss, point, 2, near);
  if (pairs === null) throw new RangeError('The second derivatives are not finite at this point.');
  const [first, second] = pairs;
  if (!first || !second) throw new RangeError('A plane needs two parameters at least; one has a line.');
  return { plane: spanPlane(point, first.vector, second.vector), curvatures: [first.value, second.value] };
}

/**
 * The largest eigenvalues of a loss's Hessian at a point, with their directions; null where it is not finite, and of a game.
 *
 * @example
 * const [largest] = topCurvatures(compileFormula('x^2 + 10y^2'), [1, 1], 1);
 * console.log(largest.value.toFixed(6), Math.abs(largest.vector[1]).toFixed(6));
 * // 20.000000 1.000000
 */
export function topCurvatures(loss: Loss, point: Vector, count: number): Eigenpair[] | null {
  return atOnce(findTopCurvatures(loss, point, count));
}

/** The same, stopping after each product of the Hessian and a vector; `near` as for `findEigenpairs`. */
export function findTopCurvatures(
  loss: Loss,
  point: Vector,
  count: number,
  near?: number,
): Generator<void, Eigenpair[] | null> {
  const times = hessianVectorOf(loss);
  const at = Float64Array.from(point);
  // What two players follow has a derivative that is not symmetric: it bends nowhere up or down.
  const product = loss.turns ? (_d: Float64Array, out: Float64Array) => out.fill(Number.NaN) : null;
  return findEigenpairs(product ?? ((d, out) => times(at, d, out)), loss.dimension, count, near);
}

export interface RandomPlane {
  readonly plane: Plane;
  /** The two directions as they were drawn and normalized; the plane spans both. */
  readonly directions: readonly [Float64Array, Float64Array];
  /** The multiples of the two that come nearest to a point, by least squares. */
  coordinates(p: Vector): readonly [a: number, b: number];
}

/**
 * Of two random directions normalized by filter (H. Li et al., "Visualizing the loss landscape of neural nets", 2018,
 * https://arxiv.org/abs/1712.09913): each
 * filter, the weights that lead to one unit, is as long as the filter at the point is; biases and other single numbers
 * do not move. The directions are neither perpendicular nor of length 1: `coordinates` has regard to both.
 *
 * @param parameters name, shape and offset of each tensor; one of two or more dimensions has filters along its first
 *
 * @example
 * const { loss, parameters, initial } = createModel('moons', { units: 4 });
 * const point = initial(1);
 * const { coordinates } = randomPlane(point, parameters, 7);
 * console.log(loss.dimension, coordinates(point).join(' '));
 * // 17 0 0
 */
export function randomPlane(
  point: Vector,
  parameters: readonly { readonly shape: readonly number[]; readonly offset: number }[],
  seed: number,
): RandomPlane {
  const draw = (index: number): Float64Array => {
    const direction = new Float64Array(point.length);
    normalStream(seed, 'random plane')(index, direction);
    const moved = new Float64Array(point.length);
    for (const { shape, offset } of parameters) {
      if (shape.length < 2) continue;
      const width = shape.slice(1).reduce((a, b) => a * b, 1);
      for (let from = offset; from < offset + shape[0]! * width; from += width) {
        const drawn = unit(direction.subarray(from, from + width));
        const own = Float64Array.from({ length: width }, (_, i) => point[from + i]!);
        const length = Math.sqrt(dot(own, own));
        if (drawn)
          moved.set(
            drawn.map((x) => x * length),
            from,
          );
      }
    }
    return moved;
  };
  const directions = [draw(0), draw(1)] as const;
  const plane = spanPlane(point, ...directions);
  return { plane, directions, coordinates: (p) => nearestOn(point, ...directions, p) };
}

function difference(a: Vector, b: Vector): Float64Array {
  if (a.length !== b.length) {
    throw new RangeError(`The points must have one length; there are ${a.length} and ${b.length} numbers.`);
  }
  return Float64Array.from(a, (x, i) => x - b[i]!);
}
