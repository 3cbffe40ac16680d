import { describe, expect, test } from 'vitest';
import { compileFormula, optimizers, recordRun, schedules } from '../../../../src/core/index.ts';

/** A matrix of one column as well, for rules that are of matrices. */
const loss = Object.assign(compileFormula('(x^2 + y - 11)^2 + (x + y^2 - 7)^2'), {
  matrices: [{ rows: 2, columns: 1, offset: 0 }],
});
const start = [-0.4, -0.75];

describe('stateAt and updateFrom', () => {
  const ways = optimizers.flatMap((entry) =>
    schedules.map(({ kind }) => [`${entry.id}, ${kind}`, entry, kind] as const),
  );
  test.each(ways)('%s: a replay reproduces the recording to the bit', (_name, entry, kind) => {
    const { id } = entry;
    const rated = entry.hyperparameters.some(({ key }) => key === 'lr');
    const optimizer = { id, ...(rated && { lr: entry.stepScale === 'gradient' ? 0.002 : 0.1 }) };
    const run = recordRun({ loss, optimizer, start, steps: 200, noise: 0.5, seed: 9, schedule: { kind } });
    // One finds a rate that is too large for this noise, and overflows.
    expect(run.steps).toBeGreaterThan(id === 'dadapt-sgd' ? 100 : 199);
    // Compared one by one: a matcher for each would take longer than the replays.
    const others: number[] = [];
    for (let k = 0; k < run.steps; k++) {
      const theta = run.updateFrom(k)['theta'] as Float64Array;
      if (![0, 1].every((i) => Object.is(theta[i], run.positions[2 * k + 2 + i]))) others.push(k);
    }
    expect(others).toEqual([]);
    for (const k of [1, 2, 63, 64, 65, 128, 129, run.steps])
      expect(run.stateAt(k)).toEqual(run.updateFrom(k - 1));
  });

  test('the parts of Adam belong together', () => {
    const run = recordRun({ loss, optimizer: { id: 'adam', lr: 0.1 }, start, steps: 100 });
    const before = run.stateAt(69) as Record<string, Float64Array>;
    const after = run.stateAt(70) as Record<string, Float64Array>;
    for (const i of [0, 1]) {
      const g = after['gradient']![i]!;
      expect(g).toBe(loss.gradient(run.positions.subarray(138, 140))[i]);
      expect(after['m']![i]).toBeCloseTo(0.9 * before['m']![i]! + 0.1 * g, 12);
      expect(after['v']![i]).toBeCloseTo(0.999 * before['v']![i]! + 0.001 * g * g, 12);
      expect(after['mHat']![i]).toBeCloseTo(after['m']![i]! / (1 - 0.9 ** 70), 12);
      const vHat = after['v']![i]! / (1 - 0.999 ** 70);
      expect(after['vHat']![i]! / vHat).toBeCloseTo(1, 12);
      const moved = run.positions[138 + i]! - run.positions[140 + i]!;
      expect(after['update']![i]).toBeCloseTo(moved, 12);
      expect(after['theta']![i]).toBe(run.positions[140 + i]);
    }
  });

  test('step 0 is the state before the first update', () => {
    const at0 = (id: string, values = {}) =>
      recordRun({ loss, optimizer: { id, ...values }, start, steps: 3 }).stateAt(0);
    const zeros = new Float64Array(2);
    expect(at0('sgd')).toEqual({});
    expect(at0('momentum')).toEqual({ velocity: zeros });
    expect(at0('adam')).toEqual({ m: zeros, v: zeros });
    expect(at0('adamw', { amsgrad: true })).toEqual({ m: zeros, v: zeros, vMax: zeros });
    expect(at0('nadam')).toEqual({ m: zeros, v: zeros, muProduct: 1 });
    expect(at0('adagrad', { initialAccumulatorValue: 2 })).toEqual({ sum: Float64Array.of(2, 2) });
  });

  test('what is handed out can be written to', () => {
    const run = recordRun({ loss, optimizer: { id: 'adam' }, start, steps: 100 });
    const state = run.stateAt(70);
    for (const value of Object.values(state)) if (typeof value === 'object') value.fill(NaN);
    expect((run.stateAt(70)['m'] as Float64Array).every(Number.isFinite)).toBe(true);
    expect(run.positions.every(Number.isFinite)).toBe(true);
  });

  test.each([-1, 101, 0.5, NaN])('refuse step %d', (step) => {
    const run = recordRun({ loss, optimizer: { id: 'adam' }, start, steps: 100 });
    expect(() => run.stateAt(step)).toThrow(RangeError);
    expect(() => run.updateFrom(step)).toThrow(/step must be a whole number from 0 to 100/);
  });
});
