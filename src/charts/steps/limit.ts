import type { RunView } from '../../app/state.ts';
import { scheduledRate } from '../../core/run/schedule.ts';
import { stableSharpness, stableSharpnesses } from '../../core/run/stability.ts';
import type { Limit } from './lines.ts';

/**
 * The sharpness up to which a run is stable: one level for a constant learning rate; under a schedule a value for each
 * step of the run; null where there is no such bound.
 *
 * @param steps the scene's number of steps
 */
export function limitOf({ entry, setting: { values, schedule }, run }: RunView, steps: number): Limit {
  if (schedule.kind === 'constant') return stableSharpness(entry, values);
  return stableSharpnesses(entry, values, scheduledRate(schedule, Number(values['lr']), steps), run.steps);
}
