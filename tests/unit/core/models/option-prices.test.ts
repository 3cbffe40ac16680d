import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { optionPrices } from '../../../../src/core/models/option-prices.ts';
import { optionLoss, type Terms } from '../../../../src/core/models/option-loss.ts';
import { restoreOptions } from '../../../../src/core/models/options.ts';
import { recordRun } from '../../../../src/core/run/record.ts';
import type { OptionValue, Table } from '../../../../src/core/models/types.ts';
import { differences } from '../differences.ts';
import { normals } from '../normals.ts';

function made(given: Record<string, OptionValue> = {}, table?: Table) {
  const { options } = restoreOptions(optionPrices, given);
  return optionPrices.build(options, table ?? optionPrices.make(options).train, null);
}

const table = (rows: readonly (readonly number[])[], columns = ['strike', 'maturity']): Table => ({
  columns,
  inputs: Float64Array.from(rows.flatMap((row) => row.slice(0, -1))),
  targets: Float64Array.from(rows, (row) => row.at(-1)!),
});

/** Where prices are wrong by some units, and by tens. */
const points = (n: number, k: number) =>
  normals(n, k, 'point').map((z, i) => (i === 0 ? 0.1 + 0.4 * Math.abs(z) : 0.1 * z));

describe.each<[Terms, Record<string, OptionValue>]>([
  [1, {}],
  [3, { smile: true }],
  [1, { lowest: 0.7, highest: 1.3, spot: 7 }],
  [3, { smile: true, lowest: 0.7, highest: 1.3 }],
])('%i numbers of volatility, %j', (terms, options) => {
  const { loss } = made(options);
  const n = terms + 1;

  test('gradient, Hessian and product with a vector agree with differences at 100 random points', () => {
    expect(loss.dimension).toBe(n);
    for (let k = 0; k < 100; k++) {
      const [p, d] = [points(n, k), normals(n, k, 'direction')];
      const along = loss.gradient(p).reduce((sum, g, i) => sum + g * d[i]!, 0);
      const slope = differences((q) => Float64Array.of(loss.value(q)), p, d, 2e-4, 1)[0]!;
      const bend = differences((q) => loss.gradient(q), p, d, 2e-4);
      const product = loss.hessianVector(p, d);
      const size = Math.max(1, loss.value(p), ...product.map(Math.abs));
      expect(Math.abs(slope - along)).toBeLessThan(1e-8 * size);
      product.forEach((value, i) => expect(Math.abs(value - bend[i]!)).toBeLessThan(1e-8 * size));
      const hessian = loss.hessian(p);
      for (let i = 0; i < n; i++)
        for (let j = 0; j < n; j++) expect(hessian[i * n + j]).toBeCloseTo(hessian[j * n + i]!, 9);
    }
  });

  test('without noise and with a smile the numbers that made the prices make them again', () => {
    const exact = made({ ...options, noise: 0 });
    const truth = terms === 3 ? [0.2, -0.25, 1, 0.03] : [0.2, 0.03];
    const value = exact.loss.value(Float64Array.from(truth));
    if (terms === 3) expect(value).toBeLessThan(1e-25);
    else expect(value).toBeGreaterThan(1e-5);
  });
});

test('prices and their derivatives are those of 50 digits', () => {
  const { black_scholes: stored } = JSON.parse(
    readFileSync(new URL('../../../reference/networks_public.json', import.meta.url), 'utf8'),
  ) as {
    black_scholes: {
      S: number;
      sigma: number;
      r: number;
      calls: Record<'K' | 'T' | 'price' | 'd_sigma' | 'd_r', number>[];
    };
  };
  const { S, sigma, r, calls } = stored;
  const p = Float64Array.of(sigma, r);
  const inputs = Float64Array.from(calls.flatMap(({ K, T }) => [K, T]));
  const off = calls.map((_, i) => i - 4);
  const prices = Float64Array.from(calls, ({ price }, i) => price - off[i]!);
  const loss = optionLoss(S, 1, { inputs, prices });
  const mean = (of: (i: number) => number) => calls.reduce((sum, _, i) => sum + of(i), 0) / calls.length;
  expect(loss.value(p)).toBeCloseTo(
    mean((i) => off[i]! ** 2 / 2),
    12,
  );
  const [slope, along] = loss.gradient(p);
  expect(slope).toBeCloseTo(
    mean((i) => off[i]! * calls[i]!.d_sigma),
    11,
  );
  expect(along).toBeCloseTo(
    mean((i) => off[i]! * calls[i]!.d_r),
    11,
  );
});

