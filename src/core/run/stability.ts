/**
 * The edge of stability. Near a point a loss is a quadratic; along its steepest direction, of curvature lambda_max,
 * a rule with constant coefficients converges while
 *
 *     lr (lambda_max + weightDecay) < product
 *
 * with the rule's own product (2 for gradient descent, 2 (1 + beta) with heavy-ball momentum; see the registry's
 * rows). L2 weight decay bends every direction up by as much as it is.
 */
import type { HyperparameterValues, OptimizerEntry } from '../optimizers/types.ts';

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

/** The sharpness (greatest curvature) from which on the rule diverges at its learning rate; null without a bound. */
export function stableSharpness(entry: Row, values: HyperparameterValues): number | null {
  const bound = entry.stability?.(values);
  const limit = bound ? bound.product / Number(values['lr']) - decayOf(values) : Number.NaN;
  return Number.isFinite(limit) ? limit : null;
}

function decayOf(values: HyperparameterValues): number {
  return Number(values['weightDecay'] ?? 0);
}
