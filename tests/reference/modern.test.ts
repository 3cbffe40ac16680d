import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compileFormula, type Loss, recordRun } from '../../src/core/index.ts';
import type { RecordOptions } from '../../src/core/run/types.ts';

/** Rules of later years against runs of their authors' code, at the stored tolerances; see README.md beside the data. */

interface OptionSet {
  readonly id: string;
  readonly rule: string;
  readonly options: Readonly<Record<string, number | boolean | string | null | readonly number[]>>;
}

type Column = readonly (number | null)[];

interface Trajectory {
  readonly id: string;
  readonly function: string;
  readonly option_set: string;
  readonly start?: readonly number[];
  readonly steps: readonly number[];
  readonly x?: readonly number[];
  readonly y?: readonly number[];
  readonly p?: readonly (readonly number[])[];
  readonly loss: readonly number[];
  readonly tol: Column;
  readonly tol_loss: Column;
  readonly compare_until: number;
  readonly chaotic: boolean;
  readonly diverged_at?: number;
  readonly average_x?: readonly number[];
  readonly average_y?: readonly number[];
  readonly average_p?: readonly (readonly number[])[];
  readonly train_x?: readonly number[];
  readonly train_y?: readonly number[];
  readonly train_p?: readonly (readonly number[])[];
  readonly d?: Column;
  readonly eta?: Column;
  readonly step_size?: Column;
}

interface Reference {
  readonly functions: readonly { id: string; formula: string; n: number; start: readonly number[] }[];
  readonly option_sets: readonly OptionSet[];
  readonly trajectories: readonly Trajectory[];
}

const reference = JSON.parse(
  readFileSync(new URL('modern_public.json', import.meta.url), 'utf8'),
) as Reference;

/** Rosenbrock's function of each of these pairs of coordinates, summed. */
function rosenbrock(pairs: readonly (readonly [number, number])[]): Loss {
  const n = 10;
  return {
    dimension: n,
    value: (p) => pairs.reduce((sum, [i, j]) => sum + 100 * (p[j]! - p[i]! ** 2) ** 2 + (1 - p[i]!) ** 2, 0),
    gradient(p, out = new Float64Array(n)) {
      out.fill(0);
      for (const [i, j] of pairs) {
        const rest = p[j]! - p[i]! ** 2;
        out[i]! += -400 * p[i]! * rest - 2 * (1 - p[i]!);
        out[j]! += 200 * rest;
      }
      return out;
    },
    hessian(p, out = new Float64Array(n * n)) {
      out.fill(0);
      for (const [i, j] of pairs) {
        out[i * n + i]! += 1200 * p[i]! ** 2 - 400 * p[j]! + 2;
        out[i * n + j]! -= 400 * p[i]!;
        out[j * n + i]! -= 400 * p[i]!;
        out[j * n + j]! += 200;
      }
      return out;
    },
  };
}

const losses = new Map<string, Loss>(
  reference.functions.map(({ id, formula }) => {
    if (id.startsWith('chained')) return [id, rosenbrock(Array.from({ length: 9 }, (_, i) => [i, i + 1]))];
    if (id.startsWith('extended')) {
      return [id, rosenbrock(Array.from({ length: 5 }, (_, i) => [2 * i, 2 * i + 1]))];
    }
    return [id, compileFormula(formula)];
  }),
);

function optimizerOf({ rule, options }: OptionSet): RecordOptions['optimizer'] {
  const values: Record<string, number | boolean | string> = {};
  for (const [key, value] of Object.entries(options)) {
    if (value === null) continue;
    const name = key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    if (typeof value !== 'object') values[name] = value;
    else if (key === 'etas') [values['etaMinus'], values['etaPlus']] = value as [number, number];
    else if (key === 'step_sizes') [values['stepMin'], values['stepMax']] = value as [number, number];
    else value.forEach((one, i) => (values[`${key.slice(0, key === 'betas' ? -1 : 3)}${i + 1}`] = one));
  }
  const base = options['base'];
  const own = rule === 'torch_lbfgs' ? rule : rule.replace('torch_', '');
  const id = own.replaceAll('_', '-') + (base ? `-${String(base).toLowerCase()}` : '');
  return { ...values, id };
}

/** The rows of a stored sequence: all coordinates, or for five equal pairs the first. */
function rowsOf(
  trajectory: Trajectory,
  prefix: '' | 'average_' | 'train_',
): readonly (readonly number[])[] | null {
  const p = trajectory[`${prefix}p`];
  if (p) return p;
  const [x, y] = [trajectory[`${prefix}x`], trajectory[`${prefix}y`]];
  return x && y ? x.map((value, k) => [value, y[k]!]) : null;
}

/** What is wrong with our run, one sentence a number; nothing when all is within tolerance. */
function faults(trajectory: Trajectory): string[] {
  const { id, steps, compare_until: until, diverged_at: divergedAt } = trajectory;
  const set = reference.option_sets.find((one) => one.id === trajectory.option_set)!;
  const { start } = { ...reference.functions.find((one) => one.id === trajectory.function)!, ...trajectory };
  const found: string[] = [];
  const compare = (what: string, got: number, expected: number, tol: number | null | undefined): void => {
    if (tol === null || tol === undefined || Math.abs(got - expected) <= tol) return;
    found.push(
      `${id}, ${what}: expected ${expected}, got ${got}, off by ${Math.abs(got - expected)} > ${tol}`,
    );
  };
  const run = recordRun({
    loss: losses.get(trajectory.function)!,
    optimizer: optimizerOf(set),
    start: start!,
    steps: 201,
  });
  const n = run.dimension;
  for (const [k, step] of steps.entries()) {
    if (step > until) break;
    if (step > run.steps) {
      if (divergedAt === undefined || step < divergedAt - 1) found.push(`${id}: ends before step ${step}`);
      continue;
    }
    const tol = trajectory.tol[k];
    const rows = (got: ArrayLike<number>, prefix: '' | 'average_' | 'train_') =>
      rowsOf(trajectory, prefix)?.[k]?.forEach((expected, i) =>
        compare(`${prefix}${i} at step ${step}`, got[i]!, expected, tol),
      );
    rows(run.positions.subarray(step * n, (step + 1) * n), '');
    compare(`loss at step ${step}`, run.losses[step]!, trajectory.loss[k]!, trajectory.tol_loss[k]);
    const state = run.stateAt(step);
    if (rowsOf(trajectory, 'average_')) rows(state['average'] as Float64Array, 'average_');
    if (rowsOf(trajectory, 'train_') && step < run.steps)
      rows(run.updateFrom(step)['y'] as Float64Array, 'train_');
    if (step === 0 || trajectory.chaotic) continue;
    for (const [column, key] of [
      [trajectory.d, 'd'],
      [trajectory.eta, 'eta'],
      [trajectory.step_size, 'stepSize'],
    ] as const) {
      const expected = column?.[k];
      if (typeof expected === 'number') {
        compare(`${key} at step ${step}`, Number(state[key]), expected, 1e-9 * Math.abs(expected));
      }
    }
  }
  return found;
}

describe('trajectories of authors’ code', () => {
  test('the data is whole', () => {
    expect(reference.option_sets).toHaveLength(92);
    expect(reference.trajectories).toHaveLength(292);
  });

  test.each(reference.option_sets.map(({ id }) => id))('%s', (set) => {
    const trajectories = reference.trajectories.filter(({ option_set }) => option_set === set);
    expect(trajectories.length).toBeGreaterThan(1);
    expect(trajectories.flatMap(faults)).toEqual([]);
  });
});
