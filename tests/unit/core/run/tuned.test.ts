import { expect, test } from 'vitest';
import { compileFormula, recordRun } from '../../../../src/core/index.ts';
import { raceTuned, runsOf, tunedRace } from '../../../../src/core/run/tuned.ts';

const bowl = compileFormula('x^2 + 10y^2');
const lr = { key: 'lr', min: 1e-3, max: 1, scale: 'log' } as const;
const momentum = { key: 'momentum', min: 0, max: 0.999, scale: 'linear' } as const;
const ground = { loss: bowl, steps: 40, start: () => [1, 1], races: 20, seed: 3 };
const random = { ...ground, trials: 64, search: 'random' } as const;

test('the best of the trials is the best of these very runs, and what they asked of the loss is counted', () => {
  const [tuned] = raceTuned({
    ...random,
    racers: [{ optimizer: { id: 'momentum' }, knobs: [lr, momentum] }],
  });
  const { best, loss, cost, trials, ended } = tuned!;
  const run = recordRun({ ...ground, optimizer: { id: 'momentum', ...best }, start: [1, 1] });
  expect(loss).toBe(run.losses[40]);
  // No setting of a lattice much denser than the trials is better by far, and the default is worse.
  expect(loss).toBeLessThan(
    recordRun({ ...ground, optimizer: { id: 'momentum' }, start: [1, 1] }).losses[40]!,
  );
  expect([trials, ended]).toEqual([64, 0]);
  // A gradient and a value a step, and the value at the end.
  expect(cost).toBe(64 * 40);
});

test('all are given the same shares of their axes', () => {
  const knobs = [lr] as const;
  const [a, b] = raceTuned({
    ...random,
    racers: [
      { optimizer: { id: 'sgd' }, knobs },
      { optimizer: { id: 'sgd', weightDecay: 0 }, knobs },
    ],
  });
  expect(b!.best).toEqual(a!.best);
  expect(b!.bands).toEqual(a!.bands);
});

test('a grid has the middles of equal parts, and what diverges is neither best nor hidden', () => {
  const wide = { ...lr, min: 1e-3, max: 10 };
  const [grid] = raceTuned({
    ...ground,
    steps: 400,
    trials: 16,
    search: 'grid',
    racers: [{ optimizer: { id: 'sgd' }, knobs: [wide] }],
  });
  const rates = Array.from({ length: 16 }, (_, k) =>
    Number((1e-3 * 10 ** ((4 * (k + 0.5)) / 16)).toPrecision(3)),
  );
  const runs = rates.map((rate) =>
    recordRun({ loss: bowl, steps: 400, start: [1, 1], optimizer: { id: 'sgd', lr: rate } }),
  );
  expect(grid!.ended).toBe(runs.filter(({ divergedAt }) => divergedAt !== null).length);
  expect(grid!.ended).toBeGreaterThan(0);
  const scores = runs.map(({ losses, divergedAt }) => (divergedAt === null ? losses[400]! : Infinity));
  const least = Math.min(...scores);
  expect(grid!.best).toEqual({ lr: rates[scores.indexOf(least)] });
  const both = { optimizer: { id: 'momentum' }, knobs: [lr, momentum] } as const;
  expect(runsOf({ ...ground, trials: 64, search: 'grid', racers: [both] })).toBe(84);
  expect(runsOf({ ...ground, trials: 60, search: 'grid', racers: [both] })).toBe(49 + 20);
});

test('bands are of other seeds and starts than the trials, at each step', () => {
  const seeds: number[] = [];
  const start = (seed: number) => {
    seeds.push(seed);
    return [1 + (seed - 3) / 100, 1];
  };
  const [tuned] = raceTuned({
    ...random,
    start,
    trials: 4,
    noise: 0.3,
    racers: [{ optimizer: { id: 'sgd' }, knobs: [lr] }],
  });
  expect([...new Set(seeds)]).toEqual(Array.from({ length: 21 }, (_, k) => 3 + k));
  const { best, bands } = tuned!;
  const runs = Array.from({ length: 20 }, (_, k) =>
    recordRun({
      loss: bowl,
      steps: 40,
      noise: 0.3,
      seed: 4 + k,
      start: [1 + (k + 1) / 100, 1],
      optimizer: { id: 'sgd', ...best },
    }),
  );
  for (const step of [0, 7, 40]) {
    const all = runs.map(({ losses }) => losses[step]!).toSorted((a, b) => a - b);
    // Of 20 numbers the tenth of the way lies nine tenths of a step behind the second.
    expect(bands!.low[step]).toBeCloseTo(all[1]! + 0.9 * (all[2]! - all[1]!), 12);
    expect(bands!.middle[step]).toBeCloseTo((all[9]! + all[10]!) / 2, 12);
    expect(bands!.high[step]).toBeCloseTo(all[17]! + 0.1 * (all[18]! - all[17]!), 12);
  }
});

test('a race that is lost is at infinity from its end on; where no trial holds there is no race', () => {
  const steep = compileFormula('x^4 + y^2');
  const one = { min: 0.05, max: 0.0501, key: 'lr', scale: 'linear' } as const;
  const base = { ...ground, loss: steep, trials: 1, search: 'grid', races: 2 } as const;
  const racers = [{ optimizer: { id: 'sgd' }, knobs: [one] }];
  const [half] = raceTuned({ ...base, racers, start: (seed) => [seed === 4 ? 50 : 1, 1] });
  expect([half!.lost, half!.bands!.high.at(-1)]).toEqual([1, Infinity]);
  expect(Number.isFinite(half!.bands!.high[0])).toBe(true);
  const [none] = raceTuned({ ...base, racers, start: () => [50, 1] });
  expect(none).toMatchObject({ best: null, bands: null, ended: 1, lost: 0, loss: Number.NaN });
  const steps = [...tunedRace({ ...base, racers, start: () => [1, 1] })];
  expect(steps).toEqual([1, 2, 3]);
});

test('with evaluations as the budget each trial ends with what they pay for', () => {
  const racers = [{ optimizer: { id: 'armijo' }, knobs: [lr] }];
  const [tuned] = raceTuned({ ...random, trials: 8, budget: 'evaluations', racers });
  expect(tuned!.cost).toBeLessThanOrEqual(8 * 40);
  expect(tuned!.bands!.middle.length).toBeLessThan(41);
});
