import { type Noise, noiseKinds, noiseScalings } from '../math/noise.ts';
import { programOf } from '../optimizers/program.ts';
import { resolveOptimizer } from '../optimizers/registry.ts';
import { startState, stateSize } from '../optimizers/state.ts';
import { createStepper, type Stepper } from '../optimizers/stepper.ts';
import { endOf } from './end.ts';
import type { FusedRun } from './fused.ts';
import { createSampler, oracleOf } from './sample.ts';
import { constantSchedule, scheduledRate } from './schedule.ts';
import { RecordingProgress } from './progress.ts';
import { createReplay } from './replay.ts';
import { Rows } from './rows.ts';
import { Checkpoints, createSeeker, INTERVAL } from './seek.ts';
import type { RecordOptions, Run, RunEnd } from './types.ts';

/** Most steps of one run: at two dimensions, 240 MB of positions and losses. */
export const MAX_STEPS = 10_000_000;

/** A shorter run is over before a loop of its own would be compiled. */
export const WORTH_COMPILING = 1000;

/** Null until the code of such loops is there: without it the run is the same to the bit, and takes longer. */
let recordFused: ((run: FusedRun) => number | null | undefined) | null = null;

/** @param record what records a long run by a loop of its own */
export function registerLoops(record: typeof recordFused): void {
  recordFused = record;
}

/** Most numbers that one run keeps, positions, losses and the rule's state now and then: 1 GB. */
const MAX_NUMBERS = 2 ** 27;

/**
 * Runs an optimizer from a start and records it: deterministic, pure, and with nothing done to the gradient but the
 * noise, and the clipping, that were asked for: no clamping, no early stop.
 *
 *     at step k:  loss f(theta_k), gradient g = grad f_k(theta_k) + noise * z,  z ~ N(0, 1) of (seed, k, component)
 *     update k + 1 of the rule, at the schedule's rate of k + 1, takes theta_k to theta_{k+1}
 *
 * f_k is f, or its mean over the minibatch of step k where the loss has these. Other noise: `math/noise.ts`; schedules:
 * `schedule.ts`. A rule that evaluates the loss itself (a line search, a Hessian, a simplex) sees it without noise, and of
 * all rows.
 *
 * A run ends at the last step whose position and loss are finite; a loss that is not finite at the start gives
 * `divergedAt` 0 and a run of that one point. `end` says why. Throws RangeError or TypeError, in a sentence, for an unknown
 * optimizer or hyperparameter, a value out of range, a start of the wrong length or not finite, and a number of
 * steps, noise or seed that makes no sense.
 *
 * @example
 * const loss = compileFormula('x^2 + 10y^2');
 * const run = recordRun({ loss, optimizer: { id: 'adam', lr: 0.1 }, start: [-3, 1], steps: 100 });
 * console.log(run.steps, run.positions.length, run.losses[0], run.end);
 * // 100 202 19 null
 * console.log(recordRun({ loss, optimizer: { id: 'sgd', lr: 9 }, start: [1, 1], steps: 500 }).end.reason);
 * // overflow
 */
export function recordRun(options: RecordOptions): Run {
  const recorder = createRecorder(options);
  recorder.advance(options.steps);
  return recorder.finish();
}

/** A run that grows: the same numbers as `recordRun` gives, to the bit, in as many parts as one likes. */
export interface Recorder {
  /** Updates recorded so far: positions and losses have so many rows and one. */
  readonly steps: number;
  /** Whether it has come to its last step, or to one that is not finite. */
  readonly isDone: boolean;
  /** Room for all rows that are kept, row-major; those up to `steps` are written. */
  readonly positions: Float64Array;
  /** A position; of a run that keeps not all of them one that is not kept is made again. */
  at(step: number): Float64Array;
  /** A copy of the rows that are kept of `from` to `to`, both with them. */
  between(from: number, to: number): Float64Array<ArrayBuffer>;
  readonly losses: Float64Array;
  /** The rule's state now and then, up to `steps`. */
  readonly checkpoints: Checkpoints;
  /** Steps whose losses are known with all before them; those after it that were passed over are NaN. */
  readonly known: number;
  /** Computes as many of the losses that were passed over, at most: the run may turn out to have ended at one of them. */
  fill(count: number): void;
  /** Records as many more updates, at most. After what it throws, and after `release`, nothing more is recorded. */
  advance(count: number): void;
  /** The run up to where it is. */
  finish(): Run;
  /** Gives up a run that is not wanted to its end. */
  release(): void;
}

/** How a run is recorded that is the same in the end. */
export interface Recorded {
  /**
   * Of a loss that has minibatches, and a rule that reads no loss: at first the loss of all rows, which takes many times as long
   * as an update, is computed at every so many steps, and at the others by `fill`.
   */
  readonly lossEvery?: number;
  /** Positions are kept at every so many steps, with the state there, from which those between are made again. */
  readonly keepEvery?: number;
}

/** What a recording keeps to from its first step to its last. */
type Plan = ReturnType<typeof planOf>;

