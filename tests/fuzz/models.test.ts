import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createModel,
  distance,
  lift,
  mapSettings,
  models,
  networkLoss,
  optimizers,
  project,
  recordRun,
  spanPlane,
} from '../../src/core/index.ts';
import { activations } from '../../src/core/models/activations.ts';
import { restoreOptions } from '../../src/core/models/options.ts';
import { giveDigitsHere } from '../tools/digits.ts';
import { normals } from '../unit/core/normals.ts';

giveDigitsHere();

const seed = 20_261_126;

/** Networks of any shape on a few rows. */
const network = fc
  .record({
    layers: fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 2, maxLength: 5 }),
    activation: fc.constantFrom(...activations),
    objective: fc.constantFrom('cross-entropy', 'squared error'),
    rows: fc.integer({ min: 1, max: 6 }),
    weightDecay: fc.constantFrom(0, 0.01, 2),
    draw: fc.nat(1000),
  })
  .map(({ rows, draw, ...shape }) => {
    const outputs = shape.layers.at(-1)!;
    const inputs = normals(rows * shape.layers[0]!, draw, 'inputs');
    const targets = Int32Array.from({ length: rows }, (_, r) => (r * 5 + draw) % Math.max(2, outputs));
    return { ...shape, inputs, targets, draw };
  });

/** The value again, plainly: matrices of arrays, every function from Math. */
function plainly(
  { layers, activation, objective, inputs, targets, weightDecay }: FuzzNetwork,
  p: Float64Array,
): number {
  const gelu = (z: number) => 0.5 * z * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (z + 0.044715 * z ** 3)));
  const unit = {
    tanh: Math.tanh,
    relu: (z: number) => (z > 0 ? z : 0),
    sigmoid: (z: number) => 1 / (1 + Math.exp(-z)),
    // The exact one is held to other values elsewhere.
    gelu,
    'gelu-tanh': gelu,
  }[activation];
  let penalty = 0;
  let sum = 0;
  targets.forEach((label, row) => {
    let h = [...inputs.subarray(row * layers[0]!, (row + 1) * layers[0]!)];
    let at = 0;
    penalty = 0;
    layers.slice(1).forEach((units, l) => {
      const z = Array.from({ length: units }, (_, o) => {
        const weights = p.subarray(at + o * h.length, at + (o + 1) * h.length);
        for (const w of weights) penalty += (weightDecay / 2) * w * w;
        return h.reduce((total, x, i) => total + weights[i]! * x, p[at + units * h.length + o]!);
      });
      at += units * (h.length + 1);
      h = l < layers.length - 2 ? z.map(unit) : z;
    });
    const target = h.length === 1 ? [label] : h.map((_, k) => (k === label ? 1 : 0));
    if (objective === 'squared error') {
      sum += h.reduce((total, z, k) => total + (z - target[k]!) ** 2, 0) / h.length;
    } else if (h.length === 1) {
      const share = 1 / (1 + Math.exp(-h[0]!));
      sum -= Math.log(label === 1 ? share : 1 - share);
    } else {
      const total = h.reduce((all, z) => all + Math.exp(z), 0);
      sum -= Math.log(Math.exp(h[label]!) / total);
    }
  });
  return sum / targets.length + penalty;
}

type FuzzNetwork = (typeof network extends fc.Arbitrary<infer T> ? T : never) & object;

describe('networks', () => {
  test(`give what is computed plainly (seed ${seed})`, () => {
    fc.assert(
      fc.property(network, (given) => {
        fc.pre(given.activation !== 'gelu');
        const loss = networkLoss(given);
        const p = normals(loss.dimension, given.draw, 'point');
        const expected = plainly(given, p);
        expect(Math.abs(loss.value(p) - expected)).toBeLessThan(1e-11 * Math.max(1, expected));
      }),
      { seed, numRuns: 400 },
    );
  });

  test(`are the mean of their rows, in value, gradient and product (seed ${seed})`, () => {
    fc.assert(
      fc.property(network, (given) => {
        const loss = networkLoss(given);
        const [p, d] = [
          normals(loss.dimension, given.draw, 'point'),
          normals(loss.dimension, given.draw, 'd'),
        ];
        const width = given.layers[0]!;
        const rows = Array.from(given.targets, (label, r) =>
          networkLoss({
            ...given,
            inputs: given.inputs.slice(r * width, (r + 1) * width),
            targets: Int32Array.of(label),
          }),
        );
        const mean = (of: (one: typeof loss) => readonly number[]) =>
          rows
            .map(of)
            .reduce((a, b) => a.map((x, i) => x + b[i]!))
            .map((x) => x / rows.length);
        const found = [loss.value(p), ...loss.gradient(p), ...loss.hessianVector(p, d)];
        const expected = mean((one) => [one.value(p), ...one.gradient(p), ...one.hessianVector(p, d)]);
        found.forEach((value, i) => {
          expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-11 * Math.max(1, Math.abs(expected[i]!)));
        });
      }),
      { seed, numRuns: 150 },
    );
  });

  test(`products with vectors are linear and symmetric (seed ${seed})`, () => {
    fc.assert(
      fc.property(network, (given) => {
        const loss = networkLoss(given);
        const [p, a, b] = ['point', 'a', 'b'].map((name) => normals(loss.dimension, given.draw, name));
        const [ha, hb] = [loss.hessianVector(p!, a!), loss.hessianVector(p!, b!)];
        const both = loss.hessianVector(
          p!,
          a!.map((x, i) => 2 * x - 3 * b![i]!),
        );
        const size = Math.max(1, ...ha.map(Math.abs), ...hb.map(Math.abs));
        both.forEach((x, i) => expect(Math.abs(x - 2 * ha[i]! + 3 * hb[i]!)).toBeLessThan(1e-11 * size));
        const dot = (u: Float64Array, v: Float64Array) => u.reduce((sum, x, i) => sum + x * v[i]!, 0);
        expect(Math.abs(dot(ha, b!) - dot(hb, a!))).toBeLessThan(1e-11 * size * loss.dimension);
      }),
      { seed, numRuns: 150 },
    );
  });
});

