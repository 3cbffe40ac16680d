import type { Loss, Vector } from '../math/loss.ts';
import type { Noise } from '../math/noise.ts';
import { resolveOptimizer } from '../optimizers/registry.ts';
import { startState } from '../optimizers/state.ts';
import { createStepper } from '../optimizers/stepper.ts';
import { type BlockSink, openLoop, type OpenLoop } from './fused.ts';
import { limitEvaluations } from './limit.ts';
import { checkRun, recordRun } from './record.ts';
import { createSampler, oracleOf } from './sample.ts';
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
  /** The step of `position`. */
  steps: number;
}

/** What takes runs to their ends, until it is released. */
export interface Finisher {
  from(start: Vector): Finish;
  release(): void;
}

/** What a map keeps beside the end of a run. */
export interface Way {
  /**
   * Room for the positions of all steps, row-major: those up to the run's last are written, for the caller to read before
   * the next call.
   */
  readonly positions: Float64Array;
  /** The same for their losses. */
  readonly losses?: Float64Array;
}

/**
 * The end of runs that differ in their start alone: of a formula's loss by the loop that is compiled for it, else by the
 * recorder's own, which allocates nothing. Each call overwrites what the call before gave back. Throws what `recordRun`
 * throws.
 *
 * @param way where the way there is written; without it nobody asks for it
 */
export function createFinisher(options: Omit<RecordOptions, 'start'>, way?: Way): Finisher {
  const { loss, steps, noise = 0, noiseKind = 'gaussian', noiseScaling = 'constant', seed = 0 } = options;
  const { entry, values } = resolveOptimizer(options.optimizer);
  const { dimension } = loss;
  checkRun({ ...options, start: new Float64Array(dimension) });
  const noises: Noise = { deviation: noise, kind: noiseKind, scaling: noiseScaling };
  const lr = Number(values['lr']);
  const schedule = options.schedule ?? constantSchedule;
  const rate = scheduledRate(schedule, lr, steps);
  const isConstant = schedule.kind === 'constant';
  const ground = { loss, entry, values, steps, noise: noises, seed, lr, rate: isConstant ? null : rate };
  const loop = openLoop(ground);
  if (loop) {
    const positions = way?.positions ?? new Float64Array((steps + 1) * dimension);
    return byLoop(loop, loss, steps, positions, way?.losses);
  }

  const sample = createSampler(loss, noises, seed);
  const stepper = createStepper(entry, values, dimension, oracleOf(loss, sample));
  const { theta, gradient, state } = stepper;
  const finish: Finish = { position: new Float64Array(dimension), loss: Number.NaN, endedAt: -1, steps: 0 };
  const { position } = finish;

  const wayLosses = way?.losses;

  const from = (start: Vector) => {
    theta.set(start);
    position.set(theta);
    startState(entry, values, position, state);
    finish.endedAt = -1;
    for (let k = 0; ; k++) {
      const value = sample(k, theta, gradient);
      way?.positions.set(theta, k * dimension);
      if (wayLosses) wayLosses[k] = value;
      if (!Number.isFinite(value)) {
        if (k === 0) [finish.loss, finish.steps] = [value, 0];
        finish.endedAt = k;
        return finish;
      }
      position.set(theta);
      finish.loss = value;
      finish.steps = k;
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

/** The same by a loop that records: its blocks are copied to where the whole way is. */
function byLoop(
  loop: OpenLoop,
  loss: Loss,
  steps: number,
  way: Float64Array,
  wayLosses?: Float64Array,
): Finisher {
  const { dimension } = loss;
  const finish: Finish = { position: new Float64Array(dimension), loss: Number.NaN, endedAt: -1, steps: 0 };
  /** The losses of the present block, from the step `first`; the last of it, and of the block before it. */
  let losses: Float64Array = new Float64Array(0);
  let [first, recent, before, last] = [0, Number.NaN, Number.NaN, Number.NaN];
  const sink: BlockSink = {
    block(from, blockLosses, positions) {
      [first, losses] = [from, blockLosses];
      [before, recent] = [recent, blockLosses[blockLosses.length - 1]!];
      way.set(positions, (from + 1) * dimension);
      wayLosses?.set(blockLosses, from);
    },
    end(value) {
      last = value;
      if (wayLosses) wayLosses[steps] = value;
    },
  };
  const lossAt = (step: number) => {
    if (step === steps) return last;
    return step < first ? before : losses[step - first]!;
  };
  return {
    from(start) {
      way.set(start);
      const endedAt = loop.from(start, sink);
      const kept = endedAt === null ? steps : Math.max(0, endedAt - 1);
      for (let i = 0; i < dimension; i++) finish.position[i] = way[kept * dimension + i]!;
      finish.loss = lossAt(kept);
      finish.steps = kept;
      finish.endedAt = endedAt ?? -1;
      return finish;
    },
    release: loop.release,
  };
}

/** The end of runs of so many evaluations, as `limitEvaluations` cuts them: recorded whole, each. */
export function createLimitedFinisher(options: Omit<RecordOptions, 'start'>, way: Way): Finisher {
  const { dimension } = options.loss;
  checkRun({ ...options, start: new Float64Array(dimension) });
  return {
    from(start) {
      const run = limitEvaluations(recordRun({ ...options, start }), options.steps);
      const { positions, losses, divergedAt, steps } = run;
      way.positions.set(positions);
      way.losses?.set(losses);
      const position = positions.slice(steps * dimension);
      return { position, loss: losses[steps]!, endedAt: divergedAt ?? -1, steps };
    },
    release() {},
  };
}

function isFinite(theta: Float64Array): boolean {
  let rest = 0;
  for (let i = 0; i < theta.length; i++) rest += theta[i]! - theta[i]!;
  return rest === 0;
}