/** Throws what `recordRun` throws. */
function planOf(options: RecordOptions, { lossEvery = 1, keepEvery = 1 }: Recorded) {
  const { loss, steps, noise = 0, noiseKind = 'gaussian', noiseScaling = 'constant', seed = 0 } = options;
  const { entry, values } = resolveOptimizer(options.optimizer);
  checkRun(options);
  const { dimension } = loss;
  const { rule } = entry;
  const noises: Noise = { deviation: noise, kind: noiseKind, scaling: noiseScaling };
  const lr = Number(values['lr']);
  const schedule = options.schedule ?? constantSchedule;
  const size = stateSize(rule, dimension);
  checkRoom(steps, dimension, size, keepEvery);
  const mayPass = loss.minibatches && !rule.search && !programOf(entry, values).readsLoss;
  return {
    loss,
    steps,
    seed,
    entry,
    values,
    dimension,
    noise: noises,
    sample: createSampler(loss, noises, seed),
    lr,
    isConstant: schedule.kind === 'constant',
    rate: scheduledRate(schedule, lr, steps),
    /** At how many steps the loss is computed, and the position kept. */
    stride: mayPass ? lossEvery : 1,
    keepEvery,
    checkpoints: new Checkpoints(size, steps, keepEvery === 1 ? INTERVAL : keepEvery),
    /** Where the state has how often the rule has evaluated the loss; null where it does not count. */
    countAt: rule.scalars.includes('evaluations')
      ? rule.vectors.length * dimension + rule.scalars.indexOf('evaluations')
      : null,
  };
}

/** Throws what `recordRun` throws. */
export function createRecorder(options: RecordOptions, recorded: Recorded = {}): Recorder {
  const plan = planOf(options, recorded);
  const { steps, dimension, sample, lr, isConstant, rate, keepEvery, checkpoints, countAt } = plan;
  const counts = countAt === null ? null : new Float64Array(steps + 1);
  const rows = new Rows(dimension, steps, keepEvery);
  const positions = rows.kept;
  const losses = new Float64Array(steps + 1);

  let divergedAt: number | null = null;
  /** The step whose loss is evaluated next: its position is written. */
  let next = 0;
  let isHeld = true;
  let stepper: Stepper | null = null;
  rows.write(0, Float64Array.from(options.start));

  const release = () => {
    stepper?.release();
    stepper = null;
    isHeld = false;
  };
  /** Evaluates the step `next` and updates to the one after it, up to `last`. */
  const record = (last: number) => {
    const ended = last === steps && next === 0 ? recordWhole(plan, positions, losses) : undefined;
    if (ended !== undefined) {
      divergedAt = ended;
      next = (ended ?? steps) + 1;
      return;
    }
    stepper ??= begin(plan, options.start);
    const { theta, gradient, state } = stepper;
    for (let k = next; ; k++) {
      next = k + 1;
      checkpoints.save(k, state);
      const passes = late.passes(k);
      if (passes) sample.gradient(k, theta, gradient);
      const value = passes ? Number.NaN : sample(k, theta, gradient);
      losses[k] = value;
      if (!passes && !Number.isFinite(value)) divergedAt = k;
      if (divergedAt !== null || k === steps) return;
      stepper.step(k + 1, isConstant ? lr : rate(k + 1), value);
      if (counts) counts[k + 1] = state[countAt!]!;
      if (!rows.write(k + 1, theta)) divergedAt = k + 1;
      if (divergedAt !== null || k === last) return;
    }
  };
  const kept = () => (divergedAt === null ? next - 1 : Math.max(0, divergedAt - 1));
  let replay: ReturnType<typeof createReplay> | null = null;
  const at = (step: number): Float64Array => {
    const own = rows.at(step);
    if (own) return own;
    replay ??= createReplay({ ...plan, losses, steps: kept, kept: (row) => rows.at(row) });
    return replay(step);
  };
  const late = createLateLosses(plan, losses, at);
  const fill = (count: number) => {
    divergedAt = late.fill(count, divergedAt ?? next) ?? divergedAt;
  };

  const progress = new RecordingProgress(
    kept,
    () => !isHeld,
    () => Math.min(kept(), late.known()),
  );
  return Object.assign(progress, {
    positions,
    losses,
    checkpoints,
    at,
    between: (from: number, to: number) => rows.between(from, to),
    fill,
    advance(count: number) {
      if (!isHeld || (count <= 0 && next > 0)) return;
      let isWell = false;
      try {
        record(Math.min(steps, Math.max(0, next - 1) + count));
        isWell = true;
      } finally {
        if (!isWell || divergedAt !== null || next > steps) release();
      }
    },
    release,
    finish() {
      release();
      fill(Infinity);
      const isToEnd = divergedAt === null && next > steps;
      return runOf(plan, counts, {
        steps: kept(),
        // A run that ended early gives back the room that it did not use.
        positions: isToEnd ? positions : positions.slice(0, Rows.count(kept(), keepEvery) * dimension),
        ...(keepEvery > 1 && { at }),
        losses: isToEnd ? losses : losses.slice(0, kept() + 1),
        divergedAt,
      });
    },
  });
}

