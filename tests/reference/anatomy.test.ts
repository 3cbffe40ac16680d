import { describe, expect, test } from 'vitest';
import { compileFormula } from '../../src/core/expression/compile.ts';
import { type Expression, namesIn } from '../../src/core/expression/tree.ts';
import { RULE_NOISE, standardNormal } from '../../src/core/math/random.ts';
import { defaultValues, optimizers } from '../../src/core/optimizers/registry.ts';
import type { HyperparameterValues, OptimizerEntry } from '../../src/core/optimizers/types.ts';
import { componentOf } from '../../src/core/optimizers/tree-value.ts';
import { type Anatomy, anatomyOf, type Value } from '../../src/core/run/anatomy.ts';
import { recordRun } from '../../src/core/run/record.ts';
import type { Loss } from '../../src/core/math/loss.ts';
import type { Run } from '../../src/core/run/types.ts';
import { foundAgain } from './found-lines.ts';

/**
 * What stands on the page is the computation: for every rule, each line computed again from what is displayed
 * before it (hyperparameters, what the update starts from, earlier results) gives what is displayed for it, and the
 * last gives the run's next position.
 */

/** Both variables are a matrix of one row as well, for rules that are of matrices. */
const ofOneRow = (formula: string) =>
  Object.assign(compileFormula(formula), { matrices: [{ rows: 1, columns: 2, offset: 0 }] });

const surfaces = [
  { name: 'Rosenbrock', loss: ofOneRow('(1-x)^2 + 100(y-x^2)^2'), start: [-0.6, 0.4] },
  { name: 'Himmelblau', loss: ofOneRow('(x^2+y-11)^2 + (x+y^2-7)^2'), start: [-0.4, -0.75] },
] as const;

/** Values at which a rule does something different: each switch on, each number that is off by default given. */
const switchedOn: Readonly<Record<string, number | boolean>> = {
  weightDecay: 0.01,
  momentum: 0.8,
  dampening: 0.3,
  lrDecay: 0.01,
  initialAccumulatorValue: 0.1,
};

function variants(entry: OptimizerEntry): { name: string; values: HyperparameterValues }[] {
  // Small enough that all 100 steps are finite.
  const defaults = defaultValues(entry);
  const lr = entry.stepScale === 'gradient' ? 1e-4 : 0.02;
  const values = { ...defaults, ...('lr' in defaults && { lr }) };
  const rows = entry.hyperparameters.filter(
    ({ key, default: standard }) => standard === false || (standard === 0 && key in switchedOn),
  );
  const on = (key: string) => switchedOn[key] ?? true;
  const single = rows.map(({ key }) => ({ name: key, values: { ...values, [key]: on(key) } }));
  const all = Object.fromEntries(rows.map(({ key }) => [key, on(key)]));
  return [
    { name: 'by default', values },
    ...single,
    ...(rows.length > 1 ? [{ name: 'with all of them', values: { ...values, ...all } }] : []),
  ];
}

/** What the loss answers to a line that asks it, and what is drawn by the seed 0. */
function answerOf(
  formula: Expression,
  displayed: ReadonlyMap<string, Value>,
  loss: Loss,
  step: number,
  i: number,
): number | null {
  if (formula.kind !== 'call') return null;
  if (formula.name === 'standardNormal') return standardNormal(0, step, i, RULE_NOISE);
  const at = [0, 1].map((k) => componentOf(formula.args[0]!, displayed, k));
  if (formula.name === 'grad') return loss.gradient(at)[i]!;
  if (formula.name === 'value') return loss.value(at);
  return formula.name === 'hessianDiagonal' ? loss.hessian(at)[3 * i]! : null;
}

/** Computes every line again and returns the last result. */
function recompute(anatomy: Anatomy, run: Run, loss: Loss): Float64Array {
  const { entry, values, step, before, lines } = anatomy;
  const displayed = new Map<string, Value>([
    ...entry.hyperparameters.map(({ key }) => [key, Number(values[key])] as const),
    ['t', step + 1],
    ['baseRate', Number(values['lr'])],
    ['loss', run.losses[step]!],
    ...before.map(({ key, value }) => [key, value] as const),
  ]);
  for (const { id, key, formula, value } of lines) {
    if (formula) {
      const components = typeof value === 'number' ? [value] : [...value];
      components.forEach((shown, i) => {
        const computed = answerOf(formula, displayed, loss, step, i) ?? componentOf(formula, displayed, i);
        const sizes = namesIn(formula).map((name) => {
          const given = displayed.get(name) ?? 0;
          return Math.abs(typeof given === 'number' ? given : given[i]!);
        });
        const size = Math.max(0, ...sizes);
        const tolerance = key === 'theta' ? 1e-12 * size : 1e-9 * Math.abs(shown);
        expect(Math.abs(computed - shown), `${id} of ${entry.id}, step ${step}`).toBeLessThanOrEqual(
          tolerance,
        );
      });
    } else if (id !== 'gradient') {
      const check = foundAgain[`${entry.id}/${key}`];
      expect(check, `${key} of ${entry.id} is found again by nothing`).toBeDefined();
      check?.({ anatomy, run, loss, displayed, value });
    }
    displayed.set(key, value);
  }
  return displayed.get('theta') as Float64Array;
}

describe.each(optimizers)('the equations of $name', (entry) => {
  test.each(variants(entry))('give the next position, $name', ({ values }) => {
    for (const { loss, start } of surfaces) {
      const run = recordRun({ loss, optimizer: { ...values, id: entry.id }, start, steps: 101 });
      expect(run.divergedAt).toBeNull();
      for (const step of [1, 2, 10, 100]) {
        const anatomy = anatomyOf(entry, values, run, step, loss);
        const gradient = anatomy.lines.find(({ id }) => id === 'gradient');
        // Only Nelder and Mead's method asks for none; Schedule-Free asks for it elsewhere.
        expect(gradient === undefined).toBe(entry.id === 'nelder-mead');
        expect(gradient?.formula ?? null).toEqual(
          entry.id.startsWith('schedulefree') ? expect.objectContaining({ name: 'grad' }) : null,
        );
        if (gradient?.formula === null) {
          const here = run.positions.subarray(2 * step, 2 * step + 2);
          expect(gradient.value).toEqual(loss.gradient(here));
        }
        const next = recompute(anatomy, run, loss);
        expect([...next]).toEqual([...run.positions.subarray(2 * step + 2, 2 * step + 4)]);
        expect(anatomy.stages.flatMap(({ lines }) => lines)).toEqual(anatomy.lines);
      }
    }
  });
});
