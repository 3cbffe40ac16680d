import type { Loss } from '../math/loss.ts';
import { costOf } from '../optimizers/cost.ts';
import { evaluateLines } from '../optimizers/lines.ts';
import { programOf } from '../optimizers/program.ts';
import { readRule } from '../optimizers/read-rule.ts';
import { startState, stateSize, unpackState } from '../optimizers/state.ts';
import { createStepper, type Stepper } from '../optimizers/stepper.ts';
import type { HyperparameterValues, OptimizerEntry } from '../optimizers/types.ts';
import { oracleOf, type Sample } from './sample.ts';
import { positionAt } from './position.ts';
import { ratesActing, ratesFound } from './rates.ts';
import type { Run, StepState } from './types.ts';

/**
 * Any step of a recorded run, without storing the optimizer's state at each: the state is kept every `INTERVAL`
 * updates, and a step in between replays the updates since, from the recorded positions. The same update is given
 * the same numbers, so the replay gives the same bits.
 */
export const INTERVAL = 64;

/** The packed state after 0, 64, 128, ... updates, or of another interval. */
export class Checkpoints {
  readonly interval: number;
  readonly #size: number;
  readonly #states: Float64Array;

  constructor(size: number, steps: number, interval = INTERVAL) {
    this.interval = interval;
    this.#size = size;
    this.#states = new Float64Array(size * Checkpoints.count(steps, interval));
  }

  /** How many are kept of a run. */
  static count(steps: number, interval = INTERVAL): number {
    return Math.floor(steps / interval) + 1;
  }

  /** Keeps the state after `step` updates when it is one of those to keep. */
  save(step: number, state: Float64Array): void {
    if (step % this.interval === 0) this.#states.set(state, (step / this.interval) * this.#size);
  }

  /** Keeps `rows` states, from that after `first` updates on; the rows beyond the run's end are left out. */
  saveAll(first: number, states: Float64Array, rows: number): void {
    const at = (first / this.interval) * this.#size;
    const length = Math.min(rows * this.#size, this.#states.length - at);
    this.#states.set(length === states.length ? states : states.subarray(0, length), at);
  }

  /** A copy of those kept after `from` to `to` updates, both with them. */
  between(from: number, to: number): Float64Array<ArrayBuffer> {
    const [first, end] = [Math.ceil(from / this.interval), Checkpoints.count(to, this.interval)];
    return this.#states.slice(first * this.#size, end * this.#size);
  }

  /** Takes over what `between` gave of another's from `from` on. */
  take(from: number, states: Float64Array): void {
    this.#states.set(states, Math.ceil(from / this.interval) * this.#size);
  }

  /** Writes the last state kept at or before `step` and returns its step. */
  restore(step: number, state: Float64Array): number {
    const index = Math.floor(step / this.interval);
    state.set(this.#states.subarray(index * this.#size, (index + 1) * this.#size));
    return index * this.interval;
  }
}

export interface Recording
  extends Pick<Run, 'steps' | 'dimension' | 'positions' | 'at' | 'losses' | 'divergedAt'> {
  readonly entry: OptimizerEntry;
  readonly values: HyperparameterValues;
  /** The learning rate of an update by its number, from 1. */
  readonly rate: (t: number) => number;
  readonly loss: Loss;
  readonly sample: Sample;
  readonly checkpoints: Checkpoints;
  /** What the rule had counted after each step, for one that counts its evaluations itself. */
  readonly counts: Float64Array | null;
}

export function createSeeker(
  recording: Recording,
): Pick<Run, 'stateAt' | 'updateFrom' | 'evaluationsAt' | 'effectiveRates' | 'rates'> {
  const { entry, values, rate, loss, steps, dimension, positions, at, losses, sample, checkpoints, counts } =
    recording;
  const { rule } = entry;
  const size = stateSize(rule, dimension);
  const blocks = new Set(rule.search?.blocks?.map(({ key }) => key));
  const ground = oracleOf(loss, sample);
  const { uses } = programOf(entry, values);
  const cost = costOf(entry, values, counts);
  // Reading a rule's equations takes a millisecond in a cold engine, once: here, so that no seek has to wait for it.
  readRule(entry);

  /** Does with the update what `work` does, which keeps nothing of it. */
  function atWork<T>(work: (stepper: Stepper) => T): T {
    const stepper = createStepper(entry, values, dimension, ground);
    try {
      return work(stepper);
    } finally {
      stepper.release();
    }
  }

  /** Puts the update where it leaves `step`; returns the loss there. */
  function enter(stepper: Stepper, step: number): number {
    const { theta, gradient } = stepper;
    if (at) theta.set(at(step));
    else for (let i = 0; i < dimension; i++) theta[i] = positions[step * dimension + i]!;
    sample.gradient(step, theta, gradient);
    stepper.look?.(step + 1, rate(step + 1), losses[step]!);
    return losses[step]!;
  }

  /** The parts of the update that leaves `from`. */
  function updateFrom(from: number): StepState {
    checkStep(from, steps);
    return atWork((stepper) => {
      const { theta, gradient, state } = stepper;
      const kept = new Float64Array(size);
      let step = checkpoints.restore(from, kept);
      state.set(kept);
      for (; step < from; step++) stepper.step(step + 1, rate(step + 1), enter(stepper, step));
      const value = enter(stepper, from);

      const t = from + 1;
      const lr = rate(t);
      const before = { theta: theta.slice(), gradient: gradient.slice(), state: state.slice() };
      stepper.step(t, lr, value);
      const found = unpackState(rule, state, dimension);
      const results = evaluateLines(entry, { values, lr, t, ...ground, ...before, found });
      // What is kept between updates, and the position, are the recording's own numbers; the equations give the rest.
      const parts: StepState = { gradient: before.gradient };
      if (!Number.isNaN(lr)) parts['lr'] = lr;
      const isAsked = new Set(readRule(entry).lines.flatMap((one) => (one.question ? [one.line] : [])));
      for (const { line, value: own } of results) {
        if (line.key !== 'gradient' || isAsked.has(line)) parts[line.key] = own;
      }
      for (const [key, own] of Object.entries(found)) {
        if (key in parts || blocks.has(key) || (!rule.search && uses(key))) parts[key] = own;
      }
      parts['theta'] = theta.slice();
      return parts;
    });
  }

  /** The rule's state before its first update, of those parts that these values use; blocks are made by it. */
  function initialState(): StepState {
    const state = new Float64Array(size);
    startState(entry, values, positionAt(recording, 0).slice(), state);
    const used = updateFrom(0);
    const all = Object.entries(unpackState(rule, state, dimension));
    return Object.fromEntries(all.filter(([key]) => key in used && !blocks.has(key)));
  }

  const pass = () => ({ ...recording, ground, enter });
  let rates: readonly Float64Array[] | undefined;
  let found: Float64Array | undefined;

  return {
    rates: () => (found ??= atWork((stepper) => ratesFound(pass(), stepper))),
    effectiveRates(axis) {
      return (
        (rates ??= atWork((stepper) => ratesActing(pass(), stepper)))[axis] ??
        new Float64Array(steps + 1).fill(Number.NaN)
      );
    },
    updateFrom,
    stateAt(step) {
      checkStep(step, steps);
      return step === 0 ? initialState() : updateFrom(step - 1);
    },
    evaluationsAt(step) {
      if (step !== recording.divergedAt) checkStep(step, steps);
      return cost(step);
    },
  };
}

function checkStep(step: number, steps: number): void {
  if (!Number.isInteger(step) || step < 0 || step > steps) {
    throw new RangeError(`step must be a whole number from 0 to ${steps}, not ${step}.`);
  }
}
