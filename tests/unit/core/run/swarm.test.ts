import { expect, test } from 'vitest';
import { compileFormula, formulaGraph } from '../../../../src/core/expression/compile.ts';
import { noiseKinds } from '../../../../src/core/math/noise.ts';
import { optimizers } from '../../../../src/core/optimizers/all.ts';
import { programOf } from '../../../../src/core/optimizers/program.ts';
import { defaultValues } from '../../../../src/core/optimizers/registry.ts';
import { recordRun } from '../../../../src/core/run/record.ts';
import {
  createWitnesses,
  swarmBox,
  swarmDraws,
  type SwarmPlan,
  writeStarts,
} from '../../../../src/core/run/swarm.ts';
import { swarmProgram } from '../../../../src/core/run/swarm-glsl.ts';

const plan: SwarmPlan = {
  starts: 'box',
  count: 20_000,
  spread: 1,
  domain: [-2, 6, 10, 11],
  start: [0, 10.25],
  seed: 7,
};

function startsOf(change: Partial<SwarmPlan>, from = 0, to = change.count ?? plan.count): Float32Array {
  const out = new Float32Array(2 * (to - from));
  writeStarts({ ...plan, ...change }, from, to, out);
  return out;
}

const along = (points: Float32Array, axis: 0 | 1) => [...points].filter((_, k) => k % 2 === axis);
const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
const deviation = (values: readonly number[]) => {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((one) => (one - middle) ** 2)));
};

test('a grid and a box have the whole domain at a spread of 1, and are close about the start at a small one', () => {
  expect(swarmBox(plan)).toEqual(plan.domain);
  const [x0, x1, y0, y1] = swarmBox({ ...plan, spread: 0.01 });
  expect(x1 - x0).toBeCloseTo(0.08, 12);
  expect(y1 - y0).toBeCloseTo(0.01, 12);
  expect(x0 < 0 && x1 > 0 && y0 < 10.25 && y1 > 10.25).toBe(true);
});

test('a grid is even: as many in each quarter, none twice', () => {
  const points = startsOf({ starts: 'grid', count: 10_000 });
  expect(new Set(along(points, 0)).size).toBe(100);
  expect(new Set(along(points, 1)).size).toBe(100);
  expect(along(points, 0).filter((x) => x < 2)).toHaveLength(5000);
  expect(along(points, 1).filter((y) => y < 10.5)).toHaveLength(5000);
});

test('a box is drawn evenly, both coordinates on their own: chi-square over 10 x 10 cells', () => {
  const points = startsOf({});
  const cells = Array.from({ length: 100 }, () => 0);
  for (let k = 0; k < plan.count; k++) {
    const i = Math.floor(((points[2 * k]! + 2) / 8) * 10);
    const j = Math.floor((points[2 * k + 1]! - 10) * 10);
    cells[10 * j + i]!++;
  }
  const wanted = plan.count / 100;
  const square = cells.reduce((sum, count) => sum + (count - wanted) ** 2 / wanted, 0);
  // 99 degrees: 0.1 % lie above 148, 0.1 % below 61.
  expect(square).toBeLessThan(148);
  expect(square).toBeGreaterThan(61);
});

test('a Gaussian lies about the start, four deviations to the spread of the sides', () => {
  const points = startsOf({ starts: 'gaussian', spread: 0.4 });
  expect(mean(along(points, 0))).toBeCloseTo(0, 1);
  expect(deviation(along(points, 0)) / 0.8).toBeCloseTo(1, 1);
  expect(mean(along(points, 1))).toBeCloseTo(10.25, 2);
  expect(deviation(along(points, 1)) / 0.1).toBeCloseTo(1, 1);
});

test('a particle starts where it starts, whoever asks, in whatever parts; another seed, another box', () => {
  const all = startsOf({});
  expect(startsOf({}, 500, 700)).toEqual(all.slice(1000, 1400));
  expect(startsOf({ seed: 8 })).not.toEqual(all);
});

