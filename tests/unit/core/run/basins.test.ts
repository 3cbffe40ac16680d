import { describe, expect, test } from 'vitest';
import { compileFormula, losses, mapStarts, recordRun } from '../../../../src/core/index.ts';
import {
  type BasinOptions,
  basinRows,
  countBasins,
  ENDED,
  mapBasins,
  rankArrivals,
  UNDECIDED,
} from '../../../../src/core/run/basins.ts';
import { findEndPlaces } from '../../../../src/core/run/end-places.ts';
import { limitEvaluations, totalEvaluations } from '../../../../src/core/run/limit.ts';

const well = compileFormula('(x^2 - 1)^2 + y^2');
const wellTargets = {
  points: [
    [-1, 0],
    [1, 0],
    [0, 0],
  ],
  reach: [0.01, 0.01],
} as const;

test('of gradient flow on a double well: each half to its own minimum, the line between to the saddle', () => {
  const ground = { loss: well, optimizer: { id: 'sgd', lr: 0.01 }, targets: wellTargets, steps: 3000 };
  const map = mapBasins({ ...ground, domain: [-1.5, 1.5, -2, 2], width: 41, height: 12 });
  map.basins.forEach((basin, at) => {
    expect(basin).toBe([0, 2, 1][Math.sign((at % 41) - 20) + 1]);
  });
  expect(countBasins(map, 3)).toEqual({ targets: [240, 240, 12], undecided: 0, ended: 0 });
});

describe('on Himmelblau’s function', () => {
  const himmelblau = losses.find(({ id }) => id === 'himmelblau')!;
  const targets = {
    points: himmelblau.minima.map(({ at: [x, y] }) => [x!, y!] as const),
    reach: [0.1, 0.2],
  } as const;
  const ground: BasinOptions = {
    loss: himmelblau.loss,
    optimizer: { id: 'momentum', lr: 0.02 },
    domain: [-6, 6, -6, 6],
    width: 17,
    height: 9,
    steps: 90,
    targets,
  };
  const map = mapBasins(ground);

  test('every pixel is the end of its run to the bit, and its arrival the step from which it stays', () => {
    const starts = mapStarts(ground);
    expect(map.ends).toEqual(starts.ends);
    expect(map.endedAt).toEqual(starts.endedAt);
    const isAt = (x: number, y: number, [px, py]: readonly [number, number]) =>
      ((x - px) / 0.1) ** 2 + ((y - py) / 0.2) ** 2 <= 1;
    let [arrived, undecided, ended] = [0, 0, 0];
    map.basins.forEach((basin, at) => {
      const start = [starts.xs[at % 17]!, starts.ys[Math.floor(at / 17)]!];
      const { positions, steps, divergedAt } = recordRun({ ...ground, start });
      const inside = Array.from({ length: steps + 1 }, (_, k) =>
        targets.points.findIndex((point) => isAt(positions[2 * k]!, positions[2 * k + 1]!, point)),
      );
      const last = inside[steps]!;
      expect(basin).toBe(divergedAt === null ? last : ENDED);
      expect(map.arrivals[at]).toBe(basin < 0 ? -1 : inside.findLastIndex((place) => place !== last) + 1);
      if (basin >= 0) arrived++;
      else if (basin === UNDECIDED) undecided++;
      else ended++;
    });
    expect(Math.min(arrived, undecided, ended)).toBeGreaterThan(0);
    expect(countBasins(map, 4)).toMatchObject({ undecided, ended });
    const { targets: counts } = countBasins(map, 4);
    expect(counts.reduce((sum, count) => sum + count, 0) + undecided + ended).toBe(17 * 9);
  });

  test('rows that are computed apart are those of the whole', () => {
    const apart = [0, 1, 2, 3].map((first) => mapBasins({ ...ground, rows: { first, every: 4 } }));
    expect(apart.map(({ height }) => height)).toEqual([3, 2, 2, 2]);
    for (let j = 0; j < 9; j++) {
      const strip = apart[j % 4]!;
      const from = 17 * Math.floor(j / 4);
      expect(strip.basins.subarray(from, from + 17)).toEqual(map.basins.subarray(17 * j, 17 * j + 17));
      expect(strip.arrivals.subarray(from, from + 17)).toEqual(map.arrivals.subarray(17 * j, 17 * j + 17));
    }
    expect([...basinRows({ ...ground, rows: { first: 3, every: 4 } })]).toEqual([1, 2]);
  });

  test('of so many evaluations: the run that they pay for', () => {
    const limited = { ...ground, optimizer: { id: 'armijo' }, width: 3, height: 3, steps: 25 };
    const ends = mapBasins({ ...limited, budget: 'evaluations' });
    const run = limitEvaluations(recordRun({ ...limited, start: [-4, 0] }), 25);
    expect(totalEvaluations(run, run.steps)).toBeLessThanOrEqual(25);
    expect([...ends.ends.subarray(6, 8)]).toEqual([...run.positions.subarray(2 * run.steps)]);
  });
});

test('the rank of a step is the share of runs that were there before it, and half of those with it', () => {
  const ranks = rankArrivals({ arrivals: Int32Array.of(4, -1, 2, 4, 9) });
  expect([2, 4, 9].map((step) => ranks[step])).toEqual([0.125, 0.5, 0.875]);
  expect(rankArrivals({ arrivals: Int32Array.of(-1) })).toHaveLength(0);
});

describe('places to which runs come and that nobody knew', () => {
  const ground = { steps: 400, width: 24, height: 24, optimizer: { id: 'sgd', lr: 0.02 } };
  const domain = [-1.5, 1.5, -1, 1] as const;

  test('are found where they are, with what they are', () => {
    const targets = { points: [[-1, 0]], reach: [0.03, 0.03] } as const;
    const found = findEndPlaces(well, mapBasins({ ...ground, loss: well, domain, targets }), targets);
    expect(found.map(({ kind }) => kind)).toEqual(['minimum']);
    expect(Math.hypot(found[0]!.at[0] - 1, found[0]!.at[1])).toBeLessThan(1e-12);
    const all = { ...targets, points: [...targets.points, found[0]!.at] };
    expect(findEndPlaces(well, mapBasins({ ...ground, loss: well, domain, targets: all }), all)).toEqual([]);
  });

  test('are none on a line of minima, and where runs are still on their way', () => {
    const targets = { points: [], reach: [0.03, 0.03] } as const;
    for (const [text, steps] of [
      ['x^2', 400],
      ['(x^2 + y^2 - 1)^2', 400],
      ['x^2 + y^2', 5],
    ] as const) {
      const loss = compileFormula(text);
      const map = mapBasins({ ...ground, loss, steps, domain, targets });
      expect(map.basins.every((basin) => basin === UNDECIDED)).toBe(true);
      expect(findEndPlaces(loss, map, targets)).toEqual([]);
    }
  });
});

test('of a loss of other than two parameters there are none', () => {
  const loss = compileFormula('x^2', { variables: ['x'] });
  const ground = { loss, optimizer: { id: 'sgd' }, targets: wellTargets, steps: 1, width: 2, height: 2 };
  expect(() => mapBasins({ ...ground, domain: [0, 1, 0, 1] })).toThrow(
    'Basins are of a loss of two parameters; this one has 1.',
  );
});
