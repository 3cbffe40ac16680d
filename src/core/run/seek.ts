import type { Loss } from '../math/loss.ts';
import { multiplierOf } from '../optimizers/multiplier.ts';
import { evaluateLines, readLines, stateSize, unpackState } from '../optimizers/lines.ts';
import type { HyperparameterValues, OptimizerEntry, Update } from '../optimizers/types.ts';
import type { Sample } from './sample.ts';
import type { Run, StepState } from './types.ts';

/**
 * Any step of a recorded run, without storing the optimizer's state at each: the state is kept every `INTERVAL`
 * updates, and a step in between replays the updates since, from the recorded positions. The same update is given
 * the same numbers, so the replay gives the same bits.
 */
const INTERVAL = 64;

/** The packed state after 0, 64, 128, ... updates. */
export class Checkpoints {
  readonly #size: number;
  readonly #states: Float64Array;

  constructor(size: number, steps: number) {
    this.#size = size;
    this.#states = new Float64Array(size * (Math.floor(steps / INTERVAL) + 1));
  }

  /** Keeps the state after `step` updates when it is one of those to keep. */
  save(step: number, state: Float64Array): void {
    if (step % INTERVAL === 0) this.#states.set(state, (step / INTERVAL) * this.#size);
  }

  /** Writes the last state kept at or before `step` and returns its step. */
  restore(step: number, state: Float64Array): number {
    const index = Math.floor(step / INTERVAL);
    state.set(this.#states.subarray(index * this.#size, (index + 1) * this.#size));
    return index * INTERVAL;
  }
}

export interface Recording extends Pick<Run, 'steps' | 'dimension' | 'positions'> {
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
): Pick<Run, 'stateAt' | 'updateFrom' | 'evaluationsAt' | 'effectiveRates'> {
  const { entry, values, rate, loss, steps, dimension, positions, sample, checkpoints, counts } = recording;
  const { rule } = entry;
  const size = stateSize(rule, dimension);
  const blocks = new Set(rule.blocks?.map(({ key }) => key));
  let rerun: Update | undefined;
  // Reading a rule's equations takes a millisecond in a cold engine, once: here, so that no seek has to wait for it.
  readLines(entry);

  /** The parts of the update that leaves `from`. */
  function updateFrom(from: number): StepState {
    checkStep(from);
    const update = (rerun ??= rule.update(values, dimension, loss));
    const state = new Float64Array(size);
    const theta = new Float64Array(dimension);
    const gradient = new Float64Array(dimension);
    const enter = (step: number): void => {
      for (let i = 0; i < dimension; i++) theta[i] = positions[step * dimension + i]!;
      sample(step, theta, gradient);
    };
    for (let step = checkpoints.restore(from, state); step < from; step++) {
      enter(step);
      update(theta, gradient, state, step + 1, rate(step + 1));
    }
    enter(from);

    const t = from + 1;
    const lr = rate(t);
    const before = { theta: theta.slice(), gradient: gradient.slice(), state: state.slice() };
    update(theta, gradient, state, t, lr);
    const found = unpackState(rule, state, dimension);
    const results = evaluateLines(entry, { values, lr, t, ...before, found });
    // What is kept between updates, and the position, are the recording's own numbers; the equations give the rest.
    const parts: StepState = { gradient: before.gradient };
    if (!Number.isNaN(lr)) parts['lr'] = lr;
    for (const { line, value } of results) if (line.key !== 'gradient') parts[line.key] = value;
    for (const [key, value] of Object.entries(found)) {
      if (key in parts || blocks.has(key)) parts[key] = value;
    }
    parts['theta'] = theta;
    return parts;
  }

  /** The rule's state before its first update, of those parts that these values use; blocks are made by it. */
  function initialState(): StepState {
    const state = new Float64Array(size);
    rule.init(values, dimension, state);
    const used = updateFrom(0);
    const all = Object.entries(unpackState(rule, state, dimension));
    return Object.fromEntries(all.filter(([key]) => key in used && !blocks.has(key)));
  }

  let rates: readonly Float64Array[] | undefined;
  /** One pass over all updates: a series of effective rates for each axis. */
  function multiply(): readonly Float64Array[] {
    const update = rule.update(values, dimension, loss);
    const multiplier = multiplierOf(entry);
    const searches = rule.lines.some(({ found }) => found);
    const state = new Float64Array(size);
    const [theta, gradient, row] = [0, 1, 2].map(() => new Float64Array(dimension)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    rule.init(values, dimension, state);
    const series = Array.from({ length: dimension }, () => new Float64Array(steps + 1).fill(Number.NaN));
    for (let step = 0; step < steps; step++) {
      const [t, lr] = [step + 1, rate(step + 1)];
      if (step > 1 && !multiplier.exists()) break;
      if (step > 1 && multiplier.isPlain() && lr === rate(step)) {
        for (const one of series) one[t] = one[step]!;
        continue;
      }
      theta.set(positions.subarray(step * dimension, (step + 1) * dimension));
      sample(step, theta, gradient);
      const before = { theta: theta.slice(), gradient: gradient.slice(), state: state.slice() };
      update(theta, gradient, state, t, lr);
      const found = searches ? { found: unpackState(rule, state, dimension) } : {};
      multiplier.read({ values, lr, t, ...before, ...found }, row);
      for (let i = 0; i < dimension; i++) series[i]![t] = row[i]!;
    }
    return series;
  }

  function checkStep(step: number): void {
    if (!Number.isInteger(step) || step < 0 || step > steps) {
      throw new RangeError(`step must be a whole number from 0 to ${steps}, not ${step}.`);
    }
  }

  return {
    effectiveRates(axis) {
      return (rates ??= multiply())[axis] ?? new Float64Array(steps + 1).fill(Number.NaN);
    },
    updateFrom,
    stateAt(step) {
      checkStep(step);
      return step === 0 ? initialState() : updateFrom(step - 1);
    },
    evaluationsAt(step) {
      checkStep(step);
      return rule.evaluations?.(step, counts?.[step] ?? 0) ?? { values: 0, gradients: step, hessians: 0 };
    },
  };
}
