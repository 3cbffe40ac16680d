import { describe, expect, test } from 'vitest';
import { restoreOptions } from '../../../../src/core/models/options.ts';
import { recovery, recoveryOf } from '../../../../src/core/models/recovery.ts';
import { integrate } from '../../../../src/core/models/recovery-loss.ts';
import type { OptionValue, Table } from '../../../../src/core/models/types.ts';
import { differences } from '../differences.ts';
import { normals } from '../normals.ts';

function made(given: Record<string, OptionValue> = {}, table?: Table) {
  const { options } = restoreOptions(recovery, given);
  const train = table ?? recovery.make(options).train;
  return { ...recovery.build(options, train, null), task: recoveryOf(options) };
}

const table = (rows: readonly (readonly number[])[], columns = ['day']): Table => ({
  columns,
  inputs: Float64Array.from(rows.flatMap((row) => row.slice(0, -1))),
  targets: Float64Array.from(rows, (row) => row.at(-1)!),
});

describe.each<Record<string, OptionValue>>([
  {},
  { treatment: true },
  { treatment: true, from: 0, until: 7.3, pace: 1 },
  { pace: 16, first: -2, measured: 3 },
])('%j', (options) => {
  const { loss, initial, outputs, train } = made(options);
  const n = loss.dimension;

  test('gradient, Hessian and product with a vector agree with differences at 100 random points', () => {
    for (let k = 0; k < 100; k++) {
      const d = normals(n, k, 'direction').map((z) => 0.1 * z);
      const p = normals(n, k, 'point').map((z, i) => [0.3, 0.8, 0.1][i]! + 0.1 * z);
      const along = loss.gradient(p).reduce((sum, g, i) => sum + g * d[i]!, 0);
      const slope = differences((q) => Float64Array.of(loss.value(q)), p, d, 2e-3, 1)[0]!;
      const bend = differences((q) => loss.gradient(q), p, d, 2e-3);
      const product = loss.hessianVector(p, d);
      const size = Math.max(1, loss.value(p), ...product.map(Math.abs));
      expect(Math.abs(slope - along)).toBeLessThan(1e-8 * size);
      product.forEach((value, i) => expect(Math.abs(value - bend[i]!)).toBeLessThan(1e-8 * size));
      const hessian = loss.hessian(p);
      for (let i = 0; i < n; i++)
        for (let j = 0; j < n; j++) expect(hessian[i * n + j]).toBeCloseTo(hessian[j * n + i]!, 12);
    }
  });

  test('the loss is half of the mean squared error of what comes out', () => {
    const p = initial(2);
    const errors = outputs(p, train.inputs).map((h, row) => (h - train.targets[row]!) ** 2);
    expect(loss.value(p)).toBeCloseTo(errors.reduce((a, b) => a + b, 0) / (2 * errors.length), 14);
  });
});

test('the solution is that of the equation, with an error of fourth order, and so are its sensitivities', () => {
  const [k, m] = [0.5, 0.9];
  const errorAt = (pace: number) => {
    const worst = [0, 0, 0];
    integrate({ first: 0.2, pace, treatment: null }, [k, m], [1, 3, 8], 1, (i, y) => {
      const t = [1, 3, 8][i]!;
      const fade = Math.exp(-k * t);
      const exact = [m + (0.2 - m) * fade, -t * (0.2 - m) * fade, 1 - fade];
      exact.forEach((value, j) => (worst[j] = Math.max(worst[j]!, Math.abs(value - y[j]!))));
    });
    return worst;
  };
  const [coarse, fine] = [errorAt(4), errorAt(8)];
  for (const j of [0, 1, 2]) {
    expect(coarse[j]).toBeLessThan(2e-5);
    expect(coarse[j]! / fine[j]!).toBeGreaterThan(14);
    expect(coarse[j]! / fine[j]!).toBeLessThan(18);
  }
});

test('a treatment that lasts is an end that is higher by b / k', () => {
  const last = (treatment: readonly [number, number] | null, p: readonly number[]) => {
    let h = 0;
    integrate({ first: 0.2, pace: 8, treatment }, p, [50], 0, (_, y) => {
      h = y[0]!;
    });
    return h;
  };
  expect(last([0, 50], [0.5, 0.9, 0.1])).toBeCloseTo(0.9 + 0.1 / 0.5, 8);
  expect(last([0, 10], [0.5, 0.9, 0.1])).toBeCloseTo(0.9, 8);
  // Between its days and points the steps are divided so that it begins and ends on time.
  // One step of a tenth of a day is off by its fifth order, (k h)^5 / 120 of 20.
  expect(last([49.9, 80], [0.5, 0.9, 10])).toBeCloseTo(0.9 + (10 / 0.5) * (1 - Math.exp(-0.05)), 6);
});

describe('a table of one’s own', () => {
  test('is of days in any order', () => {
    const rows = [
      [4, 0.6],
      [1, 0.4],
      [9, 0.8],
    ];
    const [mixed, sorted] = [made({}, table(rows)), made({}, table(rows.toSorted((a, b) => a[0]! - b[0]!)))];
    const p = Float64Array.of(0.3, 0.8);
    expect(mixed.loss.value(p)).toBe(sorted.loss.value(p));
    expect([...mixed.outputs(p, [9, 1])]).toEqual([...sorted.outputs(p, [1, 9])].toReversed());
  });

  test.each([
    [
      table([[1, 2, 3]], ['a', 'b']),
      'A recovery takes a day and a value; there are 2 columns beside the last.',
    ],
    [table([[-1, 2]]), 'A day must be from 0 to 1000; row 1 has -1.'],
    [
      table([
        [1, 2],
        [1, 1e9],
      ]),
      'A value must be within 1000000; row 2 has 1000000000.',
    ],
    [table(Array.from({ length: 501 }, () => [1, 1])), 'A recovery takes at most 500 rows; there are 501.'],
  ])('bad table %#', (wrong, message) => expect(() => made({}, wrong)).toThrow(message));

  test('where the method cannot follow the loss overflows, and says so', () => {
    const { loss } = made({ pace: 1 });
    expect(loss.value([1e30, 0.9])).toBe(Infinity);
    expect(loss.failure!([1e30, 0.9], 'value')).toBe('overflow');
  });
});
