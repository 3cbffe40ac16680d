import { describe, expect, test } from 'vitest';
import { integrateOn, noParts } from '../../../../src/core/math/quadrature.ts';
import { restoreOptions } from '../../../../src/core/models/options.ts';
import { posterior, priorOf, trialsOf } from '../../../../src/core/models/posterior.ts';
import { cubatureOf, laplaceAt, posteriorLoss, topOf } from '../../../../src/core/models/posterior-loss.ts';
import type { OptionValue, Table } from '../../../../src/core/models/types.ts';
import { differences } from '../differences.ts';
import { normals } from '../normals.ts';

function made(given: Record<string, OptionValue> = {}, table?: Table) {
  const { options } = restoreOptions(posterior, given);
  const train = table ?? posterior.make(options).train;
  return { ...posterior.build(options, train, null), prior: priorOf(options) };
}

const table = (rows: readonly (readonly number[])[], columns = ['dose', 'n']): Table => ({
  columns,
  inputs: Float64Array.from(rows.flatMap((row) => row.slice(0, -1))),
  targets: Float64Array.from(rows, (row) => row.at(-1)!),
});

describe.each<Record<string, OptionValue>>([{}, { priorA: 0.5, priorB: 1 }])('%j', (options) => {
  const { loss } = made(options);

  test('gradient, Hessian and product with a vector agree with differences at 100 random points', () => {
    for (let k = 0; k < 100; k++) {
      const [p, d] = [normals(2, k, 'point').map((z) => 3 * z), normals(2, k, 'direction')];
      const along = loss.gradient(p).reduce((sum, g, i) => sum + g * d[i]!, 0);
      const slope = differences((q) => Float64Array.of(loss.value(q)), p, d, 1e-3, 1)[0]!;
      const bend = differences((q) => loss.gradient(q), p, d, 1e-3);
      const product = loss.hessianVector(p, d);
      const size = Math.max(1, loss.value(p), ...product.map(Math.abs));
      expect(Math.abs(slope - along)).toBeLessThan(1e-8 * size);
      product.forEach((value, i) => expect(Math.abs(value - bend[i]!)).toBeLessThan(1e-8 * size));
    }
  });
});

test('with a prior that says nothing the top is the published estimate of the bioassay', () => {
  const { loss } = made({ priorA: 1000, priorB: 1000 });
  const top = topOf(loss);
  expect(top[0]).toBeCloseTo(0.85, 2);
  expect(top[1]).toBeCloseTo(7.75, 2);
  expect(Math.hypot(...loss.gradient(top))).toBeLessThan(1e-8);
});

test('of a normal posterior Laplace’s approximation and the cubature are exact', () => {
  // No data: what is left is the prior, with evidence 2 pi A B.
  const loss = posteriorLoss([], { a: 2, b: 0.5 });
  const laplace = laplaceAt(loss, [0, 0])!;
  expect(laplace.root.map((value) => value + 0)).toEqual([2, 0, 0.5]);
  expect(laplace.logEvidence).toBeCloseTo(Math.log(2 * Math.PI), 13);
  expect(cubatureOf(loss, laplace).logEvidence).toBeCloseTo(Math.log(2 * Math.PI), 13);
});

test.each([{}, { priorA: 2, priorB: 3 }, { priorA: 1000, priorB: 1000 }])(
  'the evidence of %j is that of a much finer and wider grid',
  (options) => {
    const { loss } = made(options);
    const { logEvidence, shares } = cubatureOf(loss, laplaceAt(loss, topOf(loss))!);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    let sum = 0;
    const [step, stride] = [0.1, 0.4];
    for (let a = -10; a <= 25; a += step)
      for (let b = -20; b <= 120; b += stride) sum += Math.exp(-loss.value([a, b])) * step * stride;
    expect(Math.abs(logEvidence - Math.log(sum))).toBeLessThan(5e-4);
  },
);

test.each([{}, { priorA: 2, priorB: 3 }, { priorA: 1000, priorB: 1000 }, { priorA: 0.01, priorB: 100 }])(
  'the evidence of %j is off by no more than is stated: by adaptive integrals one in another',
  (options) => {
    const { loss } = made(options);
    const laplace = laplaceAt(loss, topOf(loss))!;
    const { logEvidence, error } = cubatureOf(loss, laplace);
    const least = loss.value(topOf(loss));
    const [outer, inner] = [noParts(), noParts()];
    const reach = [40 * laplace.root[0], 40 * Math.hypot(laplace.root[1], laplace.root[2])] as const;
    const [a0, a1] = [laplace.mean[0] - reach[0], laplace.mean[0] + reach[0]];
    const [b0, b1] = [laplace.mean[1] - reach[1], laplace.mean[1] + reach[1]];
    const isWide = (_: number, width: number) => width > 0.07;
    const whole = integrateOn(
      outer,
      (v) =>
        integrateOn(
          inner,
          (u) => Math.exp(least - loss.value([a0 + (a1 - a0) * u, b0 + (b1 - b0) * v])),
          isWide,
          1e-11,
        ),
      isWide,
      1e-10,
    );
    const found = Math.log(whole * (a1 - a0) * (b1 - b0)) - least;
    expect(Math.abs(logEvidence - found)).toBeLessThan(error + 1e-8);
    expect(error).toBeLessThan(1e-5);
  },
);

test('it teaches what it says: Laplace’s evidence is too small where the posterior has a longer side', () => {
  const { loss } = made();
  const laplace = laplaceAt(loss, topOf(loss))!;
  const ratio = Math.exp(laplace.logEvidence - cubatureOf(loss, laplace).logEvidence);
  expect(ratio).toBeCloseTo(0.939, 3);
});

describe('a table of one’s own', () => {
  test('is of groups', () => {
    const own = table([
      [0, 10, 5],
      [1, 10, 8],
    ]);
    const { outputs, train } = made({}, own);
    expect(trialsOf(train)).toEqual([
      { dose: 0, count: 10, hits: 5 },
      { dose: 1, count: 10, hits: 8 },
    ]);
    expect([...outputs([0, 0], train.inputs)]).toEqual([5, 5]);
    expect(() => outputs([0, 0], [1])).toThrow('inputs must be rows of 2 numbers');
  });

  test.each([
    [
      table([[1, 2]], ['a']),
      'A posterior takes a dose, a count and how many respond; there is one column beside the last.',
    ],
    [table([[1e4, 2, 1]]), 'A dose must be within 1000 of 0; row 1 has 10000.'],
    [table([[1, -2, 1]]), 'A count must be from 0 to 1000000; row 1 has -2.'],
    [table([[1, 2, 3]]), 'No more than the 2 of its row can respond, and no fewer than 0; row 1 has 3.'],
    [
      table(Array.from({ length: 201 }, () => [1, 1, 1])),
      'A posterior takes at most 200 groups; there are 201.',
    ],
  ])('bad table %#', (wrong, message) => expect(() => made({}, wrong)).toThrow(message));

  test('no number is NaN, wherever the parameters', () => {
    const { loss } = made(
      {},
      table([
        [1000, 1e6, 0],
        [-1000, 1e6, 1e6],
        [0, 0, 0],
      ]),
    );
    for (const size of [0, 1e-300, 1, 1e6, 1e100]) {
      const p = [size, -size];
      const found = [loss.value(p), ...loss.gradient(p), ...loss.hessian(p)];
      expect([size, found.some(Number.isNaN)]).toEqual([size, false]);
    }
    const top = topOf(loss);
    expect(top.every(Number.isFinite)).toBe(true);
  });
});
