import type { Vector } from '../math/loss.ts';
import { resolveOptimizer } from '../optimizers/registry.ts';
import { startState } from '../optimizers/state.ts';
import { createStepper } from '../optimizers/stepper.ts';
import { checkRun } from './record.ts';
import { createSampler, gradientsOf } from './sample.ts';
import { constantSchedule, scheduledRate } from './schedule.ts';
import type { RecordOptions } from './types.ts';

/** Where a run comes to: what `recordRun` keeps last, to the bit. */
export interface Finish {
  /** The last position with a finite loss: the run's own last row. */
  readonly position: Float64Array;
  /** The loss there. */
  loss: number;
  /** The run's `divergedAt`; -1 where it came to its last step. */
  endedAt: number;
}

/** What takes runs to their ends, until it is released. */
export interface Finisher {
  from(start: Vector): Finish;
  release(): void;
}

/**
 * The end of runs that differ in their start alone, without what lies between: the recorder's loop, which keeps two
 * positions and allocates nothing. Each call overwrites what the call before gave back. Throws what `recordRun` throws.
 */
export function createFinisher(options: Omit<RecordOptions, 'start'>): Finisher {
  const { loss, steps, noise = 0, noiseKind = 'gaussian', noiseScaling = 'constant', seed = 0 } = options;
  const { entry, values } = resolveOptimizer(options.optimizer);
  const { dimension } = loss;
  checkRun({ ...options, start: new Float64Array(dimension) });
  const sample = createSampler(loss, { deviation: noise, kind: noiseKind, scaling: noiseScaling }, seed);
  const lr = Number(values['lr']);
  const schedule = options.schedule ?? constantSchedule;
  const rate = scheduledRate(schedule, lr, steps);
  const isConstant = schedule.kind === 'constant';
  const stepper = createStepper(entry, values, dimension, { loss, gradientAt: gradientsOf(sample) });
  const { theta, gradient, state } = stepper;
  const finish: Finish = { position: new Float64Array(dimension), loss: Number.NaN, endedAt: -1 };
  const { position } = finish;

  const from = (start: Vector) => {
    theta.set(start);
    position.set(theta);
    startState(entry, values, position, state);
    finish.endedAt = -1;
    for (let k = 0; ; k++) {
      const value = sample(k, theta, gradient);
      if (!Number.isFinite(value)) {
        if (k === 0) finish.loss = value;
        finish.endedAt = k;
        return finish;
      }
      position.set(theta);
      finish.loss = value;
      if (k === steps) return finish;
      stepper.step(k + 1, isConstant ? lr : rate(k + 1), value);
      if (!isFinite(theta)) {
        finish.endedAt = k + 1;
        return finish;
      }
    }
  };
  return { from, release: stepper.release };
}

function isFinite(theta: Float64Array): boolean {
  let rest = 0;
  for (let i = 0; i < theta.length; i++) rest += theta[i]! - theta[i]!;
  return rest === 0;
}
