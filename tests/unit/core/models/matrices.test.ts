import { describe, expect, test } from 'vitest';
import { singularValues } from '../../../../src/core/math/matrix.ts';
import '../../../../src/core/optimizers/all.ts';
import { recordRun } from '../../../../src/core/run/record.ts';
import type { productLoss } from '../../../../src/core/models/matrix-loss.ts';
import { matrices, productOf } from '../../../../src/core/models/matrices.ts';
import { restoreOptions } from '../../../../src/core/models/options.ts';
import type { OptionValue, Table } from '../../../../src/core/models/types.ts';
import { differences } from '../differences.ts';
import { normals } from '../normals.ts';

const rowOf = (id: string) => matrices.find((row) => row.id === id)!;

function made(id: string, given: Record<string, OptionValue> = {}, table?: Table) {
  const row = rowOf(id);
  const { options, problems } = restoreOptions(row, given);
  expect(problems).toEqual([]);
  const train = table ?? row.make(options).train;
  return { ...row.build(options, train, null), options, product: productOf(id, options, train) };
}

const cases: readonly (readonly [string, Record<string, OptionValue>])[] = [
  ['memory', {}],
  ['memory', { askew: false, objective: 'squared error', facts: 5 }],
  ['memory', { objective: 'squared error', exponent: 2 }],
  ['deep-linear', {}],
  ['deep-linear', { depth: 5, size: 4 }],
  ['low-rank', {}],
  ['low-rank', { rank: 7, balance: 10 }],
];

describe.each(cases)('%s %j', (id, options) => {
  const { loss, parameters, initial } = made(id, options);
  const n = loss.dimension;

  test('gradient and product of Hessian and vector agree with differences at 100 random points', () => {
    for (let k = 0; k < 100; k++) {
      const [p, d] = [normals(n, k, 'point'), normals(n, k, 'direction').map((z) => z / 4)];
      const gradient = loss.gradient(p).slice();
      const along = gradient.reduce((sum, g, i) => sum + g * d[i]!, 0);
      const slope = differences((q) => Float64Array.of(loss.value(q)), p, d, 1e-3, 1)[0]!;
      const bend = differences((q) => loss.gradient(q), p, d, 1e-3);
      const product = loss.hessianVector(p, d);
      const size = Math.max(1, loss.value(p), ...product.map(Math.abs));
      expect(Math.abs(slope - along)).toBeLessThan(1e-8 * size);
      product.forEach((value, i) => expect(Math.abs(value - bend[i]!)).toBeLessThan(1e-8 * size));
    }
  });

  test('its parameters are matrices, one after another, and it begins as its seed says', () => {
    expect(parameters.reduce((sum, { shape: [a, b] }) => sum + a! * b!, 0)).toBe(n);
    expect(parameters.every(({ shape }) => shape.length === 2)).toBe(true);
    expect(initial(3)).toEqual(initial(3));
    expect(initial(3)).not.toEqual(initial(4));
  });
});

/** The probability of each fact's right answer, by the axes of the product themselves. */
function known({ loss, product }: ReturnType<typeof made>, p: Float64Array): number[] {
  const scores = (loss as ReturnType<typeof productLoss>).product(p);
  const n = product.weights.length;
  return Array.from({ length: n }, (_, j) => {
    const column = Array.from({ length: n }, (_i, i) => Math.exp(scores[i * n + j]!));
    return column[j]! / column.reduce((sum, x) => sum + x, 0);
  });
}

/** The parameters of a run at a step. */
function at({ loss, initial }: ReturnType<typeof made>, id: string, lr: number, step: number): Float64Array {
  const run = recordRun({
    loss: withMatrices(loss, id),
    optimizer: { id, lr },
    start: initial(1),
    steps: step,
  });
  expect(run.steps).toBe(step);
  return run.positions.slice(step * loss.dimension);
}

const withMatrices = (loss: ReturnType<typeof made>['loss'], id: string) =>
  id === 'muon' ? Object.assign(loss, { matrices: [{ rows: 8, columns: 8, offset: 0 }] }) : loss;

