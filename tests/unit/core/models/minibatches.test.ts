import { describe, expect, test } from 'vitest';
import { createModel, recordRun } from '../../../../src/core/index.ts';
import { leastSquares } from '../../../../src/core/models/least-squares.ts';
import { minibatches } from '../../../../src/core/models/minibatches.ts';
import { networkLoss } from '../../../../src/core/models/network.ts';
import { normals } from '../normals.ts';

describe('an order of minibatches', () => {
  test.each([
    [10, 3],
    [10, 10],
    [10, 1],
    [7, 4],
    [2000, 32],
    [1, 1],
  ])('goes through %i rows by %i once an epoch', (rows, size) => {
    const of = minibatches(rows, size, 5);
    const perEpoch = Math.ceil(rows / size);
    const epochs = [0, 1, 2].map((epoch) =>
      Array.from({ length: perEpoch }, (_, k) => [...of(epoch * perEpoch + k)]).flat(),
    );
    for (const epoch of epochs) {
      expect([...epoch].sort((a, b) => a - b)).toEqual(Array.from({ length: rows }, (_, i) => i));
    }
    if (rows > 9) expect(epochs[1]).not.toEqual(epochs[0]);
    expect(of(0).length).toBe(Math.min(rows, size));
    // Back and forth: a function of the step alone.
    expect([...of(perEpoch)]).toEqual(epochs[1]!.slice(0, Math.min(rows, size)));
    expect([...minibatches(rows, size, 5)(2 * perEpoch)]).toEqual(epochs[2]!.slice(0, Math.min(rows, size)));
    if (rows > 9) expect([...minibatches(rows, size, 6)(0)]).not.toEqual([...of(0)]);
  });
});

const layers = [3, 4, 3];
const rows = 11;
const inputs = normals(rows * 3, 1, 'inputs').map((x, i) => (i % 4 === 0 ? 0 : x));
const labels = Int32Array.from({ length: rows }, (_, r) => (r * 2) % 3);
const network = (batchSize: number, list?: readonly number[]) =>
  networkLoss({
    layers,
    activation: 'tanh',
    objective: 'cross-entropy',
    inputs: list ? list.flatMap((row) => [...inputs.subarray(3 * row, 3 * row + 3)]) : inputs,
    targets: list ? Int32Array.from(list, (row) => labels[row]!) : labels,
    weightDecay: 0.1,
    batchSize,
  });
const targets = normals(rows, 2, 'targets');
const regression = (batchSize: number, list?: readonly number[]) =>
  leastSquares({
    columns: 3,
    inputs: list
      ? Float64Array.from(list.flatMap((row) => [...inputs.subarray(3 * row, 3 * row + 3)]))
      : inputs,
    targets: list ? Float64Array.from(list, (row) => targets[row]!) : targets,
    penalties: Float64Array.of(0, 0.1, 1),
    batchSize,
  });

describe.each([
  { name: 'a network', make: network },
  { name: 'least squares', make: regression },
])('$name', ({ make }) => {
  const loss = make(4);
  const p = normals(loss.dimension, 3, 'point');

  test('gives the gradient of the rows of the step, and the loss of all', () => {
    const out = new Float64Array(loss.dimension);
    for (const step of [0, 2, 5, 1]) {
      loss.minibatches!(9)(step, p, out);
      expect(out).toEqual(make(0, [...minibatches(rows, 4, 9)(step)]).gradient(p));
    }
    expect(loss.value(p)).toBe(make(0).value(p));
    expect(loss.gradient(p)).toEqual(make(0).gradient(p));
  });

  test.each([0, rows, rows + 1, 2000])('%i rows are all of them', (size) => {
    expect(make(size).minibatches).toBeUndefined();
  });

  test.each([-1, 1.5, Number.NaN, Infinity])('%s rows are none', (size) => {
    expect(() => make(size)).toThrow('batchSize must be a whole number from 0');
  });
});

test('a gradient asked for elsewhere, and a step gone back to, cost no loss of all rows', () => {
  const { loss, initial } = createModel('moons', { batchSize: 5 });
  let asked = 0;
  const counted = {
    ...loss,
    hessianVector: loss.hessianVector.bind(loss),
    minibatches: loss.minibatches!.bind(loss),
    value: (p: ArrayLike<number>) => {
      asked++;
      return loss.value(p);
    },
  };
  const run = recordRun({
    loss: counted,
    start: initial(2),
    optimizer: { id: 'sam', lr: 0.1 },
    steps: 63,
    noise: 0.1,
  });
  expect([run.steps, asked]).toEqual([63, 64]);
  expect(run.updateFrom(62)['theta']).toEqual(run.positions.slice(-loss.dimension));
  expect(asked).toBe(64);
});

test.each(['moons', 'sales', 'softmax'])(
  '%s: every run of a seed meets the same, and the losses are those of all',
  (id) => {
    const options = { batchSize: 5 };
    const model = createModel(id, options);
    const start = model.initial(2);
    const record = (rule: string, seed: number) =>
      recordRun({ loss: model.loss, start, optimizer: { id: rule, lr: 0.001 }, steps: 12, seed });
    const run = record('adam', 7);
    expect(createModel(id, options).loss.value(run.positions.slice(-model.loss.dimension))).toBe(
      run.losses[12],
    );
    expect(record('adam', 7).positions).toEqual(run.positions);
    expect(record('adam', 8).positions).not.toEqual(run.positions);
    // The first gradient, by a rule that goes along it.
    const out = new Float64Array(model.loss.dimension);
    model.loss.minibatches!(7)(0, start, out);
    const sgd = record('sgd', 7);
    expect(sgd.stateAt(1)['gradient']).toEqual(out);
    expect(run.stateAt(1)['gradient']).toEqual(out);
    // A step in the middle, replayed by itself.
    model.loss.minibatches!(7)(9, run.positions.slice(9 * out.length, 10 * out.length), out);
    expect(run.stateAt(10)['gradient']).toEqual(out);
  },
);
