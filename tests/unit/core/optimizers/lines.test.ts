import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Loss } from '../../../../src/core/math/loss.ts';
import { evaluateLines } from '../../../../src/core/optimizers/lines.ts';
import { optimizers } from '../../../../src/core/optimizers/registry.ts';
import { startState, stateSize, unpackState } from '../../../../src/core/optimizers/state.ts';
import { type BackendName, createStepper } from '../../../../src/core/optimizers/stepper.ts';
import type { Value } from '../../../../src/core/optimizers/tree-value.ts';
import type {
  Hyperparameter,
  HyperparameterValues,
  OptimizerEntry,
} from '../../../../src/core/optimizers/types.ts';

const seed = 20_240;

/** What the rules that ask for it see: sum of x^4/4 - x^2, with two minima and a saddle along every axis. */
const wells: Loss = {
  dimension: 3,
  // Two of them are a matrix, for rules that are of matrices; the third is none.
  matrices: [{ rows: 1, columns: 2, offset: 0 }],
  value: (p) => Array.from(p).reduce((sum, x) => sum + x ** 4 / 4 - x ** 2, 0),
  gradient(p, out = new Float64Array(3)) {
    for (let i = 0; i < 3; i++) out[i] = p[i]! ** 3 - 2 * p[i]!;
    return out;
  },
  hessian(p, out = new Float64Array(9)) {
    out.fill(0);
    for (let i = 0; i < 3; i++) out[4 * i] = 3 * p[i]! ** 2 - 2;
    return out;
  },
};

/** A slope, for rules that are looked at and not run. */
const line: Loss = {
  dimension: 1,
  value: (p) => p[0]!,
  gradient: (_p, out = new Float64Array(1)) => out.fill(1),
  hessian: (_p, out = new Float64Array(1)) => out.fill(0),
};

function valueOf({ key, kind, min, max, default: standard }: Hyperparameter): fc.Arbitrary<number | boolean> {
  if (kind === 'boolean') return fc.boolean();
  // Away from 1, where both the equation and the update divide rounding errors by 1 - beta^t.
  const top = key.startsWith('beta') ? 0.999 : max;
  return fc.oneof(
    fc.constant(standard),
    fc.constant(Math.max(min, 0)),
    fc.double({ min, max: top, noNaN: true }),
  );
}

function valuesOf(entry: OptimizerEntry): fc.Arbitrary<Record<string, number | boolean>> {
  return fc.record(Object.fromEntries(entry.hyperparameters.map((row) => [row.key, valueOf(row)])));
}

type Results = ReadonlyMap<string, Value>;

/** Updates on given gradients: theta and the state after each, and what the lines of each come to. */
function follow(
  entry: OptimizerEntry,
  values: HyperparameterValues,
  gradients: readonly (readonly number[])[],
  backend: BackendName,
): { readonly after: Results; readonly lines: Results }[] {
  const stepper = createStepper(entry, values, 3, { loss: wells }, backend);
  const { theta, gradient, state } = stepper;
  theta.set([1.5, -0.25, 3]);
  startState(entry, values, theta.slice(), state);
  const updates: { after: Results; lines: Results }[] = [];
  for (const [k, row] of gradients.entries()) {
    gradient.set(row);
    const lr = Number(values['lr']) / (k + 1);
    const before = { theta: theta.slice(), gradient: gradient.slice(), state: state.slice() };
    stepper.step(k + 1, lr, wells.value(theta));
    const kept = unpackState(entry.rule, state, 3);
    const found = entry.rule.search ? { found: kept } : {};
    const lines = evaluateLines(entry, { values, lr, t: k + 1, loss: wells, ...before, ...found });
    const last = lines.at(-1)?.line.key;
    if (last !== 'theta') throw new Error(`the last line assigns ${last}`);
    updates.push({
      after: new Map([...Object.entries(kept), ['theta', theta.slice()]]),
      lines: new Map(lines.map(({ line, value }) => [line.key, value])),
    });
    if (!theta.every(Number.isFinite)) break;
  }
  stepper.release();
  const expected = entry.rule.search ? 'search' : backend;
  if (stepper.backend !== expected) throw new Error(`${stepper.backend} instead of ${expected}`);
  return updates;
}

const componentsOf = (value: Value) => (typeof value === 'number' ? [value] : [...value]);

describe(`the equations are the updates, seed ${seed}`, () => {
  test.each(optimizers.map((entry) => [entry.id, entry] as const))('%s', (_id, entry) => {
    const isSearch = entry.rule.search !== undefined;
    const coordinate = fc.double({ min: -10, max: 10, noNaN: true });
    const gradients = fc.array(fc.array(coordinate, { minLength: 3, maxLength: 3 }), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(valuesOf(entry), gradients, (values, given) => {
        const compiled = follow(entry, values, given, 'wasm');
        const interpreted = isSearch ? compiled : follow(entry, values, given, 'interpreter');
        compiled.forEach(({ after, lines }, k) => {
          const step = lines.get('update');
          if (!(step instanceof Float64Array)) throw new Error('there is no update');
          for (const [key, value] of after) {
            const ours = componentsOf(value);
            const theirs = componentsOf(interpreted[k]!.after.get(key)!);
            const shown = lines.get(key);
            const told = shown === undefined ? ours : componentsOf(shown);
            ours.forEach((x, i) => {
              // To the bit; where code searches, at the scale of the step that led there.
              const scale = Math.max(Math.abs(x), key === 'theta' ? Math.abs(step[i]!) : 0);
              const tolerance = isSearch ? 1e-12 * scale : 0;
              const isSame = (y: number) => Object.is(y, x) || y === x || Math.abs(y - x) <= tolerance;
              if (isSame(theirs[i]!) && isSame(told[i]!)) return;
              throw new Error(
                `step ${k + 1}, ${key}[${i}]: compiled ${x}, interpreted ${theirs[i]}, shown ${told[i]}`,
              );
            });
          }
        });
      }),
      { seed, numRuns: 150 },
    );
  });
});

describe('which lines take part', () => {
  const keysOf = (id: string, values: Record<string, number | boolean>, t = 2): string[] => {
    const entry = optimizers.find((row) => row.id === id)!;
    const all = Object.fromEntries(entry.hyperparameters.map((row) => [row.key, row.default]));
    const state = new Float64Array(stateSize(entry.rule, 1));
    const one = Float64Array.of(1);
    const set = { ...all, ...values };
    const inputs = { values: set, lr: 0.1, t, theta: one, gradient: one, state, loss: line };
    return evaluateLines(entry, inputs).map(({ line }) => line.key);
  };

  test('what does not act has no line', () => {
    expect(keysOf('sgd', {})).toEqual(['update', 'theta']);
    expect(keysOf('sgd', { weightDecay: 0.1 })).toEqual(['decay', 'gradient', 'update', 'theta']);
    expect(keysOf('momentum', {})).toEqual(['velocity', 'update', 'theta']);
    expect(keysOf('adam', {})).toEqual(['m', 'v', 'mHat', 'vHat', 'update', 'theta']);
    expect(keysOf('adam', { amsgrad: true })).toEqual(['m', 'v', 'vMax', 'mHat', 'vHat', 'update', 'theta']);
    expect(keysOf('rmsprop', { centered: true })).toContain('gradientAverage');
  });

  test('RAdam rectifies once its average is long enough: from the sixth update on at beta2 0.999', () => {
    expect(keysOf('radam', {}, 5)).not.toContain('rectification');
    expect(keysOf('radam', {}, 6)).toContain('rectification');
  });
});
