import { describe, expect, test } from 'vitest';
import { compileFormula } from '../../../../src/core/expression/compile.ts';
import { normalStream, RULE_NOISE } from '../../../../src/core/math/random.ts';
import '../../../../src/core/optimizers/all.ts';
import { compileRule } from '../../../../src/core/optimizers/typed/compile.ts';
import { createFinisher } from '../../../../src/core/run/finish.ts';
import '../../../../src/core/run/long-runs.ts';
import { createRecorder, recordRun } from '../../../../src/core/run/record.ts';
import type { RecordOptions, Run } from '../../../../src/core/run/types.ts';

const bowl = compileFormula('x^2/2 + 2y^2');
const well = compileFormula('(x^2 - 1)^2', { variables: ['x'] });
const V = (x: number) => (x * x - 1) ** 2;

const draw = (seed: number, step: number) => {
  const out = new Float64Array(2);
  normalStream(seed, RULE_NOISE)(step, out);
  return out;
};

/** By the midpoint rule. */
function integral(f: (x: number) => number, from: number, to: number, parts = 4000): number {
  const width = (to - from) / parts;
  let sum = 0;
  for (let k = 0; k < parts; k++) sum += f(from + (k + 0.5) * width);
  return sum * width;
}

/** Pearson's sum over cells that are equally likely by a density that need not be normed. */
function chiSquare(values: readonly number[], density: (x: number) => number, reach: number, cells: number) {
  const grid = 20_000;
  const edges: number[] = [];
  const whole = integral(density, -reach, reach, grid);
  let sum = 0;
  for (let k = 0; k < grid && edges.length < cells - 1; k++) {
    const x = -reach + ((2 * k + 1) * reach) / grid;
    sum += (density(x) * 2 * reach) / grid;
    if (sum >= (whole * (edges.length + 1)) / cells) edges.push(x + reach / grid);
  }
  const counts = Array.from({ length: cells }, () => 0);
  for (const value of values) counts[edges.filter((edge) => edge <= value).length]!++;
  const wanted = values.length / cells;
  return counts.reduce((total, count) => total + (count - wanted) ** 2 / wanted, 0);
}

/** One position in so many of a run, without its beginning. */
function thinned({ positions, dimension, steps }: Run, every: number, axis = 0): number[] {
  const out: number[] = [];
  for (let step = 2 * every; step <= steps; step += every) out.push(positions[step * dimension + axis]!);
  return out;
}

/** Of 19 degrees of freedom 0.1 % lie above it. */
const UNLIKELY = 43.8;

describe('a step', () => {
  const options: RecordOptions = {
    loss: bowl,
    optimizer: { id: 'sgld', lr: 0.1, temperature: 0.3 },
    start: [1, -2],
    steps: 60,
    seed: 5,
  };

  test('is that of gradient descent and the square root of 2 eta T times a draw of the seed', () => {
    const { positions } = recordRun(options);
    let [x, y] = [1, -2];
    for (let step = 0; step < 60; step++) {
      const [a, b] = draw(5, step);
      x += -0.1 * x + Math.sqrt(2 * 0.1 * 0.3) * a!;
      y += -0.1 * 4 * y + Math.sqrt(2 * 0.1 * 0.3) * b!;
      expect(positions[2 * step + 2]).toBeCloseTo(x, 12);
      expect(positions[2 * step + 3]).toBeCloseTo(y, 12);
    }
  });

  test('meets other draws than the noise on gradients, and another seed others', () => {
    const stepOf = (change: Partial<RecordOptions>) =>
      recordRun({ ...options, ...change }).positions.slice(2, 4);
    const plain = recordRun({ ...options, optimizer: { id: 'sgd', lr: 0.1 } }).positions.slice(2, 4);
    const noisy = recordRun({ ...options, optimizer: { id: 'sgd', lr: 0.1 }, noise: 2 }).positions.slice(
      2,
      4,
    );
    const both = stepOf({ noise: 2 });
    // Of both each has its own.
    stepOf({}).forEach((own, i) => expect(both[i]! - noisy[i]!).toBeCloseTo(own - plain[i]!, 12));
    expect(Math.abs((noisy[0]! - plain[0]!) / 0.2)).not.toBeCloseTo(Math.abs(draw(5, 0)[0]!), 3);
    expect(stepOf({ seed: 6 })).not.toEqual(stepOf({}));
  });

  test('at a temperature of 0 is gradient descent', () => {
    const cold = recordRun({ ...options, optimizer: { id: 'sgld', lr: 0.1, temperature: 0 } });
    expect(cold.positions).toEqual(recordRun({ ...options, optimizer: { id: 'sgd', lr: 0.1 } }).positions);
  });

  test.each([0, 0.7])('is the same to the bit in every loop, at noise %d', (noise) => {
    const long = { ...options, noise, steps: 1500 };
    const whole = recordRun(long);
    const recorder = createRecorder(long);
    while (!recorder.isDone) recorder.advance(7);
    expect(recorder.finish().positions).toEqual(whole.positions);
    const finisher = createFinisher(long);
    expect([...finisher.from(long.start).position]).toEqual([...whole.positions.subarray(-2)]);
    finisher.release();
    const state = whole.stateAt(1301);
    expect([...(state['noise'] as Float64Array)]).toEqual([...draw(5, 1300)]);
    expect([...(state['theta'] as Float64Array)]).toEqual([...whole.positions.subarray(2602, 2604)]);
  });

  test('costs one gradient', () => {
    expect(recordRun(options).evaluationsAt(60)).toEqual({ values: 0, gradients: 60, hessians: 0 });
  });

  test('may be that of a rule that one types', () => {
    const rule = compileRule(
      'lr = 0.1\nT = 0.3\ntheta = theta - lr*gradient + sqrt(2*lr*T)*standardNormal(theta)',
    );
    const typed = recordRun({ ...options, optimizer: { rule } });
    const own = recordRun(options);
    typed.positions.forEach((x, i) => expect(x).toBeCloseTo(own.positions[i]!, 12));
    expect(typed.evaluationsAt(60)).toEqual({ values: 0, gradients: 60, hessians: 0 });
  });
});

