import '../core/optimizers/all.ts';
import { sweep, type SweepCurve } from '../core/run/sweep.ts';
import { lossIn } from '../core/scene/compiled.ts';
import type { JobProgress, SweepRequest } from './protocol.ts';

/** Sweeps the optimizers one after the other. */
export function* sweepJob(request: SweepRequest): Generator<JobProgress, readonly SweepCurve[]> {
  const { runs, rates } = request;
  const loss = lossIn(request);
  const total = runs.length * rates.length;
  const curves: SweepCurve[] = [];
  for (const [i, options] of runs.entries()) {
    const parts = sweep({ ...options, loss, rates });
    let part = parts.next();
    for (; !part.done; part = parts.next()) yield { done: i * rates.length + part.value, total };
    curves.push(part.value);
  }
  return curves;
}
