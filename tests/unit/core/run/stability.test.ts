import { describe, expect, test } from 'vitest';
import { compileFormula } from '../../../../src/core/expression/compile.ts';
import { lossById } from '../../../../src/core/losses/catalog.ts';
import { eigen2 } from '../../../../src/core/math/eigen.ts';
import { defaultValues, optimizerById } from '../../../../src/core/optimizers/registry.ts';
import { recordRun } from '../../../../src/core/run/record.ts';
import { newSchedule, scheduledRate, scheduleKinds } from '../../../../src/core/run/schedule.ts';
import { stableLr, stableSharpness, stableSharpnesses } from '../../../../src/core/run/stability.ts';

type Values = Record<string, number | boolean>;

const bowl = lossById('bowl')!;
const lambdaMax = (() => {
  const [xx = 0, xy = 0, , yy = 0] = bowl.loss.hessian(bowl.start);
  return eigen2(xx, xy, yy).max;
})();

/** Whether the run grows: its loss is a thousandth of the way to overflow, or past it, before the steps are over. */
function diverges(id: string, values: Values, lr: number, start: readonly number[] = bowl.start): boolean {
  const run = recordRun({ loss: bowl.loss, optimizer: { id, ...values, lr }, start, steps: 20_000 });
  return run.divergedAt !== null || run.losses[run.steps]! > 1e3 * run.losses[0]!;
}

