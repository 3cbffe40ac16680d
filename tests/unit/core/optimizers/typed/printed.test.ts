import { describe, expect, test } from 'vitest';
import { compileFormula } from '../../../../../src/core/expression/compile.ts';
import { lossById } from '../../../../../src/core/losses/catalog.ts';
import { optimizers } from '../../../../../src/core/optimizers/all.ts';
import { defaultValues, optimizerById } from '../../../../../src/core/optimizers/registry.ts';
import { compileRule } from '../../../../../src/core/optimizers/typed/compile.ts';
import { printRule } from '../../../../../src/core/optimizers/typed/print.ts';
import type { HyperparameterValues, OptimizerEntry } from '../../../../../src/core/optimizers/types.ts';
import { recordRun } from '../../../../../src/core/run/record.ts';

const losses = ['rosenbrock', 'himmelblau', 'bowl'].map((id) => {
  const { formula, start } = lossById(id)!;
  return { loss: compileFormula(formula), start };
});
const curve = { loss: compileFormula('w^4 - 3w^2 + w', { variables: ['w'] }), start: [1.7] };

/** Each switch turned, each number at another value that acts. */
function variants(entry: OptimizerEntry): HyperparameterValues[] {
  const standard = defaultValues(entry);
  const others = entry.hyperparameters.map(({ key, default: value, min, max, whole }) => {
    if (typeof value === 'boolean') return { ...standard, [key]: !value };
    if (whole) return { ...standard, [key]: value + 1 };
    const other = value === 0 ? min + 0.3 * (Math.min(max, 1) - min) : Math.max(value / 2, min);
    return { ...standard, [key]: key === 'lr' ? value / 8 : other };
  });
  const all = Object.fromEntries(
    entry.hyperparameters.map(({ key, kind }) => [key, kind === 'boolean' ? true : standard[key]!]),
  );
  return [standard, all, ...others];
}

describe('the text of a rule of the registry, read back, gives its run to the bit', () => {
  const elementWise = optimizers.filter(({ rule }) => !rule.search);
  expect(elementWise.length).toBeGreaterThanOrEqual(40);
  test.each(elementWise)('$id', (entry) => {
    for (const values of variants(entry)) {
      const text = printRule(entry, values)!;
      const typed = compileRule(text);
      for (const { loss, start } of [...losses, curve]) {
        const ground = { loss, start, steps: 60, noise: loss === losses[0]!.loss ? 0.1 : 0, seed: 3 };
        const schedule = { kind: 'cosine' } as const;
        const own = recordRun({ ...ground, schedule, optimizer: { ...values, id: entry.id } });
        const read = recordRun({ ...ground, schedule, optimizer: { rule: typed } });
        expect(read.divergedAt, text).toBe(own.divergedAt);
        expect([...read.positions], text).toEqual([...own.positions]);
        expect(read.evaluationsAt(read.steps), text).toEqual(own.evaluationsAt(own.steps));
      }
    }
  });
});

test('a rule that searches has no text', () => {
  for (const entry of optimizers.filter(({ rule }) => rule.search)) {
    expect(printRule(entry, defaultValues(entry)), entry.id).toBeNull();
  }
});

test("Adam's lines are the paper's", () => {
  const adam = optimizerById('adam')!;
  const lines = printRule(adam, { ...defaultValues(adam), lr: 0.02 })!.split('\n');
  expect(lines[0]).toMatch(/^lr = 0\.02 in \[1e-5, 10\] log$/);
  expect(lines.slice(-3)).toEqual([
    'm = beta1*m + (1 - beta1)*gradient',
    'v = beta2*v + (1 - beta2)*gradient^2',
    'theta = theta - lr*(m/(1 - beta1^t))/(sqrt(v/(1 - beta2^t)) + eps)',
  ]);
});
