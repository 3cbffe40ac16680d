/**
 * What can be said of the curvature at a point and be true, as data: `text` has the words, and a test holds each
 * statement against an independent computation.
 *
 * The local quadratic is one thing and the loss another. Of the quadratic, its shape and the place of its lowest
 * point, saddle or highest point follow from the Hessian. Of the loss, that a place is a minimum, saddle or maximum
 * is said only of a place where it has been checked (`math/critical.ts`).
 */
import { type CriticalKind, criticalAt, type Extent, isSmoothAt } from '../math/critical.ts';
import type { Loss } from '../math/loss.ts';
import { type Quadratic, quadraticAt } from '../math/quadratic.ts';

/** How a quadratic bends along its two directions. */
export type Shape = 'bowl' | 'saddle' | 'dome' | 'trough' | 'ridge' | 'plane';

export type CurvatureStatement =
  /** The loss, its gradient or its Hessian is not a number here, or it jumps: nothing else is said. */
  | { readonly about: 'nothing'; readonly missing: 'value' | 'gradient' | 'hessian' | 'smoothness' }
  /** The quadratic that fits here has this shape. */
  | { readonly about: 'shape'; readonly shape: Shape }
  /** The point itself is one of zero gradient of the loss, exactly or to within a billionth of the ranges shown. */
  | { readonly about: 'point'; readonly critical: CriticalKind; readonly exactly: boolean }
  /** Where the quadratic has its only critical point, and what the loss has been found to have there. */
  | {
      readonly about: 'target';
      readonly point: 'lowest' | 'saddle' | 'highest';
      readonly at: readonly [x: number, y: number];
      /** The loss there; null where it is not finite. */
      readonly value: number | null;
      readonly critical: CriticalKind | null;
    }
  /** The quadratic has no such point: its Hessian is singular, exactly or to rounding. */
  | { readonly about: 'no target'; readonly exactly: boolean };

const pointOf = { bowl: 'lowest', saddle: 'saddle', dome: 'highest' } as const;

/** The statements at the point of a quadratic, in the order in which they are read. */
export function curvatureStatements(loss: Loss, q: Quadratic, extent: Extent): CurvatureStatement[] {
  const missing = missingOf(q);
  if (missing) return [{ about: 'nothing', missing }];
  if (!isSmoothAt(loss, q, extent)) return [{ about: 'nothing', missing: 'smoothness' }];
  const critical = criticalAt(loss, q, extent);
  const here: CurvatureStatement = critical
    ? { about: 'point', critical, exactly: q.gradient.every((component) => component === 0) }
    : { about: 'shape', shape: shapeOf(q) };
  return [here, targetOf(loss, q, extent)];
}

function missingOf({ value, gradient, hessian, kind }: Quadratic): 'value' | 'gradient' | 'hessian' | null {
  if (!Number.isFinite(value)) return 'value';
  if (!gradient.every(Number.isFinite)) return 'gradient';
  return kind !== 'unknown' && hessian.every(Number.isFinite) ? null : 'hessian';
}

function shapeOf({ kind, eigen }: Quadratic): Shape {
  if (kind === 'bowl' || kind === 'saddle' || kind === 'dome') return kind;
  if (eigen.max === 0 && eigen.min === 0) return 'plane';
  return eigen.max > -eigen.min ? 'trough' : 'ridge';
}

function targetOf(loss: Loss, q: Quadratic, extent: Extent): CurvatureStatement {
  const { kind, newton } = q;
  if (!newton || (kind !== 'bowl' && kind !== 'saddle' && kind !== 'dome')) {
    return { about: 'no target', exactly: isSingular(q.hessian) };
  }
  const there = quadraticAt(loss, ...newton);
  return {
    about: 'target',
    point: pointOf[kind],
    at: newton,
    value: Number.isFinite(there.value) ? there.value : null,
    critical: criticalAt(loss, there, extent),
  };
}

function isSingular(hessian: Quadratic['hessian']): boolean {
  const greatest = Math.max(...hessian.map(Math.abs));
  const [xx, xy, yy] = hessian.map((entry) => entry / greatest) as [number, number, number];
  return greatest === 0 || xx * yy === xy * xy;
}
