import { exp } from '../math/exponential.ts';
import { normalStream } from '../math/random.ts';
import { dataSeedOption } from './options.ts';
import { integrate, recoveryLoss, type RecoveryTask, termsOf } from './recovery-loss.ts';
import type { Model, ModelOptions, ModelRow, Table } from './types.ts';
import { modelSayings } from './words.ts';

/**
 * How well a patient walks again, as a share of before, on days after an operation: made by a seed as the solution of the
 * differential equation, with noise z, z standard normal, and
 *
 *     h(0) = 0.2     k = 0.25     m = 0.9     b = 0.08 with a treatment from one day until another
 */
const truth = [0.25, 0.9, 0.08] as const;
const DAYS = 20;

export function recoveryOf(options: ModelOptions): RecoveryTask {
  const [from, until] = [Number(options['from']), Number(options['until'])];
  return {
    first: Number(options['first']),
    pace: Number(options['pace']),
    treatment: options['treatment'] === true ? [Math.min(from, until), Math.max(from, until)] : null,
  };
}

function makeDays(options: ModelOptions): { train: Table; test: null } {
  const count = Number(options['measured']);
  const errors = new Float64Array(count);
  normalStream(Number(options['dataSeed']), 'recovery')(0, errors);
  const inputs = Float64Array.from({ length: count }, (_, i) => ((i + 1) / count) * DAYS);
  const targets = new Float64Array(count);
  integrate({ ...recoveryOf(options), first: 0.2, pace: 16 }, truth, inputs, 0, (row, y) => {
    targets[row] = y[0]! + Number(options['noise']) * errors[row]!;
  });
  return { train: { columns: ['day'], inputs, targets, target: 'share' }, test: null };
}

/** What a day, a value and the number of rows are at most. */
const [MOST_DAYS, MOST_VALUE, MOST_ROWS] = [1000, 1e6, 500];

/** Throws RangeError, in a sentence, where rows are no course of days. */
function check({ columns, inputs, targets }: Table): void {
  if (columns.length !== 1) throw new RangeError(modelSayings.say('dayColumns', columns.length));
  if (targets.length > MOST_ROWS)
    throw new RangeError(modelSayings.say('dayRows', MOST_ROWS, targets.length));
  inputs.forEach((day, row) => {
    if (!(day >= 0 && day <= MOST_DAYS))
      throw new RangeError(modelSayings.say('day', MOST_DAYS, row + 1, day));
  });
  targets.forEach((value, row) => {
    if (!(Math.abs(value) <= MOST_VALUE))
      throw new RangeError(modelSayings.say('dayValue', MOST_VALUE, row + 1, value));
  });
}

function build(options: ModelOptions, train: Table): Omit<Model, 'id' | 'options'> {
  check(train);
  const task = recoveryOf(options);
  const n = termsOf(task);
  const order = Array.from(train.inputs.keys()).toSorted((a, b) => train.inputs[a]! - train.inputs[b]!);
  const [times, values] = [train.inputs, train.targets].map((all) =>
    Float64Array.from(order, (row) => all[row]!),
  );
  const initial = (seed: number) => {
    const draws = new Float64Array(n);
    normalStream(seed, 'weights')(0, draws);
    return draws.map((z, i) => (i === 0 ? 0.04 * exp(0.3 * z) : i === 1 ? 0.4 + 0.1 * z : 0.02 * z));
  };
  return {
    loss: recoveryLoss(task, times!, values!),
    testLoss: null,
    parameters: ['rate', 'end', 'treatment']
      .slice(0, n)
      .map((name, offset) => ({ name, shape: [1], offset })),
    initial,
    isSeenWhole: n === 2,
    pace: { at: Float64Array.of(0.2, 0.8, 0.05).subarray(0, n), width: 0.5 },
    train,
    test: null,
    classes: 0,
    outputs(p, inputs) {
      const rows = Array.from({ length: inputs.length }, (_, row) => row).toSorted(
        (a, b) => inputs[a]! - inputs[b]!,
      );
      const out = new Float64Array(inputs.length);
      integrate(
        task,
        p,
        Float64Array.from(rows, (row) => inputs[row]!),
        0,
        (i, y) => {
          out[rows[i]!] = y[0]!;
        },
      );
      return out;
    },
    accuracy: () => Number.NaN,
  };
}

const day = {
  kind: 'number',
  min: 0,
  max: 1000,
  counts: ({ treatment }: ModelOptions) => treatment === true,
} as const;

export const recovery: ModelRow = {
  id: 'recovery',
  takesData: true,
  picture: 'recovery',
  options: [
    { key: 'treatment', kind: 'switch', default: false },
    { ...day, key: 'from', default: 6 },
    { ...day, key: 'until', default: 11 },
    { key: 'first', kind: 'number', default: 0.2, min: -1000, max: 1000 },
    { key: 'pace', kind: 'number', default: 4, min: 1, max: 32, whole: true },
    { key: 'measured', kind: 'number', default: 14, min: 2, max: 200, whole: true, ofData: true },
    { key: 'noise', kind: 'number', default: 0.03, min: 0, max: 10, ofData: true },
    dataSeedOption,
  ],
  classes: () => 0,
  make: makeDays,
  build,
};