/** The learning rate between `low` (stable) and `high` (not) from which on a rule diverges, to a part in 10,000. */
function threshold(id: string, values: Values, low: number, high: number): number {
  expect(diverges(id, values, low)).toBe(false);
  expect(diverges(id, values, high)).toBe(true);
  while (high - low > 1e-4 * low) {
    const middle = (low + high) / 2;
    if (diverges(id, values, middle)) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

describe('on the ill-conditioned bowl the bound is where the rule starts to diverge', () => {
  const rules: [string, Values][] = [
    ['sgd', {}],
    ['sgd', { weightDecay: 3 }],
    ['momentum', { momentum: 0.9 }],
    ['momentum', { momentum: 0.5 }],
    ['momentum', { momentum: 0.5, dampening: 0.3 }],
    ['nesterov', { momentum: 0.9 }],
    ['nesterov', { momentum: 0.6, weightDecay: 1 }],
    ['nesterov', { momentum: 0.7, dampening: 0.4 }],
    ['qhm', { momentum: 0.9, nu: 0.7 }],
    ['qhm', { momentum: 0.6, nu: 0.3, weightDecay: 2 }],
  ];
  test.each(rules)('%s with %o, found by bisection, within 1 %%', (id, change) => {
    const entry = optimizerById(id)!;
    const bound = stableLr(entry, { ...defaultValues(entry), ...change }, lambdaMax)!;
    const found = threshold(id, change, bound / 3, bound * 3);
    expect(Math.abs(found / bound - 1)).toBeLessThan(0.01);
  });

  test('which is 2 / lambda max for gradient descent and 2 (1 + beta) / lambda max for heavy-ball momentum', () => {
    const [sgd, momentum, nesterov] = ['sgd', 'momentum', 'nesterov'].map((id) => optimizerById(id)!);
    expect(stableLr(sgd!, defaultValues(sgd!), lambdaMax)).toBeCloseTo(2 / lambdaMax, 14);
    expect(stableLr(momentum!, defaultValues(momentum!), lambdaMax)).toBeCloseTo(3.8 / lambdaMax, 14);
    expect(stableLr(nesterov!, defaultValues(nesterov!), lambdaMax)).toBeCloseTo(3.8 / 2.8 / lambdaMax, 14);
  });
});

describe('there is no bound', () => {
  const sgd = optimizerById('sgd')!;
  const values = defaultValues(sgd);

  test('where nothing bends up, or the curvature is not finite', () => {
    for (const lambda of [0, -3, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(stableLr(sgd, values, lambda)).toBeNull();
    }
  });

  test('for a rule whose rate changes from step to step', () => {
    const adam = optimizerById('adam')!;
    expect(stableLr(adam, defaultValues(adam), 10)).toBeNull();
    expect(stableSharpness(adam, defaultValues(adam))).toBeNull();
  });

  test('for a velocity that never fades, or that takes in no gradient', () => {
    expect(stableLr(sgd, { ...values, momentum: 1 }, 10)).toBeNull();
    expect(stableLr(sgd, { ...values, momentum: 0.9, dampening: 1 }, 10)).toBeNull();
  });
});

test('the stable sharpness is the curvature whose bound is the learning rate set', () => {
  const entry = optimizerById('momentum')!;
  const values = { ...defaultValues(entry), lr: 0.03, weightDecay: 0.4 };
  const sharpness = stableSharpness(entry, values)!;
  expect(stableLr(entry, values, sharpness)).toBeCloseTo(0.03, 14);
  expect(stableSharpness(entry, { ...values, lr: 0 })).toBeNull();
});

describe('under a schedule the stable sharpness', () => {
  const sgd = optimizerById('sgd')!;
  const halving = scheduledRate({ kind: 'exponential', factor: 0.5 }, 0.125, 10);

  test('is 2 over the rate of the update that leaves the step, less the weight decay', () => {
    expect(stableSharpnesses(sgd, defaultValues(sgd), halving, 3)).toEqual(Float64Array.of(16, 32, 64, 128));
    const decaying = { ...defaultValues(sgd), weightDecay: 4 };
    expect(stableSharpnesses(sgd, decaying, halving, 2)).toEqual(Float64Array.of(12, 28, 60));
  });

  test('does not exist at a step that a rate of zero leaves', () => {
    const cosine = scheduledRate({ kind: 'cosine', floor: 0 }, 0.1, 2);
    const limits = stableSharpnesses(sgd, defaultValues(sgd), cosine, 2)!;
    expect(limits[0]).toBe(20);
    expect(limits[1]).toBeCloseTo(40, 10);
    expect(limits[2]).toBeNaN();
  });

  test('is none for a rule without a bound, and for a rate of zero throughout', () => {
    const adam = optimizerById('adam')!;
    expect(stableSharpnesses(adam, defaultValues(adam), halving, 3)).toBeNull();
    expect(stableSharpnesses(sgd, defaultValues(sgd), () => 0, 3)).toBeNull();
  });

  test.each(scheduleKinds)('of kind %s is that of the rates which the run was recorded with', (kind) => {
    const entry = optimizerById('momentum')!;
    const values = { ...defaultValues(entry), lr: 0.01 };
    const schedule = newSchedule(kind);
    const options = { loss: bowl.loss, start: bowl.start, steps: 70 };
    const run = recordRun({ ...options, schedule, optimizer: { ...values, id: 'momentum' } });
    const limits = stableSharpnesses(entry, values, scheduledRate(schedule, 0.01, 70), run.steps)!;
    expect(limits).toHaveLength(71);
    for (const [step, limit] of limits.entries()) {
      const lr = Number(run.updateFrom(step)['lr']);
      if (lr === 0) expect(limit).toBeNaN();
      else expect(limit).toBe(3.8 / lr);
    }
  });
});

test('weight decay alone bends a flat direction up', () => {
  const entry = optimizerById('sgd')!;
  const flat = compileFormula('0*x + 0*y');
  const values = { ...defaultValues(entry), weightDecay: 4 };
  const bound = stableLr(entry, values, 0)!;
  expect(bound).toBe(0.5);
  const end = (lr: number) => {
    const run = recordRun({
      loss: flat,
      optimizer: { id: 'sgd', weightDecay: 4, lr },
      start: [1, 1],
      steps: 500,
    });
    return Math.abs(run.positions[2 * run.steps]!);
  };
  expect(end(bound * 0.99)).toBeLessThan(1);
  expect(end(bound * 1.01)).toBeGreaterThan(1);
});