/** The update, before the first of them. */
function begin(plan: Plan, start: RecordOptions['start']): Stepper {
  const { entry, values, dimension, loss, sample, steps } = plan;
  // Three updates, of some hundred numbers, are over before a module for them would be compiled.
  const backend = steps <= 3 && steps * dimension <= 300 ? 'interpreter' : 'wasm';
  const stepper = createStepper(entry, values, dimension, oracleOf(loss, sample), backend);
  stepper.theta.set(start);
  startState(entry, values, stepper.theta.slice(), stepper.state);
  return stepper;
}

/** Records all of a run in one go, where it is long enough and has the loop for it: see `FusedRun`; undefined where not. */
function recordWhole(plan: Plan, positions: Float64Array, losses: Float64Array): number | null | undefined {
  if (!recordFused || plan.keepEvery > 1 || plan.steps < WORTH_COMPILING) return undefined;
  return recordFused({ ...plan, positions, losses, rate: plan.isConstant ? null : plan.rate });
}

/** The losses that are passed over at first, which `at` gives the positions of: computed later, one after another. */
function createLateLosses(
  { loss, steps, stride }: Plan,
  losses: Float64Array,
  at: (step: number) => Float64Array,
) {
  let filled = 0;
  const passes = (k: number) => k % stride > 0 && k < steps;
  return {
    passes,
    /** The last step up to which there are all, as far as the run comes. */
    known: () => (stride === 1 ? Infinity : Math.max(0, filled - 1)),
    /** Computes so many at most of those before `end`. Returns the step of one that is not finite, null for none. */
    fill(count: number, end: number): number | null {
      if (stride === 1) return null;
      for (let left = count; filled < end; filled++) {
        if (!passes(filled)) continue;
        if (left-- === 0) return null;
        const value = loss.value(at(filled));
        losses[filled] = value;
        if (!Number.isFinite(value)) return filled++;
      }
      return null;
    },
  };
}

/** What was recorded, with what can be asked of its steps. */
function runOf(
  plan: Plan,
  counts: Float64Array | null,
  recorded: Pick<Run, 'steps' | 'positions' | 'at' | 'losses' | 'divergedAt'>,
): Run {
  const { entry, values, rate, loss, sample, checkpoints, dimension } = plan;
  const own = { entry, values, rate, loss, sample, checkpoints, dimension, counts };
  const whole: Run = { dimension, end: null, ...recorded, ...createSeeker(Object.assign(own, recorded)) };
  if (recorded.divergedAt === null) return whole;
  let end: RunEnd | null | undefined;
  // Few ask, and to tell takes longer than a short run.
  const told = () => (end ??= endOf(entry, values, whole, loss));
  return Object.defineProperty(whole, 'end', { enumerable: true, get: told });
}

function checkRoom(steps: number, dimension: number, stateSize: number, every: number): void {
  const states = Checkpoints.count(steps, every > 1 ? every : INTERVAL) * stateSize;
  const kept = Rows.count(steps, every) * dimension + steps + 1 + states;
  if (kept <= MAX_NUMBERS) return;
  throw new RangeError(
    `A run of ${steps} steps of ${dimension} parameters would keep ${kept} numbers, more than ${MAX_NUMBERS}: take fewer steps.`,
  );
}

/** Throws, in a sentence, for what `recordRun` cannot run. */
export function checkRun({
  loss,
  start,
  steps,
  noise = 0,
  noiseKind,
  noiseScaling,
  seed = 0,
}: RecordOptions): void {
  if (!Number.isInteger(steps) || steps < 0 || steps > MAX_STEPS) {
    throw new RangeError(`steps must be a whole number from 0 to ${MAX_STEPS}, not ${steps}.`);
  }
  if (start.length !== loss.dimension) {
    throw new RangeError(
      `start must have ${loss.dimension} coordinates, one for each dimension of the loss, not ${start.length}.`,
    );
  }
  for (let i = 0; i < start.length; i++) {
    if (!Number.isFinite(start[i])) {
      throw new RangeError(`start must be finite; its coordinate ${i} is ${start[i]}.`);
    }
  }
  if (!Number.isFinite(noise) || noise < 0) {
    throw new RangeError(`noise must be a finite standard deviation, not negative; it is ${noise}.`);
  }
  if (noiseKind !== undefined && !noiseKinds.includes(noiseKind)) {
    throw new RangeError(`noiseKind must be one of ${noiseKinds.join(', ')}, not "${String(noiseKind)}".`);
  }
  if (noiseScaling !== undefined && !noiseScalings.includes(noiseScaling)) {
    throw new RangeError(
      `noiseScaling must be one of ${noiseScalings.join(', ')}, not "${String(noiseScaling)}".`,
    );
  }
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seed must be a whole number, not ${seed}.`);
}