describe('they teach what they say', () => {
  test('gradient descent learns seldom facts last, and Muon all at once', () => {
    const memory = made('memory');
    const descent = known(memory, at(memory, 'sgd', 2, 15));
    const muon = known(memory, at(memory, 'muon', 0.05, 60));
    // The most frequent fact against the most seldom one, where both know the first as well.
    expect(descent[0]).toBeGreaterThan(0.8);
    expect(muon[0]).toBeGreaterThan(0.75);
    expect(descent[7]! / descent[0]!).toBeLessThan(0.4);
    expect(muon[7]! / muon[0]!).toBeGreaterThan(0.6);
    // By exact arithmetic on one axis: the gradient of a fact is its frequency times an error of at most 1.
    expect([...memory.product.weights].map((w, k) => w * (k + 1))).toEqual(
      Array.from(memory.product.weights, () => expect.closeTo(memory.product.weights[0]!, 12)),
    );
  });

  test('a deep product learns its singular values one after another', () => {
    const deep = made('deep-linear');
    const values = (step: number) =>
      [
        ...singularValues(
          (deep.loss as ReturnType<typeof productLoss>).product(at(deep, 'sgd', 0.01, step)),
          5,
          5,
        ),
      ].map((value, k) => value / (4 * 2 ** -k));
    const shares = [60, 140, 240, 480].map(values);
    // How many of the three are learned, and that the next is not on its way yet.
    expect(shares.map((all) => all.slice(0, 3).filter((share) => share > 0.9).length)).toEqual([0, 1, 2, 3]);
    expect(shares[0]![0]).toBeLessThan(0.25);
    expect(shares[1]![1]).toBeLessThan(0.5);
  });

  test('what is out of balance stays so: gradient flow keeps U^T U - V V^T', () => {
    const low = made('low-rank', { balance: 10 });
    const [v, u] = low.parameters;
    const difference = (p: Float64Array) => {
      const out = new Float64Array(9);
      for (let a = 0; a < 3; a++)
        for (let b = 0; b < 3; b++) {
          for (let i = 0; i < 8; i++)
            out[a * 3 + b]! += p[u!.offset + i * 3 + a]! * p[u!.offset + i * 3 + b]!;
          for (let j = 0; j < 6; j++)
            out[a * 3 + b]! -= p[v!.offset + a * 6 + j]! * p[v!.offset + b * 6 + j]!;
        }
      return out;
    };
    const before = difference(low.initial(1));
    // A flow, in small steps over the time of 20 steps of 0.02.
    const after = difference(at(low, 'sgd', 0.0002, 2000));
    const size = Math.hypot(...before);
    before.forEach((value, k) => expect(Math.abs(after[k]! - value)).toBeLessThan(0.01 * size));
    expect(low.loss.value(at(low, 'sgd', 0.0002, 2000))).toBeLessThan(0.5 * low.loss.value(low.initial(1)));
  });
});

describe('a table of one’s own', () => {
  const table = (columns: readonly string[], rows: readonly (readonly number[])[]): Table => ({
    columns,
    inputs: Float64Array.from(rows.flatMap((row) => row.slice(0, -1))),
    targets: Float64Array.from(rows, (row) => row.at(-1)!),
  });

  test('of a memory are facts, of a product a matrix', () => {
    const facts = made(
      'memory',
      {},
      table(
        ['often'],
        [
          [3, 1],
          [1, 1],
          [0, 0],
        ],
      ),
    );
    expect([...facts.product.weights]).toEqual([0.75, 0.25, 0]);
    expect(facts.loss.dimension).toBe(9);
    expect(facts.outputs(facts.initial(1), facts.train.inputs)).toHaveLength(3);
    const own = made(
      'low-rank',
      { rank: 1 },
      table(
        ['a', 'b'],
        [
          [1, 2, 3],
          [2, 4, 6],
        ],
      ),
    );
    expect([...own.product.target]).toEqual([1, 2, 3, 2, 4, 6]);
    expect(own.parameters.map(({ name, shape }) => [name, shape])).toEqual([
      ['V', [1, 3]],
      ['U', [2, 1]],
    ]);
    // Of rank 1 that is exact: V its row, U 1 and 2.
    const p = Float64Array.of(1, 2, 3, 1, 2);
    expect(own.loss.value(p)).toBe(0);
    expect([...own.outputs(p, own.train.inputs)]).toEqual([3, 6]);
    expect(() => own.outputs(p, [1, 2])).toThrow('inputs must be the rows of the table');
  });

  const many = (count: number) => Array.from({ length: count }, () => [1, 0]);
  test.each([
    [
      'memory',
      table(
        ['a', 'b'],
        [
          [1, 1, 0],
          [1, 1, 1],
        ],
      ),
      'A memory takes a frequency and an answer; there are 2 columns beside the last.',
    ],
    ['memory', table(['a'], [[1, 0]]), 'A memory takes from 2 to 16 facts; there are 1.'],
    ['memory', table(['a'], many(17)), 'A memory takes from 2 to 16 facts; there are 17.'],
    [
      'memory',
      table(
        ['a'],
        [
          [1, 0],
          [-1, 1],
        ],
      ),
      'A frequency must be from 0 to 1000000; row 2 has -1.',
    ],
    [
      'memory',
      table(
        ['a'],
        [
          [0, 0],
          [0, 1],
        ],
      ),
      'One fact at least must have a frequency above 0.',
    ],
    [
      'memory',
      table(
        ['a'],
        [
          [1, 0],
          [1, 2],
        ],
      ),
      'An answer must be a whole number from 0 to 1; row 2 has 2.',
    ],
    [
      'deep-linear',
      table(['a'], many(17)),
      'A matrix may have at most 16 rows and columns; this one is 17 by 2.',
    ],
    [
      'low-rank',
      table(
        ['a'],
        [
          [1, 2],
          [1e4, 1],
        ],
      ),
      'Entries must be within 1000 of 0; there is 10000.',
    ],
  ])('%s: bad table %#', (id, wrong, message) => expect(() => made(id, {}, wrong)).toThrow(message));
});

test.each(cases)('%s %j: no number is NaN until all overflow, and an overflow is told', (id, options) => {
  const { loss } = made(id, options);
  for (const size of [0, 1e-300, 1, 1e6, 1e20]) {
    const p = new Float64Array(loss.dimension).fill(size);
    const found = [
      loss.value(p),
      ...loss.gradient(p),
      ...loss.hessianVector(
        p,
        p.map(() => 1),
      ),
    ];
    expect([size, found.some(Number.isNaN)]).toEqual([size, false]);
    expect(loss.failure!(p, 'value')).toBe(Number.isFinite(loss.value(p)) ? null : 'overflow');
  }
});
