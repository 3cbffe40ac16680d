import {
  type Failure,
  failureAt,
  hessianVectorOf,
  type Loss,
  type SecondOrder,
  type Vector,
} from '../math/loss.ts';
import { dot } from '../math/solve.ts';
import { lift, type Plane } from './plane.ts';

/** A loss on a plane: a function of x and y, the plane's coordinates. */
export interface Slice extends SecondOrder {
  readonly dimension: 2;
  valueAndGradient(p: Vector, out: Float64Array): number;
  sampleGrid: NonNullable<Loss['sampleGrid']>;
}

/**
 * The loss on a plane, s(x, y) = f(origin + x u + y v), exact:
 *
 *     gradient (g . u, g . v)        Hessian [[u . H u, u . H v], [v . H u, v . H v]], by two products of H and a vector
 *
 * Throws RangeError where the plane's vectors are not of the loss's dimension.
 *
 * @example
 * const slice = sliceOf(compileFormula('x^2 + 10y^2'), { origin: [1, 0], u: [0, 1], v: [1, 0] });
 * console.log(slice.value([2, 3]), slice.gradient([2, 3]).join(' '));
 * // 56 40 8
 */
export function sliceOf(loss: Loss, plane: Plane): Slice {
  const n = loss.dimension;
  for (const name of ['origin', 'u', 'v'] as const) {
    if (plane[name].length === n) continue;
    throw new RangeError(
      `${name} of the plane must have ${n} numbers, one a parameter, not ${plane[name].length}.`,
    );
  }
  const { u, v } = plane;
  const theta = new Float64Array(n);
  const full = new Float64Array(n);
  const [hu, hv] = [new Float64Array(n), new Float64Array(n)];
  const times = hessianVectorOf(loss);
  const at = (p: Vector): Float64Array => lift(plane, p[0]!, p[1]!, theta);
  const onto = (gradient: Float64Array, out: Float64Array): Float64Array => {
    [out[0], out[1]] = [dot(gradient, u), dot(gradient, v)];
    return out;
  };
  let quick: ((x: number, y: number) => number) | undefined;

  const slice: Slice = {
    dimension: 2,
    ...(loss.turns && { turns: loss.turns }),
    value: (p) => loss.value(at(p)),
    gradient: (p, out = new Float64Array(2)) => onto(loss.gradient(at(p), full), out),
    valueAndGradient(p, out) {
      const value = loss.valueAndGradient ? loss.valueAndGradient(at(p), full) : loss.value(at(p));
      if (!loss.valueAndGradient) loss.gradient(theta, full);
      onto(full, out);
      return value;
    },
    hessian(p, out = new Float64Array(4)) {
      at(p);
      times(theta, u, hu);
      times(theta, v, hv);
      const mixed = dot(hu, v);
      [out[0], out[1], out[2], out[3]] = [dot(hu, u), loss.turns ? dot(hv, u) : mixed, mixed, dot(hv, v)];
      return out;
    },
    hessianVector(p, d, out = new Float64Array(2)) {
      const [x, y] = [d[0]!, d[1]!];
      for (let i = 0; i < n; i++) full[i] = x * u[i]! + y * v[i]!;
      return onto(times(at(p), full, hu), out);
    },
    failure: (p, part): Failure | null => failureAt(loss, at(p), part),
    sampleGrid(x0, dx, nx, y0, dy, ny, out) {
      quick ??= loss.alongPlane?.(plane.origin, u, v) ?? ((x, y) => loss.value(lift(plane, x, y, theta)));
      for (let j = 0; j < ny; j++) {
        for (let i = 0; i < nx; i++) out[j * nx + i] = quick(x0 + i * dx, y0 + j * dy);
      }
    },
  };
  return slice;
}
