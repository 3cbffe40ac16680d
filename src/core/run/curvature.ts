/**
 * What can be said of the curvature at a point and be true, as data: `text` has the words, and a test holds each
 * statement against an independent computation.
 *
 * The local quadratic is one thing and the loss another. Of the quadratic, its shape and the place of its lowest
 * point, saddle or highest point follow from the Hessian. Of the loss, that a place is a minimum, saddle or maximum
 * is said only of a place where it has been checked (`math/critical.ts`).
 */
import { type Critical, criticalAt, type Extent, isSmoothAt } from '../math/critical.ts';
import type { Loss } from '../math/loss.ts';
import { type Quadratic, quadraticAt } from '../math/quadratic.ts';
import type { HyperparameterValues, OptimizerEntry } from '../optimizers/types.ts';
import { stableLr } from './stability.ts';

/** How a quadratic bends along its two directions. */
export type Shape = 'bowl' | 'saddle' | 'dome' | 'trough' | 'ridge' | 'plane';

export type CurvatureStatement =
  /** The loss, its gradient or its Hessian is not a number here, or it jumps: nothing else is said. */
  | { readonly about: 'nothing'; readonly missing: 'value' | 'gradient' | 'hessian' | 'smoothness' }
  /** The quadratic that fits here has this shape. */
  | { readonly about: 'shape'; readonly shape: Shape }
  /** The point itself is one of zero gradient of the loss, exactly or to within a billionth of the ranges shown. */
  | { readonly about: 'point'; readonly critical: Critical; readonly exactly: boolean }
  /** Where the quadratic has its only critical point, and what the loss has been found to have there. */
  | {
      readonly about: 'target';
      readonly point: 'lowest' | 'saddle' | 'highest';
      readonly at: readonly [x: number, y: number];
      /** The loss there; null where it is not finite. */
      readonly value: number | null;
      readonly critical: Critical | null;
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

/** What becomes of a component of the steps along an eigenvector of the Hessian, on the local quadratic. */
export type StabilityStatement =
  /** The rule has no bound of the kind. */
  | { readonly about: 'no bound' }
  /** The learning rate is zero: no step is taken. */
  | { readonly about: 'rest' }
  | {
      readonly about: 'rate';
      readonly lr: number;
      /** Of the direction that bends up most: whether steps along it shrink, swing for ever, or grow. */
      readonly up: 'within' | 'at' | 'above';
      readonly limit: number;
      readonly other: Other;
    }
  /** No direction bends up. */
  | { readonly about: 'no upward'; readonly other: Other };

/**
 * The direction that bends up least: 'up' as well, so that the limit holds for both; 'flat', where the curvature sets
 * no limit; 'down', along which steps grow at any rate.
 */
export type Other = 'up' | 'flat' | 'down';

/** Curvatures this small beside the other are rounding, as in `curvatureOf`; rates this close are equal. */
const TINY = 1e-12;

/** L2 weight decay counts as a curvature. Null where there is no Hessian. */
export function stabilityStatement(
  entry: Pick<OptimizerEntry, 'stability'>,
  values: HyperparameterValues,
  lr: number,
  { eigen }: Pick<Quadratic, 'eigen'>,
): StabilityStatement | null {
  const { max, min } = eigen;
  if (!Number.isFinite(max) || !Number.isFinite(min)) return null;
  if (!entry.stability?.(values)) return { about: 'no bound' };
  if (lr === 0) return { about: 'rest' };
  const decay = Number(values['weightDecay'] ?? 0);
  const tiny = TINY * Math.max(Math.abs(max), Math.abs(min));
  const bend = (curvature: number): Other =>
    curvature + decay > tiny ? 'up' : curvature + decay < -tiny ? 'down' : 'flat';
  const other = bend(min);
  const limit = bend(max) === 'up' ? stableLr(entry, values, max) : null;
  if (limit === null) return { about: 'no upward', other };
  const up = lr < limit * (1 - TINY) ? 'within' : lr > limit * (1 + TINY) ? 'above' : 'at';
  return { about: 'rate', lr, up, limit, other };
}
