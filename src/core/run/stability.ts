/**
 * The edge of stability. Near a point a loss is a quadratic; along its steepest direction, of curvature lambda_max,
 * a rule with constant coefficients converges while
 *
 *     lr (lambda_max + weightDecay) < product
 *
 * with the rule's own product (2 for gradient descent, 2 (1 + beta) with heavy-ball momentum; see the registry's
 * rows). L2 weight decay bends every direction up by as much as it is. A schedule moves the bound from step to step:
 * at a step it is that of the update which leaves it.
 */
import type { Quadratic } from '../math/quadratic.ts';
import type { HyperparameterValues, OptimizerEntry } from '../optimizers/types.ts';

/** Steps of a run on a model at which its sharpness is found at most, beside the first: each takes many products. */
export const STEPS_SOUGHT = 128;

type Row = Pick<OptimizerEntry, 'stability'>;

/**
 * The learning rate from which on the rule diverges on a quadratic of greatest curvature `lambdaMax`; null where
 * the rule has no such bound or nothing bends up.
 */
export function stableLr(entry: Row, values: HyperparameterValues, lambdaMax: number): number | null {
  const curvature = lambdaMax + decayOf(values);
  const bound = entry.stability?.(values);
  return bound && curvature > 0 && Number.isFinite(curvature) ? bound.product / curvature : null;
}

/** The sharpness (greatest curvature) from which on the rule diverges at a learning rate; null without a bound. */
export function stableSharpness(
  entry: Row,
  values: HyperparameterValues,
  lr = Number(values['lr']),
): number | null {
  const bound = entry.stability?.(values);
  const limit = bound ? bound.product / lr - decayOf(values) : Number.NaN;
  return Number.isFinite(limit) ? limit : null;
}

/**
 * The same at the steps 0 to `last`, where update `t`, from 1, has the learning rate `rate(t)`: NaN at a step that a
 * rate of zero leaves. Null where no step has a bound.
 */
export function stableSharpnesses(
  entry: Row,
  values: HyperparameterValues,
  rate: (t: number) => number,
  last: number,
): Float64Array | null {
  const limits = Float64Array.from(
    { length: last + 1 },
    (_, step) => stableSharpness(entry, values, rate(step + 1)) ?? Number.NaN,
  );
  return limits.some(Number.isFinite) ? limits : null;
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
  entry: Row,
  values: HyperparameterValues,
  lr: number,
  { eigen }: Pick<Quadratic, 'eigen'>,
): StabilityStatement | null {
  const { max, min } = eigen;
  if (!Number.isFinite(max) || !Number.isFinite(min)) return null;
  if (!entry.stability?.(values)) return { about: 'no bound' };
  if (lr === 0) return { about: 'rest' };
  const decay = decayOf(values);
  const tiny = TINY * Math.max(Math.abs(max), Math.abs(min));
  const bend = (curvature: number): Other =>
    curvature + decay > tiny ? 'up' : curvature + decay < -tiny ? 'down' : 'flat';
  const other = bend(min);
  const limit = bend(max) === 'up' ? stableLr(entry, values, max) : null;
  if (limit === null) return { about: 'no upward', other };
  const up = lr < limit * (1 - TINY) ? 'within' : lr > limit * (1 + TINY) ? 'above' : 'at';
  return { about: 'rate', lr, up, limit, other };
}

function decayOf(values: HyperparameterValues): number {
  return Number(values['weightDecay'] ?? 0);
}