describe('a schedule', () => {
  const steps = 400;
  const ground = { loss: bowl, start: [1, -2], steps, seed: 3, schedule: { kind: 'cosine' } } as const;
  const kicks = (annealing: boolean) => {
    const run = recordRun({
      ...ground,
      optimizer: { id: 'sgld', lr: 0.1, temperature: 0.3, annealing },
    });
    return [0, 100, 300, steps - 1].map((from) => {
      const { lr, kick } = run.updateFrom(from);
      return { lr: Number(lr), kick: (kick as Float64Array)[0]! / draw(3, from)[0]! };
    });
  };

  test('leaves the temperature', () => {
    for (const { lr, kick } of kicks(false)) expect(kick).toBeCloseTo(Math.sqrt(2 * lr * 0.3), 12);
  });

  test('has the temperature follow it where that is asked for', () => {
    const all = kicks(true);
    for (const { lr, kick } of all) expect(kick).toBeCloseTo(Math.sqrt(2 * lr * 0.3 * (lr / 0.1)), 12);
    expect(all.at(-1)!.lr).toBeLessThan(0.01);
  });
});

describe('positions come to be distributed as exp(-f/T)', () => {
  test('on a quadratic, with the exact variance that steps of a length have', () => {
    const [lr, temperature] = [0.1, 0.5];
    const optimizer = { id: 'sgld', lr, temperature };
    const run = recordRun({ loss: bowl, optimizer, start: [0, 0], steps: 200_000, seed: 1 });
    for (const [axis, curvature] of [1, 4].entries()) {
      const values = thinned(run, 100, axis);
      const variance = temperature / (curvature * (1 - (lr * curvature) / 2));
      const normal = (by: number) => (x: number) => Math.exp((-x * x) / (2 * by));
      expect(chiSquare(values, normal(variance), 8, 20)).toBeLessThan(UNLIKELY);
      // Without the steps' length it is another one, and the test is sharp enough to tell.
      if (curvature === 4)
        expect(chiSquare(values, normal(temperature / 4), 8, 20)).toBeGreaterThan(UNLIKELY);
    }
  });

  test('on a double well, at steps so short that their bias is less than the sample tells', () => {
    const optimizer = { id: 'sgld', lr: 0.004, temperature: 1 };
    const run = recordRun({ loss: well, optimizer, start: [1], steps: 5_000_000, seed: 2 });
    // 8 units of time, in which the well is left and entered again and again.
    const values = thinned(run, 2000);
    expect(values.length).toBeGreaterThan(2400);
    expect(chiSquare(values, (x) => Math.exp(-V(x)), 3, 20)).toBeLessThan(UNLIKELY);
    expect(chiSquare(values, (x) => Math.exp(-V(x) / 1.6), 3, 20)).toBeGreaterThan(UNLIKELY);
  });
});

test('a well is left as often as Kramers says', () => {
  const [lr, T, steps] = [0.004, 0.25, 6_000_000];
  const optimizer = { id: 'sgld', lr, temperature: T };
  const { positions } = recordRun({ loss: well, optimizer, start: [-1], steps, seed: 4 });
  // From the bottom of one well to that of the other, and back.
  let [side, passages] = [-1, 0];
  for (let step = 1; step <= steps; step++) {
    if (positions[step]! * side > -1) continue;
    side = -side;
    passages++;
  }
  const time = (steps * lr) / passages;
  // The mean time of first passage, by its double integral.
  const inner = (y: number) => integral((z) => Math.exp(-V(z) / T), -2.5, y, 500);
  const exact = integral((y) => Math.exp(V(y) / T) * inner(y), -1, 1, 500) / T;
  expect(Math.abs(time / exact - 1)).toBeLessThan(3 / Math.sqrt(passages));
  // Kramers: the curvatures at the bottom and the top are 8 and -4, the barrier is 1; exact for T much below it.
  const rate = (Math.sqrt(8 * 4) / (2 * Math.PI)) * Math.exp(-1 / T);
  expect(passages).toBeGreaterThan(300);
  expect(Math.abs(1 / rate / time - 1)).toBeLessThan(0.25);
});

test('cooled, a run ends deep in a well: where it would wander without', () => {
  const ground = {
    loss: well,
    start: [1],
    steps: 4000,
    schedule: { kind: 'cosine' },
  } as const;
  const lastLosses = (annealing: boolean) =>
    Array.from({ length: 40 }, (_, seed) => {
      const optimizer = { id: 'sgld', lr: 0.02, temperature: 0.5, annealing };
      return recordRun({ ...ground, optimizer, seed }).losses.at(-1)!;
    });
  const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
  expect(mean(lastLosses(true))).toBeLessThan(0.02);
  expect(mean(lastLosses(false))).toBeGreaterThan(0.1);
});
