import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compileFormula, type Loss, recordRun } from '../../src/core/index.ts';

/** Every trajectory of PyTorch's, at the stored tolerances; see README.md beside the data. */

interface Trajectory {
  readonly id: string;
  readonly function: string;
  readonly option_set: string;
  readonly optimizer: keyof typeof ruleOf;
  readonly options: Readonly<Record<string, number | boolean | readonly number[]>>;
  readonly start: readonly [number, number];
  readonly steps: readonly number[];
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly loss: readonly number[];
  readonly tol: readonly (number | null)[];
  readonly tol_loss: readonly (number | null)[];
  readonly compare_until: number;
  readonly chaotic: boolean;
  readonly diverged_at?: number;
  readonly state10: Readonly<Record<string, number | readonly number[]>> | null;
}

interface Reference {
  readonly functions: readonly { readonly id: string; readonly formula: string }[];
  readonly trajectories: readonly Trajectory[];
}

const ruleOf = {
  SGD: 'sgd',
  RMSprop: 'rmsprop',
  Adam: 'adam',
  AdamW: 'adamw',
  Adagrad: 'adagrad',
  Adadelta: 'adadelta',
  NAdam: 'nadam',
  RAdam: 'radam',
  Adamax: 'adamax',
  Rprop: 'rprop',
} as const;

/** Options that hold two of our hyperparameters. */
const pairs: Readonly<Record<string, readonly [string, string]>> = {
  betas: ['beta1', 'beta2'],
  etas: ['etaMinus', 'etaPlus'],
  step_sizes: ['stepMin', 'stepMax'],
};

/** Names of torch's state where ours are the papers'. */
const stateNames: Readonly<Record<string, string>> = {
  momentum_buffer: 'velocity',
  square_avg: 'squareAverage',
  grad_avg: 'gradientAverage',
  exp_avg: 'm',
  exp_avg_sq: 'v',
  max_exp_avg_sq: 'vMax',
  exp_inf: 'u',
  acc_delta: 'accDelta',
  mu_product: 'muProduct',
  prev: 'previousGradient',
  step_size: 'stepSize',
  sum: 'sum',
};

const reference = JSON.parse(readFileSync(new URL('public.json', import.meta.url), 'utf8')) as Reference;

const losses = new Map<string, Loss>(
  reference.functions.map(({ id, formula }) => [id, compileFormula(formula)]),
);

function hyperparameters(options: Trajectory['options']): Record<string, number | boolean> {
  const values: Record<string, number | boolean> = {};
  for (const [key, value] of Object.entries(options)) {
    if (typeof value === 'object') {
      const [first, second] = pairs[key]!;
      values[first] = value[0]!;
      values[second] = value[1]!;
    } else {
      values[key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())] = value;
    }
  }
  return values;
}

/** What is wrong with our run, one sentence a number; nothing when all is within tolerance. */
function faults(trajectory: Trajectory): string[] {
  const { id, start, steps, chaotic, compare_until: until, diverged_at: divergedAt } = trajectory;
  const found: string[] = [];
  const compare = (what: string, got: number, expected: number, tol: number | null): void => {
    if (tol !== null && !(Math.abs(got - expected) <= tol)) {
      found.push(
        `${id}, ${what}: expected ${expected}, got ${got}, off by ${Math.abs(got - expected)} > ${tol}`,
      );
    }
  };
  const run = recordRun({
    loss: losses.get(trajectory.function)!,
    optimizer: { ...hyperparameters(trajectory.options), id: ruleOf[trajectory.optimizer] },
    start,
    steps: 200,
  });
  for (const [k, step] of steps.entries()) {
    if (step > until) break;
    if (step > run.steps) {
      if (divergedAt === undefined || step < divergedAt - 1)
        found.push(`${id}: the run ends before step ${step}`);
      continue;
    }
    compare(`x at step ${step}`, run.positions[2 * step]!, trajectory.x[k]!, trajectory.tol[k]!);
    compare(`y at step ${step}`, run.positions[2 * step + 1]!, trajectory.y[k]!, trajectory.tol[k]!);
    compare(`loss at step ${step}`, run.losses[step]!, trajectory.loss[k]!, trajectory.tol_loss[k]!);
  }
  if (!chaotic) {
    if (divergedAt === undefined && run.divergedAt !== null) {
      found.push(`${id}: diverged at step ${run.divergedAt}, PyTorch does not`);
    }
    if (divergedAt !== undefined && !(Math.abs((run.divergedAt ?? Infinity) - divergedAt) <= 1)) {
      found.push(`${id}: diverged at step ${run.divergedAt}, PyTorch at ${divergedAt}`);
    }
  }
  if (trajectory.state10 && run.steps >= 10) {
    const state = run.stateAt(10);
    for (const [key, expected] of Object.entries(trajectory.state10)) {
      if (key === 'step') continue;
      const got = state[stateNames[key]!];
      const wanted = [expected].flat();
      const given = typeof got === 'number' ? [got] : [...(got ?? [])];
      if (given.length !== wanted.length) found.push(`${id}: state ${key} is missing at step 10`);
      wanted.forEach((value, i) => {
        compare(`state ${key}[${i}] at step 10`, given[i]!, value, 1e-9 * Math.abs(value));
      });
    }
  }
  return found;
}

describe('PyTorch trajectories', () => {
  test('the data is whole', () => {
    expect(reference.functions).toHaveLength(17);
    expect(reference.trajectories).toHaveLength(613);
  });

  const sets = [...new Set(reference.trajectories.map((trajectory) => trajectory.option_set))];
  test.each(sets)('%s', (set) => {
    const trajectories = reference.trajectories.filter((trajectory) => trajectory.option_set === set);
    expect(trajectories.flatMap(faults)).toEqual([]);
  });
});
