import type { Loss } from '../../../../src/core/math/loss.ts';
import { defaultValues } from '../../../../src/core/optimizers/registry.ts';
import { startState } from '../../../../src/core/optimizers/state.ts';
import type { Stepper } from '../../../../src/core/optimizers/stepper.ts';
import type { HyperparameterValues, OptimizerEntry } from '../../../../src/core/optimizers/types.ts';

/** The walks by which every printer of a rule is held to the interpreter. */

export const STEPS = 200;

export const startAt = (i: number) => 1.3 - 0.37 * i;

/** The defaults, with a rate at which all of the losses stay finite. */
export function valuesFor(entry: OptimizerEntry): HyperparameterValues {
  const rated = entry.hyperparameters.some(({ key }) => key === 'lr') && entry.stepScale !== 'free';
  return {
    ...defaultValues(entry),
    ...(rated && { lr: entry.stepScale === 'gradient' ? 0.01 : 0.05 }),
  };
}

/** Positions after each step, row by row. */
export function walk(
  stepper: Stepper,
  loss: Loss,
  entry: OptimizerEntry,
  values: HyperparameterValues,
): Float64Array {
  const n = loss.dimension;
  const { theta, gradient, state } = stepper;
  for (let i = 0; i < n; i++) theta[i] = startAt(i);
  startState(entry, values, theta.slice(), state);
  const positions = new Float64Array((STEPS + 1) * n);
  positions.set(theta);
  for (let t = 1; t <= STEPS; t++) {
    const value = loss.valueAndGradient?.(theta, gradient) ?? loss.value(theta);
    if (!loss.valueAndGradient) loss.gradient(theta, gradient);
    stepper.step(t, Number(values['lr']), value);
    positions.set(theta, t * n);
  }
  stepper.release();
  return positions;
}
