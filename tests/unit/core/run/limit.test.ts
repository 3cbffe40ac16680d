import { describe, expect, test } from 'vitest';
import { compileFormula, optimizers, recordRun } from '../../../../src/core/index.ts';
import { limitEvaluations, totalEvaluations } from '../../../../src/core/run/limit.ts';

const loss = compileFormula('(1-x)^2 + 100(y-x^2)^2');
const record = (id: string, lr?: number) =>
  recordRun({ loss, optimizer: { id, ...(lr === undefined ? {} : { lr }) }, start: [-1, 1.2], steps: 40 });

describe.each(optimizers.map(({ id }) => id))('%s', (id) => {
  const run = record(id);

  test('ends with the last update that the evaluations pay for, and is the same until then', () => {
    for (const budget of [0, 1, 7, 25, 40, 1000]) {
      const limited = limitEvaluations(run, budget);
      if (limited !== run) {
        expect(totalEvaluations(run, limited.steps + 1)).toBeGreaterThan(budget);
        expect(limited.divergedAt).toBeNull();
      }
      if (limited.steps > 0) expect(totalEvaluations(run, limited.steps)).toBeLessThanOrEqual(budget);
      expect(limited.losses).toEqual(run.losses.slice(0, limited.steps + 1));
      expect(limited.positions).toEqual(run.positions.slice(0, 2 * limited.steps + 2));
      expect(limited.stateAt(limited.steps)).toEqual(run.stateAt(limited.steps));
    }
  });
});

test('a rule of one gradient a step has as many steps as evaluations', () => {
  expect(limitEvaluations(record('adam'), 17).steps).toBe(17);
});

test('a divergence that the evaluations pay for stays one', () => {
  const run = record('sgd', 10);
  expect(run.divergedAt).not.toBeNull();
  expect(limitEvaluations(run, 40)).toBe(run);
  expect(limitEvaluations(run, 2).divergedAt).toBeNull();
  const last = run.divergedAt!;
  expect(totalEvaluations(run, last)).toBe(last);
  expect(limitEvaluations(run, last)).toBe(run);
  // One fewer pays for all that is kept, and not for the update that is not finite.
  expect(limitEvaluations(run, last - 1)).toMatchObject({ steps: run.steps, divergedAt: null, end: null });
  expect(() => run.evaluationsAt(last + 1)).toThrow(RangeError);
});
