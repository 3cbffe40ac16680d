import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileFormula, recordRun } from '../../../../src/core/index.ts';
import {
  newSchedule,
  rateAt,
  resolveSchedule,
  type Schedule,
  scheduleKinds,
  schedules,
} from '../../../../src/core/run/schedule.ts';

/** The first rates of a schedule at a learning rate of 1 in a run of `steps`. */
function rates(schedule: Schedule, count: number, steps = 100): number[] {
  return Array.from({ length: count }, (_, k) => rateAt(schedule, 1, k + 1, steps));
}

function close(got: readonly number[], expected: readonly number[]): void {
  expect(got).toHaveLength(expected.length);
  got.forEach((value, i) => expect(value, `rate ${i}`).toBeCloseTo(expected[i]!, 14));
}

describe('the rate of each update', () => {
  test('constant', () => close(rates({ kind: 'constant' }, 3), [1, 1, 1]));

  test('step: StepLR with step_size 3 and gamma 0.1', () =>
    close(rates({ kind: 'step', every: 3, factor: 0.1 }, 7), [1, 1, 1, 0.1, 0.1, 0.1, 0.01]));

  test('exponential: ExponentialLR with gamma 0.5', () =>
    close(rates({ kind: 'exponential', factor: 0.5 }, 4), [1, 0.5, 0.25, 0.125]));

  // CosineAnnealingLR(T_max=4, eta_min=0.2): 0.2 + 0.4 (1 + cos(pi e / 4)).
  test('cosine: CosineAnnealingLR over the run', () => {
    const root = Math.SQRT1_2;
    close(rates({ kind: 'cosine', floor: 0.2 }, 5, 4), [1, 0.6 + 0.4 * root, 0.6, 0.6 - 0.4 * root, 0.2]);
  });

  // LinearLR(start_factor=1/4, total_iters=3), then CosineAnnealingLR(T_max=4).
  test('warm-up: linear to the rate, then a cosine over the rest', () => {
    const root = Math.SQRT1_2;
    close(rates({ kind: 'warmupCosine', warmup: 4 }, 8, 8), [
      0.25,
      0.5,
      0.75,
      1,
      1,
      0.5 + 0.5 * root,
      0.5,
      0.5 - 0.5 * root,
    ]);
  });

  test('1/t', () => close(rates({ kind: 'inverse', decay: 0.5 }, 4), [1, 1 / 1.5, 1 / 2, 1 / 2.5]));

  // CyclicLR(base_lr=0.2, max_lr=1, step_size_up=4).
  test('cyclic: CyclicLR, triangular', () =>
    close(
      rates({ kind: 'cyclic', floor: 0.2, halfPeriod: 4 }, 10),
      [0.2, 0.4, 0.6, 0.8, 1, 0.8, 0.6, 0.4, 0.2, 0.4],
    ));

  test('every kind has a row, and its defaults start within the rate', () => {
    expect(schedules.map(({ kind }) => kind)).toEqual([...scheduleKinds]);
    for (const kind of scheduleKinds) {
      for (const rate of rates(newSchedule(kind), 100)) {
        expect(rate).toBeGreaterThanOrEqual(0);
        expect(rate).toBeLessThanOrEqual(1);
      }
    }
  });

  const seed = 5_150;
  test(`is finite and in proportion to the learning rate, seed ${seed}`, () => {
    const anySchedule = fc.constantFrom(...schedules).chain(({ kind, parameters }) =>
      fc
        .record(
          Object.fromEntries(
            parameters.map(({ key, whole, hardMin, hardMax }) => {
              const [min, max] = [hardMin, Math.min(hardMax, 1e6)];
              return [key, whole ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true })];
            }),
          ),
        )
        .map((values): Schedule => ({ ...values, kind })),
    );
    fc.assert(
      fc.property(anySchedule, fc.integer({ min: 1, max: 2000 }), fc.nat(1000), (schedule, t, steps) => {
        const rate = rateAt(schedule, 1, t, steps);
        expect(Number.isNaN(rate)).toBe(false);
        expect(rate).toBeGreaterThanOrEqual(0);
        expect(rateAt(schedule, 2, t, steps)).toBe(2 * rate);
      }),
      { seed, numRuns: 500 },
    );
  });
});

describe('resolveSchedule', () => {
  test('fills in defaults', () => {
    expect(resolveSchedule({ kind: 'step', every: 7 })).toEqual({ kind: 'step', every: 7, factor: 0.5 });
  });

  test.each([
    [{ kind: 'linear' }, /"linear".*constant, step/],
    [{ kind: 'cosine', every: 3 }, /"cosine" has no parameter "every"/],
    [{ kind: 'step', every: 2.5 }, /every of the schedule "step" must be a whole number from 1/],
    [{ kind: 'inverse', decay: NaN }, /decay.*not NaN/],
    [{ kind: 'inverse', decay: '1' }, /decay.*must be a number/],
  ])('refuses %o', (schedule, message) => {
    expect(() => resolveSchedule(schedule as Schedule)).toThrow(message);
    const loss = compileFormula('x^2 + y^2');
    const options = { loss, optimizer: { id: 'sgd' }, start: [1, 1], steps: 1 };
    expect(() => recordRun({ ...options, schedule: schedule as Schedule })).toThrow(RangeError);
  });
});

describe('a run with a schedule', () => {
  const loss = compileFormula('x^2/2');
  const schedule: Schedule = { kind: 'step', every: 2, factor: 0.5 };
  const run = recordRun({ loss, optimizer: { id: 'sgd', lr: 0.4 }, start: [1, 0], steps: 4, schedule });

  test('takes each step at its rate', () => {
    // Each step multiplies x by 1 - rate.
    const expected = [1, 0.6, 0.36, 0.36 * 0.8, 0.36 * 0.64];
    expected.forEach((x, k) => expect(run.positions[2 * k]).toBeCloseTo(x, 14));
  });

  test('says the rate of each update', () => {
    expect([0, 1, 2, 3].map((k) => run.updateFrom(k)['lr'])).toEqual([0.4, 0.4, 0.2, 0.2]);
  });
});
