import type { Run } from './types.ts';

/** What optimizers are given the same number of: updates, or evaluations of whatever the rule asks for. */
export type Budget = 'steps' | 'evaluations';

/** Evaluations up to a step: of the loss, its gradient or its Hessian, each counted as one. */
export function totalEvaluations(run: Run, step: number): number {
  const { values, gradients, hessians } = run.evaluationsAt(step);
  return values + gradients + hessians;
}

/**
 * A run of at most `budget` evaluations: it ends with the last update that they pay for. The same run when they pay
 * for all of it, the update with which it diverged included.
 */
export function limitEvaluations(run: Run, budget: number): Run {
  const last = run.divergedAt ?? run.steps;
  if (totalEvaluations(run, last) <= budget) return run;
  let steps = 0;
  let above = last;
  while (above - steps > 1) {
    const middle = (steps + above) >> 1;
    if (totalEvaluations(run, middle) <= budget) steps = middle;
    else above = middle;
  }
  return cutShort(run, steps);
}

/** The first steps of a run, as a run that was asked for no more. */
export function cutShort(run: Run, steps: number): Run {
  return {
    ...run,
    steps,
    positions: run.positions.subarray(0, (steps + 1) * run.dimension),
    losses: run.losses.subarray(0, steps + 1),
    divergedAt: null,
    end: null,
    rates: () => run.rates().subarray(0, steps + 1),
    effectiveRates: (axis) => run.effectiveRates(axis).subarray(0, steps + 1),
  };
}
