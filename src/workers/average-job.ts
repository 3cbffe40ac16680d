import { averageShare } from '../core/run/average.ts';
import { modelOf } from '../core/scene/models.ts';
import type { AveragePart, AverageRequest, JobProgress } from './protocol.ts';
import { keptRun, Projecting } from './track-job.ts';

/** The average of a recorded run after each of its steps: on a plane, and the model's loss there. */
export function* averageJob({
  run: number,
  model,
  average,
  steps,
  on,
}: AverageRequest): Generator<JobProgress, AveragePart | null> {
  const own = keptRun(number);
  if (!own) return null;
  const mean = own.run.at(0).slice();
  const projecting = new Projecting({ steps, at: () => mean }, on);
  const name = JSON.stringify([average, steps]);
  const known = own.averages.get(name);
  const { loss } = modelOf(model);
  const losses = known ?? new Float64Array(steps + 1);
  for (let k = 0; k <= steps; k++) {
    const position = own.run.at(k);
    const kept = averageShare(average, k);
    for (let i = 0; i < mean.length; i++) mean[i] = kept * mean[i]! + (1 - kept) * position[i]!;
    projecting.advance(k);
    if (!known) losses[k] = loss.value(mean);
    yield { done: k, total: steps + 1 };
  }
  own.averages.set(name, losses);
  return { rows: projecting.take().rows, losses: losses.slice() };
}
