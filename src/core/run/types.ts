import type { Loss, Vector } from '../math/loss.ts';
import type { NoiseKind, NoiseScaling } from '../math/noise.ts';
import type { OptimizerChoice } from '../optimizers/registry.ts';
import type { Evaluations } from '../optimizers/types.ts';
import type { Schedule } from './schedule.ts';

export interface RecordOptions {
  readonly loss: Loss;
  /** The rule's id, or a compiled rule, with any of its hyperparameters; those left out take their defaults. */
  readonly optimizer: OptimizerChoice;
  readonly start: Vector;
  readonly steps: number;
  /** What becomes of `lr` from step to step; constant by default. A rule without `lr` takes no notice. */
  readonly schedule?: Schedule;
  /** Standard deviation of the noise added to every gradient component; 0 by default. */
  readonly noise?: number;
  /** Its distribution; Gaussian by default. */
  readonly noiseKind?: NoiseKind;
  /** Whether `noise` is a length of its own, as by default, or a share of the gradient's. */
  readonly noiseScaling?: NoiseScaling;
  /** Seed of the noise and of the order of minibatches; what is drawn at a step depends on the seed and the step alone. */
  readonly seed?: number;
}

/** Named parts of one update: vectors of length `dimension`, or scalars. */
export type StepState = Record<string, number | Float64Array>;

export type EndReason =
  | 'overflow'
  | 'undefined loss'
  | 'undefined gradient'
  | 'undefined step'
  | 'no matrix'
  | 'two players';

/** Why a run kept fewer steps than it was asked for, and where that was found. */
export interface RunEnd {
  /**
   * 'overflow' and 'undefined loss': the step that is not kept, `divergedAt`. 'undefined gradient' and 'undefined
   * step': the last step kept, at which the gradient is asked for in vain, or which no update leaves.
   */
  readonly step: number;
  /**
   * 'overflow': the position or the loss lies beyond the doubles, or comes of a number that does.
   * 'undefined loss': the loss has no value at the position that the run has come to.
   * 'undefined gradient': the loss has a value and no gradient there, and the rule asks for one.
   * 'undefined step': the gradient is there, and the rule has no step: a singular Hessian, zero divided by zero.
   * 'no matrix': the rule is of matrices, and no variable of the loss is in one.
   */
  readonly reason: EndReason;
}

export interface Run {
  /** Number of updates kept: positions and losses have `steps + 1` rows. */
  readonly steps: number;
  readonly dimension: number;
  /** (steps + 1) x dimension, row-major; row 0 is the start. */
  readonly positions: Float64Array;
  /** Of a run of which `positions` has not all rows: the position at a step. */
  at?(step: number): Float64Array;
  /** The noiseless loss at each position. */
  readonly losses: Float64Array;
  /** The first step whose position or loss is not finite; the run keeps the steps before it. */
  readonly divergedAt: number | null;
  /** Why it ended there; null exactly where `divergedAt` is. */
  readonly end: RunEnd | null;
  /**
   * The state after `step` updates and the parts of the update that led there (`gradient`, `mHat`, `update`
   * ...), taken at the position before it. At step 0: the initial state. Throws RangeError outside 0..steps.
   */
  stateAt(step: number): StepState;
  /**
   * The parts of the update that leaves `step`, with `theta`, the position that it leads to: also for the last
   * recorded step, whose next position was not recorded. `lr` is the learning rate of this update.
   */
  updateFrom(step: number): StepState;
  /**
   * How often the rule has asked for the loss's value, gradient and Hessian to get to `step`; a value or gradient
   * that is needed twice at one point counts once; also for `divergedAt`. Throws RangeError for any other step outside
   * 0..steps.
   */
  evaluationsAt(step: number): Evaluations;
  /**
   * The effective learning rate along an axis in the update that led to each step, steps + 1 long: what the gradient,
   * or the average in its place, was multiplied by (`optimizers/multiplier.ts`). NaN at step 0, and throughout for a
   * rule that has no such number.
   */
  effectiveRates(axis: number): Float64Array;
  /**
   * The learning rate of the update that led to each step, steps + 1 long: the one that the rule has found where it finds
   * one, else the schedule's. NaN at step 0, and throughout for a rule without one.
   */
  rates(): Float64Array;
}
