import { describe, expect, it } from 'vitest';
import { compileFormula } from '../../../../src/core/expression/compile.ts';
import { actingSettings } from '../../../../src/core/optimizers/acting.ts';
import { defaultValues, optimizerById, optimizers } from '../../../../src/core/optimizers/registry.ts';
import type { HyperparameterValues } from '../../../../src/core/optimizers/types.ts';
import { recordRun } from '../../../../src/core/run/record.ts';

/** What acts on other runs only: bounds that this one does not come near, weights that are equal at a constant rate. */
const quiet = new Set([
  'adopt.eps',
  'adafactor.eps2',
  'asgd.t0',
  'schedulefree-adamw.weightLrPower',
  'schedulefree-sgd.weightLrPower',
  'torch-lbfgs.historySize',
]);

describe('actingSettings', () => {
  /** Its variables are a matrix of 1 x 2 as well, for rules that are of matrices. */
  const loss = Object.assign(compileFormula('x^4 + 3x y + 2y^2 + sin(3x)'), {
    matrices: [{ rows: 1, columns: 2, offset: 0 }],
  });
  const acting = (id: string, values: HyperparameterValues) => {
    const entry = optimizerById(id)!;
    return actingSettings(entry, { ...defaultValues(entry), ...values }).map(({ key }) => key);
  };

  it('leaves out what has no effect', () => {
    expect(acting('sgd', { momentum: 0, dampening: 0.5, nesterov: true })).toEqual(['lr']);
    expect(acting('sgd', { momentum: 0.9, dampening: 0.5 })).toEqual(['lr', 'momentum', 'dampening']);
    expect(acting('nesterov', {})).toEqual(['lr', 'momentum', 'nesterov']);
    expect(acting('adam', {})).toEqual(['lr', 'beta1', 'beta2', 'eps']);
    expect(acting('adam', { weightDecay: 0.1, amsgrad: true })).toContain('amsgrad');
  });

  it.each(optimizers.map(({ id }) => id))('of %s are those whose change moves the run', (id) => {
    const entry = optimizerById(id)!;
    const values = defaultValues(entry);
    const named = acting(id, {});
    const pathOf = (changed: HyperparameterValues) =>
      recordRun({
        loss,
        optimizer: { id, ...values, ...changed },
        start: [1.3, -0.7],
        steps: 60,
      }).positions.join();
    const own = pathOf({});
    for (const { key, kind, hardMin, hardMax } of entry.hyperparameters) {
      if (quiet.has(`${id}.${key}`)) continue;
      const value = values[key];
      if (kind === 'boolean' || typeof value !== 'number' || value === 0) continue;
      // A bound acts only when it is near: one candidate is small enough to be one, one large enough.
      const moves = [value * 0.5, value * 1.5, 0.01, 0.9]
        .filter((other) => other !== value && other >= hardMin && other <= hardMax)
        .some((other) => pathOf({ [key]: other }) !== own);
      expect([key, moves]).toEqual([key, named.includes(key)]);
    }
  });
});
