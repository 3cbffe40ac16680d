import { describe, expect, test } from 'vitest';
import { exp } from '../../../../src/core/math/exponential.ts';
import { type Activation, units } from '../../../../src/core/models/activations.ts';
import { createKernel } from '../../../../src/core/models/network-kernel.ts';
import { networkLoss } from '../../../../src/core/models/network.ts';
import type { Objective } from '../../../../src/core/models/network-options.ts';
import { sparseRows } from '../../../../src/core/models/sparse.ts';
import { normals } from '../normals.ts';

interface Shape {
  readonly layers: readonly number[];
  readonly activation: Activation;
  readonly objective: Objective;
  /** What weights are multiplied by. */
  readonly size?: number;
  readonly weightDecay?: number;
}

const shapes: readonly Shape[] = [
  { layers: [196, 16, 10], activation: 'relu', objective: 'cross-entropy' },
  { layers: [196, 16, 10], activation: 'tanh', objective: 'cross-entropy', weightDecay: 0.1 },
  { layers: [50, 64, 64, 10], activation: 'sigmoid', objective: 'cross-entropy' },
  { layers: [30, 17, 9, 3], activation: 'tanh', objective: 'cross-entropy' },
  { layers: [30, 1, 5], activation: 'gelu', objective: 'squared error', weightDecay: 1 },
  { layers: [30, 20, 2], activation: 'gelu-tanh', objective: 'cross-entropy' },
  { layers: [196, 10], activation: 'relu', objective: 'squared error' },
  { layers: [196, 3], activation: 'relu', objective: 'cross-entropy' },
  { layers: [20, 33, 18, 7], activation: 'relu', objective: 'squared error' },
  { layers: [40, 8, 10], activation: 'tanh', objective: 'cross-entropy', size: 60 },
  { layers: [40, 8, 10], activation: 'sigmoid', objective: 'cross-entropy', size: 2000 },
  { layers: [40, 8, 10], activation: 'relu', objective: 'cross-entropy', size: 1e160 },
  { layers: [40, 8, 10], activation: 'tanh', objective: 'squared error', size: 1e-9 },
];

describe.each(shapes)('$layers $activation $objective $size', ({ layers, size = 0.3, ...options }) => {
  const width = layers[0]!;
  const rows = 600;
  const inputs = normals(rows * width, 1, 'inputs').map((x) => (x < 0.4 ? 0 : x));
  const targets = Int32Array.from({ length: rows }, (_, row) => (row * 3) % layers.at(-1)!);
  const make = () => networkLoss({ layers, ...options, inputs, targets, batchSize: 7 });
  const loss = make();
  const plain = withoutWebAssembly(() => {
    const made = make();
    made.value(new Float64Array(made.dimension));
    return made;
  });
  const p = normals(loss.dimension, 2, 'point').map((x) => size * x);

  test('gives the bits of the plain loops', () => {
    const shape = { layers, activation: options.activation, objective: options.objective };
    const zeros = new Float64Array(rows * layers.at(-1)!);
    expect(createKernel(shape, sparseRows(inputs, width), zeros)).not.toBeNull();
    expect(loss.value(p)).toBe(plain.value(p));
    const [own, other] = [new Float64Array(p.length), new Float64Array(p.length)];
    expect(loss.valueAndGradient(p, own)).toBe(plain.valueAndGradient(p, other));
    expect(own).toEqual(other);
    for (const step of [0, 3, 57]) {
      loss.minibatches!(1)(step, p, own);
      plain.minibatches!(1)(step, p, other);
      expect(own).toEqual(other);
    }
    expect(loss.outputs(p)).toEqual(plain.outputs(p));
  });

  test('and of planes, one after the other', () => {
    const [u, v, w] = ['u', 'v', 'w'].map((name) => normals(p.length, 3, name));
    const [on, off] = [loss.alongPlane(p, u!, v!), plain.alongPlane(p, u!, v!)];
    const [second, offSecond] = [loss.alongPlane(p, u!, w!), plain.alongPlane(p, u!, w!)];
    for (const [x, y] of [
      [0, 0],
      [0.1, -0.2],
      [3, 5],
    ] as const) {
      expect(on(x, y)).toBe(off(x, y));
      expect(second(x, y)).toBe(offSecond(x, y));
      loss.outputs(p);
      expect(on(y, x)).toBe(off(y, x));
    }
  });
});

/** What is made meanwhile finds no WebAssembly. */
function withoutWebAssembly<T>(make: () => T): T {
  const own = globalThis.WebAssembly;
  Reflect.deleteProperty(globalThis, 'WebAssembly');
  try {
    return make();
  } finally {
    globalThis.WebAssembly = own;
  }
}

test('tanh of a unit is that of Math to a few units in the last place, odd, and NaN where there is none', () => {
  for (let k = -400; k <= 400; k++) {
    const z = k === 0 ? 0 : Math.sign(k) * exp((Math.abs(k) - 300) / 20);
    const found = units.tanh.value(z);
    expect(Math.abs(found - Math.tanh(z))).toBeLessThanOrEqual(4e-16 * Math.abs(Math.tanh(z)));
    expect(units.tanh.value(-z)).toBe(-found);
  }
  expect(units.tanh.value(Infinity)).toBe(1);
  expect(units.tanh.value(Number.NaN)).toBeNaN();
});
