import { ends } from '../text/en/ends.ts';
import type { RunView } from './state.ts';
import type { Domain } from '../core/losses/types.ts';
import { formatNumber } from '../core/math/format.ts';
import { rateAt } from '../core/run/schedule.ts';
import { isInsideAt } from '../core/run/place.ts';
import type { Run, RunEnd } from '../core/run/types.ts';

/** What the legend reads off a run at a step. */
export interface LegendReading {
  /** The loss at the step, or at the last one kept. */
  readonly loss: number;
  /** Why the run has ended, once it has. */
  readonly end: RunEnd | null;
  /** The step since which the run has been outside the domain; null while its position is inside. */
  readonly outsideSince: number | null;
}

export function runReading({ run }: Pick<RunView, 'run'>, step: number, domain: Domain): LegendReading {
  const kept = Math.min(step, run.steps);
  return { loss: run.losses[kept]!, end: endBy(run, step), outsideSince: outsideSince(run, kept, domain) };
}

/** A loss as it is read; a sign for none where there is no number. */
export function lossText(loss: number): string {
  return Number.isNaN(loss) ? ends.noLoss : formatNumber(loss);
}

/** Why a run has ended by a step; null while it goes on. */
export function endBy(run: Run, step: number): RunEnd | null {
  // Most runs end nowhere, or not yet: only the others are asked why.
  if (run.divergedAt === null || step < run.divergedAt - 1) return null;
  return run.end && step >= run.end.step ? run.end : null;
}

/** The last answer for each run: a playing run is asked for the next step, which need not look back far. */
const known = new WeakMap<Run, { domain: Domain; step: number; since: number }>();

function outsideSince(run: Run, step: number, domain: Domain): number | null {
  if (isInsideAt(run, step, domain)) return null;
  const before = known.get(run);
  let since = step;
  while (since > 0 && !isInsideAt(run, since - 1, domain)) {
    since--;
    if (before?.domain === domain && since <= before.step && since >= before.since) since = before.since;
  }
  known.set(run, { domain, step, since });
  return since;
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

/** A run's learning rate as a number: that which is set; under a schedule that of the update from the step. */
export function rateText(
  view: Pick<RunView, 'run' | 'setting' | 'naming' | 'isAverage'>,
  step: number,
  steps: number,
): string | null {
  if (view.isAverage) return null;
  const rate = rateFrom(view, step, steps);
  if (rate === null) return null;
  return isScheduled(view) ? formatNumber(rate) : view.naming.rate;
}
