import { evaluateLines } from '../optimizers/lines.ts';
import { multiplierOf } from '../optimizers/multiplier.ts';
import { startState, unpackState } from '../optimizers/state.ts';
import type { LossOracle, Stepper } from '../optimizers/stepper.ts';
import type { HyperparameterValues, OptimizerEntry } from '../optimizers/types.ts';
import { positionAt } from './position.ts';
import type { Run } from './types.ts';

/** A recorded run whose updates are made once more, from the first to the last. */
interface Pass extends Pick<Run, 'steps' | 'dimension' | 'positions' | 'at'> {
  readonly entry: OptimizerEntry;
  readonly values: HyperparameterValues;
  /** The learning rate of an update by its number, from 1. */
  readonly rate: (t: number) => number;
  readonly ground: LossOracle;
  /** Puts the update where it leaves a step; returns the loss there. */
  enter(stepper: Stepper, step: number): number;
}

/** The rate that each component of the gradient was multiplied by, of each update by its number, a series an axis. */
export function ratesActing(pass: Pass, stepper: Stepper): readonly Float64Array[] {
  const { entry, values, rate, steps, dimension, ground } = pass;
  const { theta, gradient, state } = stepper;
  const multiplier = multiplierOf(entry);
  const row = new Float64Array(dimension);
  startState(entry, values, positionAt(pass, 0).slice(), state);
  const series = Array.from({ length: dimension }, () => new Float64Array(steps + 1).fill(Number.NaN));
  for (let step = 0; step < steps; step++) {
    const [t, lr] = [step + 1, rate(step + 1)];
    if (step > 1 && !multiplier.exists()) break;
    if (step > 1 && multiplier.isPlain() && lr === rate(step)) {
      for (const one of series) one[t] = one[step]!;
      continue;
    }
    const value = pass.enter(stepper, step);
    const before = { theta: theta.slice(), gradient: gradient.slice(), state: state.slice() };
    stepper.step(t, lr, value);
    const found = entry.rule.search ? { found: unpackState(entry.rule, state, dimension) } : {};
    multiplier.read({ values, lr, t, ...ground, ...before, ...found }, row);
    for (let i = 0; i < dimension; i++) series[i]![t] = row[i]!;
  }
  return series;
}

/** The learning rate of each update by its number, also where the rule finds it by itself. */
export function ratesFound(pass: Pass, stepper: Stepper): Float64Array {
  const { entry, values, rate, steps, dimension, ground } = pass;
  const { rule } = entry;
  const { theta, gradient, state } = stepper;
  const series = new Float64Array(steps + 1).fill(Number.NaN);
  const finds = rule.lines.some(({ part }) => part === 'rate');
  startState(entry, values, positionAt(pass, 0).slice(), state);
  for (let step = 0; step < steps; step++) {
    const [t, lr] = [step + 1, rate(step + 1)];
    series[t] = lr;
    if (!finds) continue;
    const value = pass.enter(stepper, step);
    const before = { theta: theta.slice(), gradient: gradient.slice(), state: state.slice() };
    stepper.step(t, lr, value);
    const left = rule.search ? { found: unpackState(rule, state, dimension) } : {};
    const lines = evaluateLines(entry, { values, lr, t, ...ground, ...before, ...left });
    const own = lines.findLast(({ line, value: of }) => line.part === 'rate' && typeof of === 'number');
    if (typeof own?.value === 'number') series[t] = own.value;
  }
  return series;
}
