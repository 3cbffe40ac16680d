import { compileFormula } from '../../src/core/expression/compile.ts';
import { sampleGrid } from '../../src/core/geometry/grid.ts';
import { losses } from '../../src/core/losses/catalog.ts';
import { recordRun } from '../../src/core/run/record.ts';
import type { Loss } from '../../src/core/math/loss.ts';
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
      limit: 0.5,
    },
    { name: '  the same', figure: rate(steps, fast), unit: 'M steps/s', bound: null, limit: 0 },
    { name: '  interpreted', figure: rate(steps / 10, slow), unit: 'M steps/s', bound: null, limit: 0 },
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
