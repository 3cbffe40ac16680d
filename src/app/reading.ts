import type { RunView } from './state.ts';
import type { Domain } from '../core/losses/types.ts';
import { rateAt } from '../core/run/schedule.ts';

/** What the legend reads off a run at a step. */
export interface Reading {
  /** The loss at the step, or at the last one kept. */
  readonly loss: number;
  /** The step at which the run diverged, once it has. */
  readonly divergedAt: number | null;
  /** Whether the position at the step lies outside the domain. */
  readonly outside: boolean;
}

export function runReading({ run }: Pick<RunView, 'run'>, step: number, [x0, x1, y0, y1]: Domain): Reading {
  const kept = Math.min(step, run.steps);
  const x = run.positions[kept * run.dimension]!;
  const y = run.positions[kept * run.dimension + 1]!;
  return {
    loss: run.losses[kept]!,
    divergedAt: run.divergedAt !== null && step >= run.divergedAt ? run.divergedAt : null,
    outside: x < x0 || x > x1 || y < y0 || y > y1,
  };
}

/** Whether the learning rate changes from step to step. */
export function isScheduled({ setting }: Pick<RunView, 'setting'>): boolean {
  return setting.schedule.kind !== 'constant' && typeof setting.values['lr'] === 'number';
}

/**
 * The learning rate of the update that leaves a step, as in `Run.updateFrom`, or that leaves the last one kept; null
 * for a rule without one.
 *
 * @param steps the scene's number of steps, which a schedule is spread over
 */
export function rateFrom(
  { run, setting }: Pick<RunView, 'run' | 'setting'>,
  step: number,
  steps: number,
): number | null {
  const { lr } = setting.values;
  return typeof lr === 'number' ? rateAt(setting.schedule, lr, Math.min(step, run.steps) + 1, steps) : null;
}
