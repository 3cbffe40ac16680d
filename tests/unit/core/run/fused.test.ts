import { describe, expect, test } from 'vitest';
import { compileFormula } from '../../../../src/core/expression/compile.ts';
import type { Loss } from '../../../../src/core/math/loss.ts';
import { noiseKinds, noiseScalings } from '../../../../src/core/math/noise.ts';
import { optimizers } from '../../../../src/core/optimizers/registry.ts';
import type { HyperparameterValues, OptimizerEntry } from '../../../../src/core/optimizers/types.ts';
import { compileRule } from '../../../../src/core/optimizers/typed/compile.ts';
import { createRecorder, recordRun, WORTH_COMPILING } from '../../../../src/core/run/record.ts';
import type { RecordOptions, Run } from '../../../../src/core/run/types.ts';

/** The run in two parts: step by step through the rule's own update. */
function stepByStep(options: RecordOptions): Run {
  const recorder = createRecorder(options);
  recorder.advance(options.steps - 1);
  recorder.advance(1);
  return recorder.finish();
}

/** The first place where two arrays differ in a bit; -1 for none. */
function difference(a: Float64Array, b: Float64Array): number {
  return a.length === b.length ? a.findIndex((number, i) => !Object.is(number, b[i])) : a.length;
}

/** Everything that a run keeps, to the bit. */
function expectSame(options: RecordOptions): Run {
  const [whole, parts] = [recordRun(options), stepByStep(options)];
  expect([whole.steps, whole.divergedAt]).toEqual([parts.steps, parts.divergedAt]);
  expect(difference(whole.positions, parts.positions)).toBe(-1);
  expect(difference(whole.losses, parts.losses)).toBe(-1);
  for (const k of [1, 64, 513, whole.steps]) {
    if (k <= whole.steps) expect(whole.stateAt(k)).toEqual(parts.stateAt(k));
  }
  return whole;
}

const steps = WORTH_COMPILING + 61;
const surface = compileFormula('(1 - x)^2 + 100*(y - x^2)^2');
const curve = compileFormula('x^4 - 3*x^2 + x + sin(3*x)', { variables: ['x'] });

/** Values at which other lines of a rule act than at its defaults: each switch turned, and decay. */
function variants({ hyperparameters }: OptimizerEntry): HyperparameterValues[] {
  return [
    {},
    ...hyperparameters.flatMap(({ key, default: standard }): HyperparameterValues[] => {
      if (typeof standard === 'boolean') return [{ [key]: !standard }];
      return key === 'weightDecay' ? [{ weightDecay: 0.01 }] : [];
    }),
  ];
}

describe('a run by the loop of its own is the run step by step, to the bit', () => {
  describe.each(optimizers.filter(({ rule }) => !rule.search))('$id', (entry) => {
    const rate = entry.hyperparameters.some(({ key }) => key === 'lr')
      ? { lr: entry.stepScale === 'gradient' ? 0.0005 : 0.02 }
      : {};
    test.each(variants(entry))('%o', (values) => {
      const optimizer = { id: entry.id, ...rate, ...values };
      expectSame({ loss: surface, optimizer, start: [-1.2, 1], steps });
      expectSame({ loss: curve, optimizer, start: [1.7], steps });
    });

    test('with noise and a schedule', () => {
      const optimizer = { id: entry.id, ...rate };
      const place = optimizers.indexOf(entry);
      const noise = { noise: 0.3, noiseKind: noiseKinds[place % 2]!, seed: 5 };
      const schedule = { kind: 'cosine', floor: 0.1 } as const;
      for (const noiseScaling of noiseScalings) {
        expectSame({ loss: surface, optimizer, start: [-1.2, 1], steps, schedule, ...noise, noiseScaling });
      }
    });
  });
});

const functionsOfHosts = compileFormula(
  'exp(sin(x)) + cos(x*y) + abs(y)^1.5 + where(x > y, log(1 + x^2), atan(y))',
);

