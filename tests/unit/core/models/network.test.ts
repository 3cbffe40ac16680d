import { describe, expect, test } from 'vitest';
import { type NetworkOptions, networkLoss, recordRun } from '../../../../src/core/index.ts';
import { differences } from '../differences.ts';
import { normals as draw } from '../normals.ts';

const normals = (count: number, name: string): Float64Array => draw(count, 0, name);

const rows = 7;
const inputs = normals(rows * 3, 'inputs');
const labels = Int32Array.of(0, 1, 3, 2, 1, 0, 3);
const shares = Float64Array.from({ length: rows * 4 }, (_, i) => [0.1, 0.2, 0.3, 0.4][(i + (i >> 2)) % 4]!);
const numbers = normals(rows * 4, 'numbers');
const bits = Int32Array.of(0, 1, 1, 0, 1, 0, 1);
const base = { activation: 'tanh', inputs } as const;

/** Every activation, both objectives, none to three hidden layers, each kind of target. */
const networks: readonly (readonly [name: string, options: NetworkOptions])[] = [
  ['softmax', { ...base, layers: [3, 4], objective: 'cross-entropy', targets: labels }],
  [
    'softmax of shares',
    { ...base, layers: [3, 4], objective: 'cross-entropy', targets: shares, weightDecay: 0.3 },
  ],
  ['logistic', { ...base, layers: [3, 1], objective: 'cross-entropy', targets: bits }],
  ['linear', { ...base, layers: [3, 4], objective: 'squared error', targets: numbers, weightDecay: 0.1 }],
  ['tanh', { ...base, layers: [3, 5, 4], objective: 'cross-entropy', targets: labels, weightDecay: 0.05 }],
  [
    'sigmoid',
    { ...base, activation: 'sigmoid', layers: [3, 4, 2, 4], objective: 'squared error', targets: labels },
  ],
  ['gelu', { ...base, activation: 'gelu', layers: [3, 6, 1], objective: 'cross-entropy', targets: bits }],
  [
    'gelu-tanh',
    {
      ...base,
      activation: 'gelu-tanh',
      layers: [3, 4, 3, 2, 4],
      objective: 'squared error',
      targets: numbers,
    },
  ],
  ['relu', { ...base, activation: 'relu', layers: [3, 8, 4], objective: 'cross-entropy', targets: labels }],
  [
    'relu, squares',
    {
      ...base,
      activation: 'relu',
      layers: [3, 5, 5, 1],
      objective: 'squared error',
      targets: Float64Array.from(bits),
    },
  ],
];

