import { compileFormula } from '../core/expression/compile.ts';
import { sweep, type SweepCurve } from '../core/run/sweep.ts';
import type { Progress, SweepRequest } from './protocol.ts';

/** Sweeps the optimizers one after the other. */
export function* sweepJob(request: SweepRequest): Generator<Progress, readonly SweepCurve[]> {
  const { formula, ground, optimizers, rates } = request;
  const loss = compileFormula(formula);
  const total = optimizers.length * rates.length;
  const curves: SweepCurve[] = [];
  for (const [i, optimizer] of optimizers.entries()) {
    const runs = sweep({ ...ground, loss, optimizer, rates });
    let run = runs.next();
    for (; !run.done; run = runs.next()) yield { done: i * rates.length + run.value, total };
    curves.push(run.value);
  }
  return curves;
}