describe('what it meets on its way', () => {
  const adam = { id: 'adam', lr: 0.02 };
  test.each<[string, Loss, RecordOptions['optimizer'], number[], number | null]>([
    ['functions that the engine has no instruction for', functionsOfHosts, adam, [0.4, 1], null],
    ['a position that overflows', surface, { id: 'sgd', lr: 10 }, [-1.2, 1], 4],
    ['a position that overflows later', surface, { id: 'sgd', lr: 0.0021 }, [-1.2, 1], null],
    ['a start where the loss is undefined', compileFormula('log(x) + y^2'), adam, [-1, 1], 0],
    ['a loss that becomes undefined', compileFormula('sqrt(x) + y'), { id: 'sgd', lr: 0.01 }, [2, 1], null],
    ['a loss without y', compileFormula('0*y + x^2'), { id: 'adagrad', lr: 0.1 }, [2, 1], null],
    ['a constant', compileFormula('3 + 0*x'), { id: 'adam', lr: 0.1 }, [2, 1], null],
    ['infinities of both signs', compileFormula('1/x + y'), { id: 'momentum', lr: 0.2 }, [0, 1], 0],
  ])('%s', (_name, loss, optimizer, start, divergedAt) => {
    const run = expectSame({ loss, optimizer, start, steps });
    if (divergedAt !== null) expect(run.divergedAt).toBe(divergedAt);
  });

  const corners = compileFormula('abs(x)^1.5 + x*y + abs(y - 1)^1.2');
  const bend = compileFormula('abs(w)^1.5 + w^2', { variables: ['w'] });
  test.each([
    'theta = theta - 0.001*hvp(theta, gradient)',
    'm = 0.9*m + gradient\ntheta = theta - 0.001*hvp(theta + 0.01*m, where(mod(t, 3) == 0, 0*m, m))',
    'h = where(mod(t, 5) == 1, hessianDiagonal(theta - 0.1*gradient), h)\ntheta = theta - 0.01*gradient/(1 + abs(h))',
    'd = where(gradient > 1, 0, -gradient)\ntheta = theta - 0.0001*(gradient + hvp(theta, d) + grad(theta - d)/3)',
  ])('questions about curvature: %s', (text) => {
    const optimizer = { rule: compileRule(text) };
    const taken = [surface, curve, corners, bend].map((loss) => {
      const start = loss.dimension === 2 ? [0.5, 1] : [0.3];
      return expectSame({ loss, optimizer, start, steps }).steps;
    });
    expect(taken.filter((count) => count > 100).length).toBeGreaterThan(1);
  });

  test('what is multiplied by 0 is left out of a product, infinite or not', () => {
    // At x = 0 the second derivative by x is infinite; along y it is not asked for.
    const rule = compileRule('d = where(abs(theta) > 0.1, 1, 0)\ntheta = theta - 0.001*hvp(theta, d)');
    const run = expectSame({
      loss: compileFormula('abs(x)^1.5 + y^2'),
      optimizer: { rule },
      start: [0, 3],
      steps,
    });
    expect(run.steps).toBe(steps);
    expect(run.positions[2 * steps]).toBe(0);
  });

  test.each([WORTH_COMPILING, 1023, 1024, 1025, 1535, 1536, 1537])('a run of %i steps', (count) => {
    for (const loss of [surface, curve]) {
      const start = loss.dimension === 2 ? [-1.2, 1] : [0.3];
      expect(expectSame({ loss, optimizer: adam, start, steps: count }).steps).toBe(count);
    }
  });

  test('one program serves all values of a hyperparameter, in any order', () => {
    for (const lr of [0.01, 0.05, 0.01]) {
      for (const beta2 of [0.9, 0.999]) {
        expectSame({ loss: surface, optimizer: { id: 'adam', lr, beta2 }, start: [-1.2, 1], steps });
      }
    }
  });
});