test('a minibatch is of its rows', () => {
  const { loss } = made({ batchSize: 5 });
  const p = Float64Array.of(0.3, 0.1);
  const batch = loss.minibatches!(3);
  const [sum, part] = [new Float64Array(2), new Float64Array(2)];
  // 24 rows: four times five, and four.
  for (let step = 0; step < 5; step++) {
    batch(step, p, part);
    part.forEach((g, i) => (sum[i]! += g * (step === 4 ? 4 : 5)));
  }
  loss.gradient(p).forEach((g, i) => expect(sum[i]! / 24).toBeCloseTo(g, 10));
});

describe('it teaches what it says', () => {
  const run = (id: string, lr: number, options: Record<string, OptionValue> = {}, steps = 20) => {
    const { loss, initial } = made(options);
    return recordRun({ loss, start: initial(1), optimizer: { id, lr }, steps });
  };

  test('where vega is small gradient descent waits, and RMSprop does not', () => {
    const [sgd, rmsprop] = [run('sgd', 2e-4), run('rmsprop', 0.01)];
    expect(sgd.losses[20]).toBeGreaterThan(0.98 * sgd.losses[0]!);
    expect(rmsprop.losses[20]).toBeLessThan(0.05 * rmsprop.losses[0]!);
    // Beyond it gradient descent is quick.
    expect(run('sgd', 2e-4, {}, 100).losses[100]).toBeLessThan(0.05 * sgd.losses[0]!);
  });

  test('calls on both sides of the price today tell the rate at once, and of the volatility more', () => {
    const sgd = run('sgd', 2e-4, { lowest: 0.7, highest: 1.3 });
    expect(sgd.losses[20]).toBeLessThan(0.2 * sgd.losses[0]!);
  });
});

describe('a table of one’s own', () => {
  const rows = [
    [90, 1, 12],
    [100, 1, 6],
    [110, 0.5, 1],
  ];

  test('is what the model is of', () => {
    const model = made({}, table(rows));
    expect(model.outputs(Float64Array.of(0, 0), model.train.inputs)).toEqual(Float64Array.of(10, 0, 0));
    expect(model.loss.value(Float64Array.of(0, 0))).toBeCloseTo((4 + 36 + 1) / 6, 12);
    expect(() => model.outputs(Float64Array.of(0, 0), [1])).toThrow('inputs must be rows of 2 numbers');
  });

  test.each([
    [
      table([[90, 12]], ['strike']),
      'Option prices take a strike, a maturity and a price; there is one column beside the last.',
    ],
    [table([[90, 1, 2, 12]], ['a', 'b', 'c']), 'there are 3 columns beside the last.'],
    [table([...rows, [0, 1, 3]]), 'A strike must be more than 0 and at most 1000000000000; row 4 has 0.'],
    [
      table([...rows, [90, -1, 3]]),
      'A maturity in years must be more than 0 and at most 1000; row 4 has -1.',
    ],
    [
      table([
        [90, 365, 12],
        [90, 1001, 3],
      ]),
      'at most 1000; row 2 has 1001.',
    ],
    [table([[90, 1, -3]]), 'A price must be from 0 to 1000000000000; row 1 has -3.'],
    [table([[90, 1, 1e13]]), 'row 1 has 10000000000000.'],
  ])('bad table %#', (wrong, message) => expect(() => made({}, wrong)).toThrow(message));

  test('no number is NaN, whatever the rows and wherever the parameters', () => {
    const wild = table([
      [1e-300, 1e-300, 1e12],
      [1e12, 1000, 0],
      [100, 1, 100],
      [100, 1e-9, 1e-9],
    ]);
    for (const smile of [false, true]) {
      const { loss } = made({ smile }, wild);
      const n = loss.dimension;
      for (const volatility of [0, 1e-300, 1e-9, 0.2, 1e6, 1e300]) {
        for (const rate of [-1e6, -1, 0, 0.03, 1e6]) {
          const p = new Float64Array(n);
          p[0] = volatility;
          p[n - 1] = rate;
          const found = [loss.value(p), ...loss.gradient(p)];
          expect({ smile, volatility, rate, isNaN: found.some(Number.isNaN) }).toMatchObject({
            isNaN: false,
          });
        }
      }
    }
  });
});