/** Options that say how large a model is. */
const sizes = ['points', 'months', 'patients', 'strikes', 'units'];

test(`options from outside never throw, and what they are restored to makes a model (seed ${seed})`, () => {
  const entry = fc.constantFrom(...models);
  const value = fc.oneof(
    fc.anything(),
    fc.double(),
    fc.integer({ min: -5, max: 20 }),
    fc.boolean(),
    fc.constantFrom('relu', 'he', 'huber'),
  );
  const given = entry.chain((row) =>
    fc.tuple(
      fc.constant(row),
      fc.oneof(
        fc.anything(),
        fc.dictionary(fc.oneof(fc.constantFrom(...row.options.map(({ key }) => key)), fc.string()), value),
      ),
    ),
  );
  fc.assert(
    fc.property(given, ([row, raw]) => {
      const { options, problems } = restoreOptions(row, raw);
      for (const problem of problems) expect(problem).toMatch(/\.$/);
      for (const option of row.options) {
        const found = options[option.key]!;
        if (option.kind === 'number') {
          expect(found).toBeGreaterThanOrEqual(option.min);
          expect(found).toBeLessThanOrEqual(option.max);
        }
      }
      // Digits have as many rows as they have.
      const few = row.options.flatMap((option) =>
        option.kind === 'number' && sizes.includes(option.key)
          ? [[option.key, Math.max(option.min, 5)] as const]
          : [],
      );
      const small = { ...options, ...Object.fromEntries(few) };
      const { loss, initial } = createModel(row.id, small);
      expect(Number.isFinite(loss.value(initial(1)))).toBe(true);
    }),
    { seed, numRuns: 400 },
  );
});

test(`feet on planes: Pythagoras, and back again (seed ${seed})`, () => {
  const dimension = fc.integer({ min: 2, max: 60 });
  fc.assert(
    fc.property(dimension, fc.nat(10_000), fc.integer({ min: -12, max: 12 }), (n, draw, decade) => {
      const size = 10 ** decade;
      const vectors = ['origin', 'first', 'second', 'p'].map((name) =>
        normals(n, draw, name).map((x) => size * x),
      );
      const plane = spanPlane(vectors[0]!, vectors[1]!, vectors[2]!);
      const p = vectors[3]!;
      const [x, y] = project(plane, p) as unknown as [number, number];
      const off = distance(plane, p);
      const whole = Math.hypot(...p.map((value, i) => value - vectors[0]![i]!));
      expect(Math.abs(Math.hypot(x, y, off) - whole)).toBeLessThan(1e-12 * whole);
      const again = project(plane, lift(plane, x, y));
      expect(Math.hypot(again[0]! - x, again[1]! - y)).toBeLessThan(1e-12 * whole);
    }),
    { seed, numRuns: 300 },
  );
});

test(`pixels of maps of settings are the recorder's ends, of any rule (seed ${seed})`, () => {
  const loss = createModel('moons', { points: 4, units: 2 });
  const start = loss.initial(1);
  const rules = optimizers.filter(
    ({ hyperparameters }) => hyperparameters.filter(({ kind }) => kind === 'number').length > 1,
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...rules),
      fc.nat(2),
      fc.nat(2),
      fc.nat(1e6),
      ({ id, hyperparameters }, i, j, draw) => {
        const [x, y] = hyperparameters
          .filter(({ kind }) => kind === 'number')
          .slice(0, 2)
          .map(({ key, min, max }) => ({ key, min, max, scale: 'linear' as const }));
        const ground = { loss: loss.loss, start, steps: 12, noise: 0.1, seed: draw };
        const map = mapSettings({ ...ground, optimizer: { id }, x: x!, y: y!, width: 3, height: 3 });
        const run = recordRun({ ...ground, optimizer: { id, [x!.key]: map.xs[i]!, [y!.key]: map.ys[j]! } });
        expect(map.losses[3 * j + i]).toBe(run.losses[run.steps]);
        expect(map.endedAt[3 * j + i]).toBe(run.divergedAt ?? -1);
      },
    ),
    { seed, numRuns: 120 },
  );
});
