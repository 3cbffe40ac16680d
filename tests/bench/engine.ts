import { compileFormula } from '../../src/core/expression/compile.ts';
import { sampleGrid } from '../../src/core/geometry/grid.ts';
import { losses } from '../../src/core/losses/catalog.ts';
import { optimizers } from '../../src/core/optimizers/all.ts';
import { defaultValues } from '../../src/core/optimizers/registry.ts';
import { compileRule } from '../../src/core/optimizers/typed/compile.ts';
import { printRule } from '../../src/core/optimizers/typed/print.ts';
import '../../src/core/optimizers/wide-updates.ts';
import '../../src/core/run/long-runs.ts';
import { recordRun } from '../../src/core/run/record.ts';
import type { Loss } from '../../src/core/math/loss.ts';
import type { RecordOptions, Run } from '../../src/core/run/types.ts';
import { compileCLoops } from './c-loops.ts';
import { byHand, pace } from './pace.ts';
import type { Row } from './table.ts';
import { wideNames, wideUpdates } from './wide.ts';

const rosenbrock = '(1-x)^2 + 100(y-x^2)^2';
const steps = 100_000;
const repetitions = 40;
/** Milliseconds of rounds before the first that counts: the compilers wait for their turn on a busy machine as well. */
const WARM = 1500;

function recorded(loss: Loss, count: number): Float64Array {
  return recordRun({ loss, optimizer: { id: 'adam', lr: 0.05 }, start: [-1.2, 1], steps: count }).positions;
}

/** The best time of each variant in milliseconds, taken in turns so that a slow moment of the machine hits all alike. */
function timeInTurns(variants: readonly (() => unknown)[], warm = 0): number[] {
  const times = variants.map((): number[] => []);
  const began = performance.now();
  do for (const variant of variants) variant();
  while (performance.now() - began < warm);
  for (let i = 0; i < repetitions; i++) {
    for (const [k, variant] of variants.entries()) {
      const before = performance.now();
      variant();
      times[k]?.push(performance.now() - before);
    }
  }
  return times.map((all) => Math.min(...all));
}

/** The loops of c-loops.ts as runs of the engine. */
const RUNS: readonly (readonly [name: string, run: Omit<RecordOptions, 'loss' | 'start' | 'steps'>])[] = [
  ['adam', { optimizer: { id: 'adam', lr: 0.05 } }],
  ['momentum', { optimizer: { id: 'momentum', lr: 0.0005 } }],
  ['rmsprop', { optimizer: { id: 'rmsprop', lr: 0.01 } }],
  ['sophiah', { optimizer: { id: 'sophiah', lr: 0.02 } }],
  ['adam schedule', { optimizer: { id: 'adam', lr: 0.05 }, schedule: { kind: 'cosine' } }],
  ['adam clip', { optimizer: { id: 'adam', lr: 0.05, clipNorm: 1 } }],
  ['adam noise', { optimizer: { id: 'adam', lr: 0.05 }, noise: 0.1, seed: 5 }],
];
/** Of C's speed. */
const SHARES: ReadonlyMap<string, number> = new Map([
  ['adam', 0.9],
  ['momentum', 0.75],
  ['rmsprop', 0.75],
  ['sophiah', 0.75],
  ['adam schedule', 0.6],
  ['adam clip', 0.6],
  ['adam noise', 0.6],
]);

/** Turns that this and C take: a slow while of the machine hits both. */
const TURNS = 8;

/** Long runs against the same loops in C, where there is a compiler, and updates of many parameters. */
function againstC(loss: Loss): Row[] {
  const inC = compileCLoops(steps, repetitions / TURNS);
  const all: readonly (readonly [string, () => unknown])[] = [
    ...RUNS.map(([name, run]) => [name, () => recordRun({ loss, start: [-1.2, 1], steps, ...run })] as const),
    ...wideNames.flatMap((name) => {
      const { lines, hand } = wideUpdates(name);
      return [[`wide ${name}`, lines] as const, [`hand ${name}`, hand] as const];
    }),
  ];
  const best = new Map<string, number>();
  const keep = (name: string, time: number) => best.set(name, Math.min(best.get(name) ?? Infinity, time));
  for (const [, act] of all) timeInTurns([act], WARM / 3);
  for (let turn = 0; turn < TURNS; turn++) {
    for (const [name, time] of inC?.time() ?? []) keep(`C ${name}`, time);
    for (const [name, act] of all) keep(name, timeInTurns([act])[0]!);
  }
  inC?.dispose();
  const share = (of: string, name: string) => best.get(of)! / best.get(name)!;
  const row = (name: string, figure: number, limit: number): Row => ({
    name,
    figure,
    unit: 'x',
    bound: 'min',
    limit,
  });
  const runs = RUNS.map(([name]) =>
    row(`recordRun against C -O3: ${name}`, share(`C ${name}`, name), SHARES.get(name)!),
  );
  return [
    ...(inC ? runs : []),
    ...wideNames.map((name) =>
      row(
        `An update of 10,000 parameters against by hand: ${name}`,
        share(`hand ${name}`, `wide ${name}`),
        1,
      ),
    ),
    ...(inC
      ? wideNames.map((name) =>
          row(`  against C -O3: ${name}`, share(`C wide ${name}`, `wide ${name}`), 1 / 1.5),
        )
      : []),
  ];
}