describe.each(networks)('%s', (_name, options) => {
  const loss = networkLoss(options);
  const n = loss.dimension;

  test('parameters lie one after another: W1 row-major, b1, W2 ...', () => {
    const { parameters } = loss;
    expect(parameters.map(({ name }) => name)).toEqual(
      options.layers.slice(1).flatMap((_, l) => [`W${l + 1}`, `b${l + 1}`]),
    );
    let offset = 0;
    for (const { shape, offset: own } of parameters) {
      expect(own).toBe(offset);
      offset += shape.reduce((a, b) => a * b);
    }
    expect(offset).toBe(n);
  });

  test('gradient and product of Hessian and vector agree with differences at 100 random points', () => {
    let compared = 0;
    for (let k = 0; k < 100; k++) {
      const [p, d] = [normals(n, `point ${k}`), normals(n, `direction ${k}`)];
      const gradient = loss.gradient(p);
      const product = loss.hessianVector(p, d);
      const bends = [2e-4, 1e-4].map((h) => differences((q) => loss.gradient(q), p, d, h));
      const slopes = [2e-4, 1e-4].map((h) => differences((q) => Float64Array.of(loss.value(q)), p, d, h, 1));
      const along = gradient.reduce((sum, g, i) => sum + g * d[i]!, 0);
      const size = Math.max(1, Math.abs(along), ...product.map(Math.abs), ...gradient.map(Math.abs));
      // Where a unit is switched within the differences these do not agree among themselves.
      const isApart = ([coarse, fine]: readonly Float64Array[]) =>
        coarse!.some((value, i) => Math.abs(value - fine![i]!) > 1e-8 * size);
      if (isApart(bends) || isApart(slopes)) continue;
      compared++;
      expect(Math.abs(slopes[1]![0]! - along)).toBeLessThan(1e-7 * size);
      product.forEach((value, i) => expect(Math.abs(value - bends[1]![i]!)).toBeLessThan(1e-7 * size));
    }
    expect(compared).toBeGreaterThan(80);
  });

  test('the Hessian is its products with the axes, and symmetric', () => {
    const p = normals(n, 'point');
    const hessian = loss.hessian(p);
    for (let i = 0; i < n; i++) {
      const axis = Float64Array.from({ length: n }, (_, k) => (k === i ? 1 : 0));
      expect(loss.hessianVector(p, axis)).toEqual(hessian.slice(i * n, (i + 1) * n));
      for (let j = 0; j < i; j++) expect(hessian[i * n + j]).toBeCloseTo(hessian[j * n + i]!, 13);
    }
  });

  test('numbers in, numbers out: plain arrays will do, what is given is left alone', () => {
    const p = normals(n, 'point');
    const copy = p.slice();
    const out = new Float64Array(n);
    expect(loss.value([...p])).toBe(loss.value(p));
    expect(loss.gradient([...p], out)).toBe(out);
    expect(loss.valueAndGradient(p, new Float64Array(n))).toBe(loss.value(p));
    expect(loss.hessianVector([...p], [...p])).toEqual(loss.hessianVector(p, p));
    expect(p).toEqual(copy);
    expect(out).toEqual(loss.gradient(p));
  });

  test('along a plane it is the value, to rounding', () => {
    const [origin, u, v] = [normals(n, 'point'), normals(n, 'u'), normals(n, 'v')];
    const along = loss.alongPlane(origin, u, v);
    for (const [x, y] of [
      [0, 0],
      [0.4, -1.2],
      [3, 2],
    ] as const) {
      const p = origin.map((value, i) => value + x * u[i]! + y * v[i]!);
      expect(Math.abs(along(x, y) - loss.value(p))).toBeLessThan(1e-12 * Math.max(1, loss.value(p)));
    }
  });

  test('a run of it is the same to the bit each time, and any step is found again', () => {
    const setting = { loss, start: normals(n, 'point'), optimizer: { id: 'adam', lr: 0.05 }, steps: 150 };
    const [one, two] = [recordRun(setting), recordRun({ ...setting, loss: networkLoss(options) })];
    expect(one.positions).toEqual(two.positions);
    expect(one.losses[150]).toBeLessThan(one.losses[0]!);
    for (const step of [150, 3, 64, 65, 149, 0]) expect(one.stateAt(step)).toEqual(two.stateAt(step));
    expect(one.stateAt(100)['theta']).toEqual(one.positions.slice(100 * n, 101 * n));
  });
});

test('outputs: shares that sum to 1, a number each, of rows of one’s own', () => {
  const loss = networkLoss(networks[0]![1]);
  const p = normals(loss.dimension, 'point');
  const own = loss.outputs(p);
  expect(own).toHaveLength(rows * 4);
  for (let r = 0; r < rows; r++)
    expect(own.slice(4 * r, 4 * r + 4).reduce((a, b) => a + b)).toBeCloseTo(1, 14);
  expect(loss.outputs(p, [...inputs.subarray(3, 6)])).toEqual(own.slice(4, 8));
  const mean = labels.reduce((sum, label, r) => sum - Math.log(own[4 * r + label]!), 0) / rows;
  expect(loss.value(p)).toBeCloseTo(mean, 13);
  const linear = networkLoss(networks[3]![1]);
  expect(linear.outputs(new Float64Array(linear.dimension)).every((value) => value === 0)).toBe(true);
  expect(() => loss.outputs(p, [1, 2])).toThrow('inputs must be rows of 3 numbers; there are 2 numbers.');
});

