import { type Budget, limitEvaluations } from './limit.ts';
import { recordRun } from './record.ts';
import type { RecordOptions } from './types.ts';

/**
 * The loss after N steps against the learning rate, the one axis on which optimizers cannot be told apart fairly by
 * a single number each. Every point is a whole run of `recordRun`: the same start, noise draws and steps as on the
 * page, and nothing else changed but `lr`.
 */
export interface SweepOptions extends RecordOptions {
  /** The learning rates to try, ascending. */
  readonly rates: readonly number[];
  /** Whether `steps` counts updates, as by default, or evaluations, with which a run then ends. */
  readonly budget?: Budget;
}

export interface SweepCurve {
  /** The loss at the run's last step, one a learning rate; NaN where the run diverged. */
  readonly losses: Float64Array;
  /** Index of the learning rate with the lowest of them, the smallest such rate; null when all diverged. */
  readonly best: number | null;
}

/**
 * Sweeps one optimizer, a run a time: yields after each the number of runs done, so that a caller can show progress,
 * let others have their turn, or stop by not going on. Throws what `recordRun` throws.
 */
export function* sweep({ rates, optimizer, budget, ...ground }: SweepOptions): Generator<number, SweepCurve> {
  const losses = new Float64Array(rates.length);
  for (const [i, lr] of rates.entries()) {
    const whole = recordRun({ ...ground, optimizer: { ...optimizer, lr } });
    const run = budget === 'evaluations' ? limitEvaluations(whole, ground.steps) : whole;
    losses[i] = run.divergedAt === null ? run.losses[run.steps]! : Number.NaN;
    yield i + 1;
  }
  return { losses, best: lowest(losses) };
}

function lowest(losses: Float64Array): number | null {
  let best: number | null = null;
  for (let i = 0; i < losses.length; i++) {
    const loss = losses[i]!;
    if (!Number.isNaN(loss) && (best === null || loss < losses[best]!)) best = i;
  }
  return best;
}

/**
 * Learning rates from `min` to `max` (0 < min < max), both included, `perDecade` to each power of ten. Rounded to
 * three significant digits: the number that a control shows is the very number that was tried.
 */
export function sweepRates(min: number, max: number, perDecade: number): number[] {
  const decades = Math.log10(max / min);
  const parts = Math.max(1, Math.round(decades * perDecade));
  return Array.from({ length: parts + 1 }, (_, k) =>
    Number((min * 10 ** ((decades * k) / parts)).toPrecision(3)),
  );
}
