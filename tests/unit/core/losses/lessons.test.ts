import { expect, test } from 'vitest';
import { type CatalogEntry, losses } from '../../../../src/core/losses/catalog.ts';
import { optimizerById } from '../../../../src/core/optimizers/registry.ts';
import { recordRun } from '../../../../src/core/run/record.ts';
import type { Run } from '../../../../src/core/run/types.ts';
import { suggestedValues, suggestionsOfEntry } from '../../../../src/core/scene/suggest.ts';

/** The four rules that a surface opens with, as it suggests them, for the 200 steps that it opens with. */
type Runs = Readonly<Record<'sgd' | 'momentum' | 'rmsprop' | 'adam', Run>>;

const STEPS = 200;

function openedRuns(row: CatalogEntry): Runs {
  const suggestions = suggestionsOfEntry(row);
  const run = (id: string) => {
    const rule = optimizerById(id)!;
    const values = suggestedValues(rule, suggestions);
    return recordRun({ loss: row.loss, optimizer: { id, ...values }, start: row.start, steps: STEPS });
  };
  return { sgd: run('sgd'), momentum: run('momentum'), rmsprop: run('rmsprop'), adam: run('adam') };
}

const at = (run: Run, step: number): [number, number] => [
  run.positions[2 * step]!,
  run.positions[2 * step + 1]!,
];
const loss = (run: Run, step = STEPS) => run.losses[step]!;
const all = (runs: Runs) => Object.values(runs);
/** Length of the way from one step to another, along the path. */
function way(run: Run, from: number, to: number): number {
  let length = 0;
  for (let k = from; k < to; k++) {
    const [[x0, y0], [x1, y1]] = [at(run, k), at(run, k + 1)];
    length += Math.hypot(x1 - x0, y1 - y0);
  }
  return length;
}
/** The first step outside the domain, or infinity. */
function leaves({ domain: [x0, x1, y0, y1] }: CatalogEntry, run: Run): number {
  for (let k = 0; k <= STEPS; k++) {
    const [x, y] = at(run, k);
    if (!(x >= x0 && x <= x1 && y >= y0 && y <= y1)) return k;
  }
  return Infinity;
}
/** Index of the row's minimum in which a run is at its last step, -1 for none. */
function endOf(row: CatalogEntry, run: Run): number {
  const [x, y] = at(run, STEPS);
  return row.minima.findIndex(({ at: [a = NaN, b = NaN] }) => Math.hypot(x - a, y - b) < 0.05);
}
const depth = (row: CatalogEntry, run: Run) => row.minima[endOf(row, run)]?.kind;