describe('far out', () => {
  const network = networks.find(([name]) => name === 'relu')![1];
  const loss = networkLoss(network);
  const far = (size: number) => normals(loss.dimension, 'point').map((x) => size * x);

  test('large weights saturate and stay finite', () => {
    for (const [, options] of networks) {
      const one = networkLoss(options);
      const p = normals(one.dimension, 'point').map((x) => 1e4 * x);
      const results = [one.value(p), ...one.gradient(p), ...one.hessianVector(p, p)];
      expect(results.every(Number.isFinite)).toBe(true);
    }
  });

  test('a loss that overflows says so, and ends a run with the reason', () => {
    expect(Number.isFinite(loss.value(far(1e200)))).toBe(false);
    expect(loss.failure(far(1e200), 'value')).toBe('overflow');
    expect(loss.failure(far(1), 'gradient')).toBeNull();
    for (const [name, options] of networks) {
      if (options.objective !== 'squared error' || name === 'sigmoid') continue;
      const one = networkLoss(options);
      const start = normals(one.dimension, 'point');
      const run = recordRun({ loss: one, start, optimizer: { id: 'sgd', lr: 1e6 }, steps: 200 });
      expect(run.end?.reason, name).toBe('overflow');
    }
  });
});

describe('what is no network is refused, with what is wrong and where', () => {
  const good = networks[0]![1];
  const withNumber = (array: ArrayLike<number>, at: number, value: number) =>
    Float64Array.from(array, (x, i) => (i === at ? value : x));

  test.each<readonly [Partial<Record<keyof NetworkOptions, unknown>>, string]>([
    [{ layers: [3] }, 'layers must name the inputs and the outputs at least, not [3].'],
    [{ layers: [] }, 'layers must name'],
    [{ layers: [3, 0, 4] }, 'layers[1] must be a whole number from 1, not 0.'],
    [{ layers: [3, 2.5, 4] }, 'layers[1] must be'],
    [{ layers: [3, Number.NaN] }, 'layers[1] must be'],
    [{ layers: [3, 1e6, 4] }, 'parameters, more than 1000000.'],
    [{ activation: 'step' }, 'activation must be one of tanh, relu, sigmoid, gelu, gelu-tanh, not "step".'],
    [{ objective: 'hinge' }, 'objective must be one of cross-entropy, squared error, not "hinge".'],
    [{ weightDecay: -1 }, 'weightDecay must be a finite number, not negative; it is -1.'],
    [{ weightDecay: Infinity }, 'weightDecay must be'],
    [{ inputs: [] }, 'inputs must be rows of layers[0] = 3 numbers; there are 0 numbers.'],
    [{ inputs: inputs.slice(1) }, 'there are 20 numbers.'],
    [{ inputs: withNumber(inputs, 10, Number.NaN) }, 'inputs must be finite; row 3, column 1 is NaN.'],
    [{ inputs: withNumber(inputs, 0, Infinity) }, 'row 0, column 0 is Infinity.'],
    [
      { targets: labels.slice(1) },
      'targets must be 7 labels, one a row of inputs, or 7 x 4 numbers; there are 6.',
    ],
    [{ targets: Int32Array.of(0, 1, 4, 0, 0, 0, 0) }, 'targets[2] must be a label from 0 to 3, not 4.'],
    [{ targets: Int32Array.of(0, -1, 0, 0, 0, 0, 0) }, 'targets[1] must be a label from 0 to 3, not -1.'],
    [{ targets: Float64Array.of(0, 1, 0.5, 0, 0, 0, 0) }, 'targets[2] must be a label from 0 to 3, not 0.5.'],
    [{ targets: withNumber(shares, 5, 1.2) }, 'targets must be shares from 0 to 1; row 1, column 1 is 1.2.'],
    [
      { targets: withNumber(shares, 8, 0.9) },
      'the shares of a row of targets must sum to 1; those of row 2 sum to',
    ],
    [
      { targets: withNumber(numbers, 3, Number.NaN), objective: 'squared error' },
      'targets must be finite; row 0, column 3',
    ],
    [
      { layers: [3, 1], targets: Int32Array.of(0, 1, 2, 0, 0, 0, 0) },
      'targets must be 0 or 1; targets[2] is 2.',
    ],
  ])('%j', (wrong, message) => {
    const attempt = () => networkLoss({ ...good, ...wrong } as NetworkOptions);
    expect(attempt).toThrow(RangeError);
    expect(attempt).toThrow(message);
  });

  test('a Hessian that would not fit', () => {
    const wide = networkLoss({ ...good, layers: [3, 800, 4] });
    expect(() => wide.hessian(new Float64Array(wide.dimension))).toThrow('use hessianVector instead');
    expect(() =>
      recordRun({
        loss: wide,
        start: new Float64Array(wide.dimension),
        optimizer: { id: 'newton' },
        steps: 1,
      }),
    ).toThrow('use hessianVector instead');
  });
});
