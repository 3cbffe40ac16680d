import { describe, expect, test } from 'vitest';
import { compileFormula, optimizers, recordRun } from '../../../../src/core/index.ts';
import { standardNormal } from '../../../../src/core/math/random.ts';
import { rippledBowl } from './losses.ts';

const bowl = compileFormula('x^2 + 10y^2');
const rosenbrock = compileFormula('(1-x)^2 + 100(y-x^2)^2');

describe('the contract', () => {
  test('a run has steps + 1 rows, beginning with the start', () => {
    const run = recordRun({ loss: bowl, optimizer: { id: 'adam', lr: 0.05 }, start: [1, -0], steps: 100 });
    expect(run.steps).toBe(100);
    expect(run.dimension).toBe(2);
    expect(run.positions).toBeInstanceOf(Float64Array);
    expect(run.positions).toHaveLength(202);
    expect(run.losses).toHaveLength(101);
    expect(run.divergedAt).toBeNull();
    expect(run.positions[0]).toBe(1);
    expect(run.positions[1]).toBe(-0);
    expect(run.losses[0]).toBe(1);
    for (let k = 0; k <= 100; k++) {
      expect(run.losses[k]).toBe(bowl.value(run.positions.subarray(2 * k, 2 * k + 2)));
    }
  });

  test('a run from a stationary point stays there', () => {
    const run = recordRun({ loss: bowl, optimizer: { id: 'adam', lr: 0.05 }, start: [0, 0], steps: 100 });
    expect(run.steps).toBe(100);
    expect(run.positions.every((x) => x === 0)).toBe(true);
    expect(run.stateAt(100)['m']).toEqual(new Float64Array(2));
  });

  test("gradient descent's first steps, by hand", () => {
    const run = recordRun({ loss: bowl, optimizer: { id: 'sgd', lr: 0.01 }, start: [1, 1], steps: 2 });
    expect([...run.positions]).toEqual([
      1,
      1,
      1 - 0.01 * 2,
      1 - 0.01 * 20,
      0.98 - 0.01 * 2 * 0.98,
      0.8 - 0.01 * 20 * 0.8,
    ]);
  });

  test('no steps are a run of the start alone', () => {
    const run = recordRun({ loss: bowl, optimizer: { id: 'adagrad' }, start: [3, 4], steps: 0 });
    expect(run).toMatchObject({ steps: 0, divergedAt: null });
    expect([...run.positions]).toEqual([3, 4]);
    expect([...run.losses]).toEqual([169]);
    expect(run.stateAt(0)).toEqual({ sum: new Float64Array(2) });
    expect(run.updateFrom(0)['theta']).toBeInstanceOf(Float64Array);
  });

  test('defaults are those of the registry', () => {
    for (const entry of optimizers) {
      const defaults = Object.fromEntries(entry.hyperparameters.map((row) => [row.key, row.default]));
      const ground = { loss: bowl, start: [1, 2], steps: 20 };
      const spelled = recordRun({ ...ground, optimizer: { ...defaults, id: entry.id } });
      expect(recordRun({ ...ground, optimizer: { id: entry.id } }).positions).toEqual(spelled.positions);
    }
  });

  test('a run that is too short to be compiled is the beginning of a longer one, to the bit', () => {
    const schedule = { kind: 'exponential', factor: 0.5 } as const;
    for (const { id } of optimizers) {
      const ground = { loss: bowl, start: [-1.2, 1], optimizer: { id }, schedule, noise: 0.1, seed: 4 };
      const [whole, ...short] = [20, 3, 2, 1].map((steps) => recordRun({ ...ground, steps }));
      for (const { steps, positions, losses } of short) {
        expect(positions).toEqual(whole!.positions.slice(0, positions.length));
        expect(losses).toEqual(whole!.losses.slice(0, steps + 1));
      }
      expect(short.map(({ steps }) => steps)).toEqual([3, 2, 1].map((most) => Math.min(most, whole!.steps)));
    }
  });

  test('works in any dimension and without valueAndGradient', () => {
    for (const dimension of [1, 2, 5, 50]) {
      const start = Array.from({ length: dimension }, (_, i) => Math.cos(i));
      const run = recordRun({ loss: rippledBowl(dimension), optimizer: { id: 'adam' }, start, steps: 30 });
      expect(run.positions).toHaveLength(31 * dimension);
      expect(run.losses.at(-1)).toBeLessThan(run.losses[0]!);
    }
  });

  test('the given start and the values are left alone', () => {
    const start = Float64Array.of(1, 2);
    const optimizer = Object.freeze({ id: 'rprop', lr: 0.1 });
    recordRun({ loss: bowl, optimizer, start, steps: 10 });
    expect([...start]).toEqual([1, 2]);
  });
});

