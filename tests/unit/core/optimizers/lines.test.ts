import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Loss } from '../../../../src/core/math/loss.ts';
import { evaluateLines, stateSize, unpackState } from '../../../../src/core/optimizers/lines.ts';
import { optimizers } from '../../../../src/core/optimizers/registry.ts';
import type { Hyperparameter, OptimizerEntry } from '../../../../src/core/optimizers/types.ts';

const seed = 20_240;

/** What the rules that ask for it see: sum of x^4/4 - x^2, with two minima and a saddle along every axis. */
const wells: Loss = {
  dimension: 3,
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

function close(got: number, expected: number, scale: number): boolean {
  return Object.is(got, expected) || Math.abs(got - expected) <= 1e-12 * Math.max(Math.abs(expected), scale);
}

describe(`the equations equal the updates, seed ${seed}`, () => {
  test.each(optimizers.map((entry) => [entry.id, entry] as const))('%s', (_id, entry) => {
    const { rule } = entry;
    const coordinate = fc.double({ min: -10, max: 10, noNaN: true });
    const gradients = fc.array(fc.array(coordinate, { minLength: 3, maxLength: 3 }), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(valuesOf(entry), gradients, (values, given) => {
        const update = rule.update(values, 3, wells);
        const state = new Float64Array(stateSize(rule, 3));
        rule.init(values, 3, state);
        const theta = Float64Array.of(1.5, -0.25, 3);
        for (const [k, row] of given.entries()) {
          const gradient = Float64Array.from(row);
          const lr = Number(values['lr']) / (k + 1);
          const before = { theta: theta.slice(), gradient: gradient.slice(), state: state.slice() };
          update(theta, gradient, state, k + 1, lr);
          const found = unpackState(rule, state, 3);
          const lines = evaluateLines(entry, { values, lr, t: k + 1, ...before, found });
          const assigned = new Map(lines.map(({ line, value }) => [line.key, value]));
          const results = { ...unpackState(rule, state, 3), theta };
          for (const [key, expected] of Object.entries(results)) {
            const got = assigned.get(key);
            if (got === undefined) continue;
            const [a, b] = [
              [got].flatMap((x) => (typeof x === 'number' ? x : [...x])),
              [expected].flatMap((x) => (typeof x === 'number' ? x : [...x])),
            ];
            const step = assigned.get('update');
            b.forEach((value, i) => {
              // A position is compared at the scale of the step that led to it.
              const scale = key === 'theta' && step instanceof Float64Array ? Math.abs(step[i]!) : 0;
              if (!close(a[i]!, value, scale)) {
                throw new Error(
                  `step ${k + 1}, ${key}[${i}]: the equations give ${a[i]}, the update ${value}`,
                );
              }
            });
          }
          expect(assigned.has('theta') && assigned.has('update') && lines.at(-1)?.line.key === 'theta').toBe(
            true,
          );
          if (!theta.every(Number.isFinite)) break;
        }
      }),
      { seed, numRuns: 150 },
    );
  });
});

describe('which lines take part', () => {
  const keysOf = (id: string, values: Record<string, number | boolean>, t = 2): string[] => {
    const entry = optimizers.find((row) => row.id === id)!;
    const all = Object.fromEntries(entry.hyperparameters.map((row) => [row.key, row.default]));
    const state = new Float64Array(entry.rule.vectors.length + entry.rule.scalars.length);
    const one = Float64Array.of(1);
    const inputs = { values: { ...all, ...values }, lr: 0.1, t, theta: one, gradient: one, state };
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