/** What a surface's sentence says, of the runs that stand beside it when it is opened. */
const claims: Readonly<Record<string, (runs: Runs, row: CatalogEntry) => void>> = {
  rosenbrock: (runs) => {
    for (const run of all(runs)) {
      // The floor is y = x²: a few steps, and it is near; two hundred, and it is not at the end.
      const distance = (step: number) => Math.abs(at(run, step)[1] - at(run, step)[0] ** 2);
      expect(distance(0)).toBeGreaterThan(0.4);
      expect(Math.min(...[3, 4, 5, 6, 7, 8].map(distance))).toBeLessThan(0.1);
      expect(loss(run)).toBeGreaterThan(1);
    }
  },
  beale: (_, { loss: f, domain: [x0, x1, y0, y1] }) => {
    const slopes = [0, 0.25, 0.5, 0.75, 1].flatMap((u) =>
      [0, 0.25, 0.5, 0.75, 1].map((v) => Math.hypot(...f.gradient([x0 + u * (x1 - x0), y0 + v * (y1 - y0)]))),
    );
    expect(Math.max(...slopes) / Math.min(...slopes.filter((slope) => slope > 0))).toBeGreaterThan(1e5 / 3);
  },
  ravine: ({ sgd, momentum }) => {
    expect(loss(momentum)).toBeLessThan(loss(sgd));
    expect(way(momentum, 0, STEPS)).toBeGreaterThan(1.5 * way(sgd, 0, STEPS));
  },
  bowl: ({ sgd, rmsprop }) => {
    // The steep direction is done with long before the flat one.
    expect(Math.abs(at(sgd, 60)[1])).toBeLessThan(1e-6);
    expect(Math.abs(at(sgd, 60)[0])).toBeGreaterThan(4);
    expect(loss(rmsprop)).toBeLessThan(0.1 * loss(sgd));
  },
  'rotated-bowl': ({ rmsprop, adam }) => {
    for (const run of [rmsprop, adam]) {
      const [x, y] = [run.effectiveRates(0), run.effectiveRates(1)];
      for (let k = 40; k < STEPS; k++) expect(Math.abs(Math.log(x[k]! / y[k]!))).toBeLessThan(Math.log(1.3));
    }
  },
  booth: (runs, row) => {
    for (const run of all(runs)) expect(endOf(row, run)).toBe(0);
  },
  matyas: ({ sgd }, { loss: f, start }) => {
    const place = at(sgd, 20);
    expect(Math.hypot(...place)).toBeGreaterThan(1.5);
    expect(Math.hypot(...f.gradient(place))).toBeLessThan(0.02 * Math.hypot(...f.gradient(start)));
  },
  himmelblau: (runs, row) => {
    expect(new Set(row.minima.map(({ value }) => value))).toEqual(new Set([0]));
    expect(row.minima).toHaveLength(4);
    expect(new Set(all(runs).map((run) => endOf(row, run))).size).toBe(2);
  },
  'three-hump-camel': ({ sgd, momentum }, row) => {
    expect(depth(row, sgd)).toBe('local');
    expect(depth(row, momentum)).toBe('global');
  },
  'six-hump-camel': (_, { minima }) => {
    expect(minima).toHaveLength(6);
    expect(new Set(minima.map(({ value }) => value.toFixed(6))).size).toBe(3);
    expect(minima.filter(({ kind }) => kind === 'global')).toHaveLength(2);
  },
  'goldstein-price': (_, { loss: f, domain: [x0, x1, y0, y1], minima }) => {
    expect(Math.min(...minima.map(({ value }) => value))).toBeCloseTo(3, 9);
    const corners = [x0, x1].flatMap((x) => [y0, y1].map((y) => f.value([x, y])));
    expect(Math.max(...corners)).toBeGreaterThan(5e5);
  },
  'styblinski-tang': (runs, { minima }) => {
    expect(minima).toHaveLength(4);
    expect(minima.filter(({ kind }) => kind === 'global')).toHaveLength(1);
    for (const run of all(runs)) expect(loss(run)).toBeGreaterThan(-60);
  },
  mccormick: (runs, row) => {
    for (const run of all(runs)) expect(depth(row, run)).toBe('local');
  },
  rastrigin: (runs, { start }) => {
    for (const run of all(runs)) {
      const [x, y] = at(run, STEPS);
      expect([Math.round(x), Math.round(y)]).toEqual(start.map(Math.round));
    }
  },
  ackley: (_, { loss: f }) => {
    expect(f.gradient([0, 0]).some(Number.isNaN)).toBe(true);
  },
  'levy-13': ({ adam }) => {
    // A staircase: the loss falls, rises and falls again on the way in.
    let rises = 0;
    for (let k = 1; k < 60; k++) if (loss(adam, k) > loss(adam, k - 1)) rises++;
    expect(rises).toBeGreaterThan(3);
    expect(loss(adam)).toBeLessThan(1);
  },
  ripples: ({ sgd, momentum, adam }) => {
    expect(way(sgd, STEPS - 20, STEPS)).toBeLessThan(1e-3);
    expect(Math.hypot(...at(sgd, STEPS))).toBeGreaterThan(1);
    expect(Math.hypot(...at(momentum, STEPS))).toBeLessThan(0.8 * Math.hypot(...at(sgd, STEPS)));
    expect(Math.hypot(...at(adam, STEPS))).toBeLessThan(1e-3);
  },
  saddle: ({ sgd, rmsprop, adam }, row) => {
    expect(Math.max(leaves(row, rmsprop), leaves(row, adam))).toBeLessThan(0.5 * leaves(row, sgd));
    expect(leaves(row, sgd)).toBeLessThan(STEPS);
  },
  'monkey-saddle': ({ rmsprop, adam }, row) => {
    expect([...row.loss.gradient([0, 0])].every((part) => part === 0)).toBe(true);
    expect([...row.loss.hessian([0, 0])].every((part) => part === 0)).toBe(true);
    expect(Math.max(leaves(row, rmsprop), leaves(row, adam))).toBeLessThan(STEPS);
  },
  plateau: ({ sgd }) => {
    let longest = 0;
    for (let k = 1; k < STEPS; k++) if (way(sgd, k, k + 1) > way(sgd, longest, longest + 1)) longest = k;
    expect(way(sgd, longest, longest + 1)).toBeGreaterThan(way(sgd, longest - 20, longest));
  },
  easom: (_, { loss: f }) => {
    expect(Math.hypot(...f.gradient([-0.5, 6.5]))).toBeLessThan(1e-6);
  },
  'logistic-regression': (runs, row) => {
    for (const run of all(runs)) expect(endOf(row, run)).toBe(0);
    const slope = (place: readonly number[]) => Math.hypot(...row.loss.gradient(place));
    expect(slope(row.start)).toBeGreaterThan(5 * slope(at(runs.sgd, 20)));
  },
  arm: (_, { minima, saddles, loss: f }) => {
    expect(new Set(minima.map(({ at: [, elbow = NaN] }) => Math.sign(elbow)))).toEqual(new Set([-1, 1]));
    for (const saddle of saddles) {
      expect(saddle[1]).toBe(0);
      const [a = NaN, b = NaN, , d = NaN] = f.hessian(saddle);
      expect(a * d - b * b).toBeLessThan(0);
    }
  },
};

test('every surface has its sentence checked', () => {
  expect(Object.keys(claims).toSorted()).toEqual(losses.map(({ id }) => id).toSorted());
});

test.each(losses)('$id, as it opens: $lesson', (row) => {
  const runs = openedRuns(row);
  for (const run of all(runs)) expect(run.end).toBeNull();
  claims[row.id]!(runs, row);
});
