import type { HyperparameterValues } from '../../core/optimizers/types.ts';
import { rateMark as text } from '../../text/en/rate-mark.ts';

/** The bound of a rule as a formula; L2 weight decay adds to the curvature. */
export function boundText(formula: string, { weightDecay }: HyperparameterValues): string {
  return weightDecay ? formula.replace('λmax', text.curvatureAndDecay) : formula;
}