/** A rule that is typed as a rule of the registry reads, in the time of that one. */
function typedRow(loss: Loss): Row {
  const entry = optimizers.find(({ id }) => id === 'adam')!;
  const rule = compileRule(printRule(entry, defaultValues(entry))!);
  const run = { loss, start: [-1.2, 1], steps };
  const [own = 0, built = 0] = timeInTurns(
    [
      () => recordRun({ ...run, optimizer: { rule, lr: 0.05 } }),
      () => recordRun({ ...run, optimizer: { id: 'adam', lr: 0.05 } }),
    ],
    WARM,
  );
  return {
    name: 'Adam as it is typed, against the built-in one',
    figure: built / own,
    unit: 'x',
    bound: 'min',
    limit: 0.9,
  };
}

const EIGHT = ['sgd', 'momentum', 'nesterov', 'rmsprop', 'adam', 'adamw', 'adagrad', 'yogi'];

/** Milliseconds of the slowest of 500 steps to which all of these runs are taken, each in no order. */
function slowestSeek(runs: readonly Run[]): number {
  const { steps: last } = runs[0]!;
  for (const run of runs) run.stateAt(run.steps);
  // The best of three tries at each step: what another program takes from this one is not the seek's.
  const seekTime = (step: number) => {
    const before = performance.now();
    for (const run of runs) run.stateAt(Math.min(step, run.steps));
    return performance.now() - before;
  };
  const seeks = Array.from({ length: 500 }, (_, i) => {
    const step = (i * 7919) % (last + 1);
    return Math.min(seekTime(step), seekTime(step), seekTime(step));
  });
  return Math.max(...seeks);
}

/** Milliseconds in which eight runs of 1,000 steps are recorded at another learning rate. */
function eightRuns(loss: Loss): number {
  let lr = 1e-4;
  const [time = 0] = timeInTurns(
    [
      () => {
        lr += 1e-9;
        for (const id of EIGHT)
          recordRun({ loss, optimizer: { id, lr }, start: [-1.2, 1], steps: 1000 }).stateAt(1000);
      },
    ],
    WARM / 3,
  );
  return time;
}

/** Milliseconds from a text to its first long run, less such a run when all is compiled; the best of some. */
function compileTime(firstOf: (i: number) => () => unknown): number {
  const time = (act: () => void) => {
    const before = performance.now();
    act();
    return performance.now() - before;
  };
  const times = Array.from({ length: 21 }, (_, i) => {
    let again: () => unknown = () => null;
    const first = time(() => (again = firstOf(i))());
    return [first, time(() => again())] as const;
  });
  return Math.min(...times.map(([first]) => first)) - Math.min(...times.map(([, again]) => again));
}

const newFormula = (i: number) => {
  const loss = compileFormula(`(1 - x)^2 + ${100 + i}*(y - x^2)^2`);
  return () => recorded(loss, 1000);
};

const newRule = (loss: Loss) => (i: number) => {
  const rule = compileRule(`lr = 0.0${i + 1}
u = 0.9*u + gradient
v = 0.999*v + 0.001*gradient^2
theta = theta - lr*u/(sqrt(v) + 1/10^8)`);
  return () => recordRun({ loss, optimizer: { rule }, start: [-1.2, 1], steps: 1000 });
};

export function engineRows(): Row[] {
  const compiled = compileFormula(rosenbrock);
  const interpreted = compileFormula(rosenbrock, { backend: 'interpreter' });
  const [hand = 0, fast = 0, slow = 0] = timeInTurns(
    [() => byHand(steps), () => recorded(compiled, steps), () => recorded(interpreted, steps / 10)],
    WARM,
  );
  const rate = (count: number, milliseconds: number) => count / milliseconds / 1000;

  const run = recordRun({ loss: compiled, optimizer: { id: 'adam', lr: 0.05 }, start: [-1.2, 1], steps });
  const eight = EIGHT.map((id) =>
    recordRun({ loss: compiled, optimizer: { id, lr: 1e-4 }, start: [-1.2, 1], steps: 1000 }),
  );

  const grids = losses.map(({ id, loss, domain }) => {
    const [time = 0] = timeInTurns([() => sampleGrid(loss, domain, 257, 257)]);
    return { id, time };
  });
  const slowest = grids.reduce((a, b) => (a.time > b.time ? a : b));
  const here = pace();
  const ms = (name: string, figure: number, limit: number): Row => ({
    name,
    figure,
    unit: 'ms',
    bound: 'max',
    limit,
    pace: here,
  });

  return [
    {
      name: 'Adam on Rosenbrock by hand',
      figure: rate(steps, hand),
      unit: 'M steps/s',
      bound: null,
      limit: 0,
    },
    {
      name: 'Adam on Rosenbrock, compiled, recordRun, against by hand',
      figure: hand / fast,
      unit: 'x',
      bound: 'min',
      limit: 0.9,
    },
    { name: '  the same', figure: rate(steps, fast), unit: 'M steps/s', bound: null, limit: 0 },
    { name: '  interpreted', figure: rate(steps / 10, slow), unit: 'M steps/s', bound: null, limit: 0 },
    ...againstC(compiled),
    typedRow(compiled),
    ms('A new formula compiled, with the loop of a rule', compileTime(newFormula), 5),
    ms('A new rule compiled, with its loop', compileTime(newRule(compiled)), 5),
    ms('8 runs of 1,000 steps recorded at another rate, with their last states', eightRuns(compiled), 2.5),
    ms('Seek in 100,000 steps, slowest of 500', slowestSeek([run]), 0.1),
    ms('  of 8 runs of 1,000 steps at once', slowestSeek(eight), 0.1),
    ms(`257 x 257 samples, slowest surface (${slowest.id})`, slowest.time, 15),
  ];
}