describe('divergence', () => {
  test('ends a run at its last finite step', () => {
    const run = recordRun({
      loss: rosenbrock,
      optimizer: { id: 'sgd', lr: 1 },
      start: [-1.2, 1],
      steps: 1e6,
    });
    expect(run.divergedAt).toBe(run.steps + 1);
    expect(run.steps).toBeLessThan(20);
    expect(run.positions).toHaveLength(2 * (run.steps + 1));
    expect(run.losses).toHaveLength(run.steps + 1);
    // Nothing of the room for a million steps is held on to.
    expect(run.positions.buffer.byteLength).toBe(run.positions.byteLength);
    expect([...run.positions, ...run.losses].every(Number.isFinite)).toBe(true);
    const { theta } = run.updateFrom(run.steps);
    const next = rosenbrock.value(theta as Float64Array);
    expect([...(theta as Float64Array), next].every(Number.isFinite)).toBe(false);
  });

  test('at the start leaves the start', () => {
    const loss = compileFormula('1/x + y^2');
    const run = recordRun({ loss, optimizer: { id: 'sgd' }, start: [0, 1], steps: 10 });
    expect(run).toMatchObject({ steps: 0, divergedAt: 0 });
    expect([...run.positions]).toEqual([0, 1]);
    expect([...run.losses]).toEqual([Infinity]);
    expect(run.stateAt(0)).toEqual({});
  });

  test('is a loss that is not finite at a finite position, too', () => {
    const loss = compileFormula('log(x) + y^2');
    const run = recordRun({ loss, optimizer: { id: 'sgd', lr: 1 }, start: [0.5, 0], steps: 10 });
    expect(run).toMatchObject({ steps: 0, divergedAt: 1 });
  });

  test('a gradient that is not a number ends the run one step later', () => {
    const loss = compileFormula('sqrt(x^2 + y^2)');
    const run = recordRun({ loss, optimizer: { id: 'adam' }, start: [0, 0], steps: 10 });
    expect(run).toMatchObject({ steps: 0, divergedAt: 1 });
  });
});

describe('noise', () => {
  test('adds the draws of seed, step and component to the gradient, and nothing to the loss', () => {
    const noise = 0.3;
    const run = recordRun({
      loss: bowl,
      optimizer: { id: 'sgd', lr: 0.01 },
      start: [1, 1],
      steps: 5,
      noise,
      seed: 42,
    });
    const exact = bowl.gradient(run.positions.subarray(8, 10));
    const given = run.stateAt(5)['gradient'] as Float64Array;
    expect(given[0]).toBe(exact[0]! + noise * standardNormal(42, 4, 0));
    expect(given[1]).toBe(exact[1]! + noise * standardNormal(42, 4, 1));
    expect(run.losses[4]).toBe(bowl.value(run.positions.subarray(8, 10)));
  });

  test('differs by seed', () => {
    const ground = { loss: bowl, optimizer: { id: 'sgd' }, start: [1, 1], steps: 3, noise: 1 };
    expect(recordRun({ ...ground, seed: 1 }).positions).not.toEqual(
      recordRun({ ...ground, seed: 2 }).positions,
    );
  });
});

describe('refuses', () => {
  const good = { loss: bowl, optimizer: { id: 'sgd' }, start: [1, 1], steps: 3 };
  test.each([
    [{ steps: 1.5 }, /steps must be a whole number from 0 to 10000000, not 1.5/],
    [{ steps: -1 }, /steps/],
    [{ steps: 1e7 + 1 }, /steps/],
    [{ steps: NaN }, /steps/],
    [{ start: [1] }, /start must have 2 coordinates.*not 1/],
    [{ start: [1, NaN] }, /start must be finite; its coordinate 1 is NaN/],
    [{ start: [Infinity, 0] }, /start must be finite; its coordinate 0 is Infinity/],
    [{ noise: -1 }, /noise/],
    [{ noise: NaN }, /noise/],
    [{ seed: 0.5 }, /seed must be a whole number, not 0.5/],
    [{ optimizer: { id: 'adamm' } }, /"adamm"/],
    [{ optimizer: { id: 'adam', lr: -1 } }, /lr/],
  ])('%o', (change, message) => {
    expect(() => recordRun({ ...good, ...change })).toThrow(RangeError);
    expect(() => recordRun({ ...good, ...change })).toThrow(message);
  });
});

describe('many parameters', () => {
  test('a run of 500 parameters is recorded, sought and ends like a small one', () => {
    const loss = rippledBowl(500);
    const start = Float64Array.from({ length: 500 }, (_, i) => Math.cos(i));
    const ground = { loss, start, steps: 130 } as const;
    for (const optimizer of [
      { id: 'adam', lr: 0.02 },
      { id: 'lbfgs' },
      { id: 'sgd', lr: 0.02, momentum: 0.9 },
    ]) {
      const [one, two] = [recordRun({ ...ground, optimizer }), recordRun({ ...ground, optimizer })];
      // A matcher takes seconds for so many.
      expect(one.positions.every((x, i) => Object.is(x, two.positions[i]))).toBe(true);
      expect(one.losses[130]).toBeLessThan(one.losses[0]!);
      for (const step of [130, 1, 64, 100]) {
        const own = one.positions.slice(step * 500, (step + 1) * 500);
        expect(one.stateAt(step)['theta']).toEqual(own);
      }
    }
    const end = recordRun({ ...ground, optimizer: { id: 'sgd', lr: 1e200 } }).end;
    expect(end?.reason).toBe('overflow');
  });

  test('what has no room is refused before it is begun', () => {
    const loss = rippledBowl(2000);
    const start = new Float64Array(2000);
    expect(() => recordRun({ loss, start, optimizer: { id: 'sgd' }, steps: 1_000_000 })).toThrow(
      /A run of 1000000 steps of 2000 parameters would keep \d+ numbers, more than 134217728: take fewer steps\./,
    );
  });
});
