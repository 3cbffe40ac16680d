/**
 * A loss of two variables, or of one, near a point p, to second order:
 *
 *   q(p + d) = f + g . d + d . H d / 2
 *
 * with its value f, gradient g and Hessian H at p. Newton's method goes to where the gradient of q is zero,
 * p - H^-1 g: q's minimum where H is positive definite, else its saddle or its maximum.
 */
import { type Curvature, curvatureOf, type Eigen2, eigen2 } from './eigen.ts';
import type { Loss } from './loss.ts';
import { solveInPlace } from './solve.ts';

export interface Quadratic {
  readonly at: readonly [x: number, y: number];
  readonly value: number;
  readonly gradient: readonly [number, number];
  readonly hessian: readonly [xx: number, xy: number, yy: number];
  /** Of the Hessian; NaN where the loss, its gradient or its Hessian is not finite. */
  readonly eigen: Eigen2;
  readonly kind: Curvature;
  /** The greater curvature over the smaller one, without signs; infinite where one of them is zero. */
  readonly condition: number;
  /** Where Newton's method goes; null where the Hessian is singular to rounding, or something is not finite. */
  readonly newton: readonly [x: number, y: number] | null;
}

export function quadraticAt(loss: Loss, x: number, y: number): Quadratic {
  if (loss.dimension === 1) return parabolaAt(loss, x);
  const at = [x, y] as const;
  const [gx = Number.NaN, gy = Number.NaN] = loss.gradient(at);
  const [xx = Number.NaN, xy = Number.NaN, , yy = Number.NaN] = loss.hessian(at);
  const value = loss.value(at);
  // Where the loss has no value, what its derivatives' formulas give is of another function.
  const isDefined = [value, gx, gy, xx, xy, yy].every(Number.isFinite);
  const eigen = isDefined ? eigen2(xx, xy, yy) : nowhere;
  const condition = conditionOf(eigen);
  return {
    at,
    value,
    gradient: [gx, gy],
    hessian: [xx, xy, yy],
    eigen,
    kind: curvatureOf(eigen),
    condition,
    newton: condition < 1e12 ? newtonPoint(at, [gx, gy], [xx, xy, yy]) : null,
  };
}

/** The same of one variable: what bends as it does in every direction, with all of its slope along the first. */
function parabolaAt(loss: Loss, x: number): Quadratic {
  const value = loss.value([x]);
  const [slope = Number.NaN] = loss.gradient([x]);
  const [bend = Number.NaN] = loss.hessian([x]);
  const isDefined = [value, slope, bend].every(Number.isFinite);
  const eigen = isDefined ? eigen2(bend, 0, bend) : nowhere;
  const to = x - slope / bend;
  return {
    at: [x, 0],
    value,
    gradient: [slope, 0],
    hessian: [bend, 0, bend],
    eigen,
    kind: curvatureOf(eigen),
    condition: conditionOf(eigen),
    newton: isDefined && bend !== 0 && Number.isFinite(to) ? [to, 0] : null,
  };
}

const nowhere: Eigen2 = {
  max: Number.NaN,
  min: Number.NaN,
  maxVector: [Number.NaN, Number.NaN],
  minVector: [Number.NaN, Number.NaN],
};

/** q at (x, y). */
export function evaluateQuadratic({ at, value, gradient, hessian }: Quadratic, x: number, y: number): number {
  const dx = x - at[0];
  const dy = y - at[1];
  const bend = hessian[0] * dx * dx + 2 * hessian[1] * dx * dy + hessian[2] * dy * dy;
  return value + gradient[0] * dx + gradient[1] * dy + bend / 2;
}

/** The tangent plane at (x, y): q without its bend. */
export function evaluateTangent({ at, value, gradient }: Quadratic, x: number, y: number): number {
  return value + gradient[0] * (x - at[0]) + gradient[1] * (y - at[1]);
}

function conditionOf({ max, min }: Eigen2): number {
  const a = Math.abs(max);
  const b = Math.abs(min);
  return Math.max(a, b) / Math.min(a, b);
}

/** Solved as Newton's method solves it, so that this is where its full step leads to the bit. */
function newtonPoint(
  [x, y]: readonly [number, number],
  [gx, gy]: readonly [number, number],
  [xx, xy, yy]: readonly [number, number, number],
): [number, number] | null {
  const step = Float64Array.of(gx, gy);
  solveInPlace(Float64Array.of(xx, xy, xy, yy), step);
  const to: [number, number] = [x - step[0]!, y - step[1]!];
  return to.every(Number.isFinite) ? to : null;
}
