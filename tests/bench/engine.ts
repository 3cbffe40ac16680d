import { compileFormula } from '../../src/core/expression/compile.ts';
import { sampleGrid } from '../../src/core/geometry/grid.ts';
import { losses } from '../../src/core/losses/catalog.ts';
import '../../src/core/run/long-runs.ts';
import { recordRun } from '../../src/core/run/record.ts';
import type { Loss } from '../../src/core/math/loss.ts';
import type { RecordOptions } from '../../src/core/run/types.ts';
import { cLoops } from './c-loops.ts';
import { byHand, pace } from './pace.ts';
import type { Row } from './table.ts';

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
  ['adam schedule', { optimizer: { id: 'adam', lr: 0.05 }, schedule: { kind: 'cosine' } }],
  ['adam clip', { optimizer: { id: 'adam', lr: 0.05, clipNorm: 1 } }],
  ['adam noise', { optimizer: { id: 'adam', lr: 0.05 }, noise: 0.1, seed: 5 }],
];
/** Of C's speed; the rows without a limit are shown. */
const SHARES: ReadonlyMap<string, number> = new Map([
  ['adam', 0.9],
  ['adam clip', 0.6],
]);

/** Long runs against the same loops in C, where there is a compiler. */
function againstC(loss: Loss): Row[] {
  const inC = cLoops(steps, repetitions);
  if (!inC) return [];
  return RUNS.map(([name, run]): Row => {
    const [time = 0] = timeInTurns([() => recordRun({ loss, start: [-1.2, 1], steps, ...run })], WARM);
    const limit = SHARES.get(name);
    return {
      name: `recordRun against C -O3: ${name}`,
      figure: inC.get(name)! / time,
      unit: 'x',
      bound: limit === undefined ? null : 'min',
      limit: limit ?? 0,
    };
  });
}

/** Milliseconds from a formula's text to its first long run, less such a run when all is compiled; the best of some. */
function compileTime(): number {
  const time = (act: () => void) => {
    const before = performance.now();
    act();
    return performance.now() - before;
  };
  const times = Array.from({ length: 21 }, (_, i) => {
    let loss: Loss | undefined;
    const text = `(1 - x)^2 + ${100 + i}*(y - x^2)^2`;
    const first = time(() => recorded((loss = compileFormula(text)), 1000));
    return [first, time(() => recorded(loss!, 1000))] as const;
  });
  return Math.min(...times.map(([first]) => first)) - Math.min(...times.map(([, again]) => again));
}

export function engineRows(): Row[] {
  const compiled = compileFormula(rosenbrock);
  const interpreted = compileFormula(rosenbrock, { backend: 'interpreter' });
  const [hand = 0, fast = 0, slow = 0] = timeInTurns(
    [() => byHand(steps), () => recorded(compiled, steps), () => recorded(interpreted, steps / 10)],
    WARM,
  );
  const rate = (count: number, milliseconds: number) => count / milliseconds / 1000;

  const run = recordRun({ loss: compiled, optimizer: { id: 'adam', lr: 0.05 }, start: [-1.2, 1], steps });
  run.stateAt(steps);
  // The best of three tries at each step: what another program takes from this one is not the seek's.
  const seekTime = (step: number) => {
    const before = performance.now();
    run.stateAt(step);
    return performance.now() - before;
  };
  const seeks = Array.from({ length: 500 }, (_, i) => {
    const step = (i * 7919) % (run.steps + 1);
    return Math.min(seekTime(step), seekTime(step), seekTime(step));
  });

  const grids = losses.map(({ id, loss, domain }) => {
    const [time = 0] = timeInTurns([() => sampleGrid(loss, domain, 257, 257)]);
    return { id, time };
  });
  const slowest = grids.reduce((a, b) => (a.time > b.time ? a : b));
  const here = pace();

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
    {
      name: 'A new formula compiled, with the loop of a rule',
      figure: compileTime(),
      unit: 'ms',
      bound: 'max',
      limit: 5,
      pace: here,
    },
    {
      name: 'Seek in 100,000 steps, slowest of 500',
      figure: Math.max(...seeks),
      unit: 'ms',
      bound: 'max',
      limit: 1,
      pace: here,
    },
    {
      name: `257 x 257 samples, slowest surface (${slowest.id})`,
      figure: slowest.time,
      unit: 'ms',
      bound: 'max',
      limit: 15,
      pace: here,
    },
  ];
}