test.each(noiseKinds)('draws of %s noise have deviation 1 and differ by particle, step and seed', (kind) => {
  const out = new Float64Array(2);
  const drawn = Array.from({ length: 40_000 }, (_, k) => {
    swarmDraws(kind, 3, k % 40, Math.floor(k / 40), out);
    return [out[0]!, out[1]!] as const;
  });
  const [xs, ys] = [drawn.map(([x]) => x), drawn.map(([, y]) => y)];
  for (const values of [xs, ys]) {
    expect(Math.abs(mean(values))).toBeLessThan(0.03);
    // The fourth moment of the heavy kind is not finite: its deviation comes slowly.
    expect(Math.abs(deviation(values) - 1)).toBeLessThan(kind === 'heavy' ? 0.15 : 0.02);
  }
  expect(Math.abs(mean(drawn.map(([x, y]) => x * y)))).toBeLessThan(kind === 'heavy' ? 0.1 : 0.02);
  expect(new Set(xs).size).toBeGreaterThan(39_900);
});

const himmelblau = compileFormula('(x^2 + y - 11)^2 + (x + y^2 - 7)^2');
const none = { deviation: 0, kind: 'gaussian', scaling: 'constant' } as const;

test.each(['sgd', 'momentum', 'adam', 'prodigy'])(
  'the runs in doubles are those of recordRun, to the bit: %s',
  (id) => {
    const entry = optimizers.find((one) => one.id === id)!;
    const values = { ...defaultValues(entry), lr: 0.01 };
    const starts = [-0.5, -0.75, 3, 1.25, -4, 4];
    const rule = { loss: himmelblau, entry, values, rate: () => 0.01, noise: none, seed: 1 };
    const witnesses = createWitnesses(rule, [0, 1, 2], starts);
    for (let k = 0; k < 100; k++) witnesses.advance();
    const runs = [0, 1, 2].flatMap((k) => {
      const start = starts.slice(2 * k, 2 * k + 2);
      const { positions } = recordRun({ loss: himmelblau, optimizer: { ...values, id }, start, steps: 100 });
      return [...positions.subarray(200, 202)];
    });
    expect([...witnesses.positions]).toEqual(runs);
  },
);

test('a rule that searches has no swarm, and one that keeps too much has none', () => {
  const graph = formulaGraph(himmelblau)!;
  const refusals = optimizers.map((entry) => {
    if (entry.rule.search) return 'searches';
    const made = swarmProgram(programOf(entry, defaultValues(entry)), graph, none);
    return typeof made === 'string' ? made : null;
  });
  // All rules of lines, those too that ask for the Hessian's diagonal.
  const ofLines = optimizers.filter(({ rule }) => !rule.search).map(({ id }) => id);
  const made = optimizers.flatMap(({ id }, k) => (refusals[k] === null ? [id] : []));
  expect(ofLines.filter((id) => !made.includes(id))).toEqual([]);
  const keeps = (vectors: number) => {
    const names = Array.from({ length: vectors }, (_, k) => `v${k}`);
    const lines = [
      ...names.map((key) => ({ key, part: 'state' as const, formula: `${key} + gradient` })),
      { key: 'theta', part: 'position' as const, formula: 'theta - lr*v0' },
    ];
    const sgd = optimizers.find(({ id }) => id === 'sgd')!;
    const entry = { ...sgd, rule: { vectors: names, scalars: [], lines: lines as never } };
    const made = swarmProgram(programOf(entry, defaultValues(sgd)), graph, none);
    return typeof made === 'string' ? made : made.size;
  };
  // What only a line keeps that does not act takes no room: of Adam the greatest second moment, of AMSGrad.
  const adam = optimizers.find(({ id }) => id === 'adam')!;
  const floats = (amsgrad: number) => {
    const made = swarmProgram(programOf(adam, { ...defaultValues(adam), amsgrad }), graph, none);
    return typeof made === 'string' ? made : [made.size, made.speed, made.places];
  };
  expect(floats(0)).toEqual([8, 6, [0, 1, 2, 3, 4, 5]]);
  expect(floats(1)).toEqual([12, 8, [0, 1, 2, 3, 4, 5, 6, 7]]);
  // Fifteen vectors of four floats: two for the position, one for the speed.
  expect(keeps(28)).toBe(60);
  expect(keeps(29)).toBe('state');
});
