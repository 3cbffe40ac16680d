import { compileFormula } from '../../src/core/expression/compile.ts';
import { sampleGrid } from '../../src/core/geometry/grid.ts';
import { losses } from '../../src/core/losses/catalog.ts';
import { recordRun } from '../../src/core/run/record.ts';
import type { Loss } from '../../src/core/math/loss.ts';
import type { Row } from './table.ts';

const rosenbrock = '(1-x)^2 + 100(y-x^2)^2';
const steps = 100_000;
// Enough for the compilers to be done, which on a busy machine wait for their turn as well.
const repetitions = 40;

/** Adam on Rosenbrock written by hand: the same arithmetic and the same recording, no library around it. */
function byHand(count: number): Float64Array {
  const positions = new Float64Array(2 * (count + 1));
  const losses = new Float64Array(count + 1);
  let x = -1.2;
  let y = 1;
  let mx = 0;
  let my = 0;
  let vx = 0;
  let vy = 0;
  let power1 = 1;
  let power2 = 1;
  for (let t = 0; t <= count; t++) {
    const a = 1 - x;
    const b = y - x * x;
    positions[2 * t] = x;
    positions[2 * t + 1] = y;
    losses[t] = a * a + 100 * b * b;
    const gx = -2 * a - 400 * x * b;
    const gy = 200 * b;
    mx = 0.9 * mx + 0.1 * gx;
    my = 0.9 * my + 0.1 * gy;
    vx = 0.999 * vx + 0.001 * gx * gx;
    vy = 0.999 * vy + 0.001 * gy * gy;
    power1 *= 0.9;
    power2 *= 0.999;
    const c1 = 1 - power1;
    const c2 = 1 - power2;
    x -= (0.05 * (mx / c1)) / (Math.sqrt(vx / c2) + 1e-8);
    y -= (0.05 * (my / c1)) / (Math.sqrt(vy / c2) + 1e-8);
  }
  return positions;
}

function recorded(loss: Loss, count: number): Float64Array {
  return recordRun({ loss, optimizer: { id: 'adam', lr: 0.05 }, start: [-1.2, 1], steps: count }).positions;
}

/** The best time of each variant in milliseconds, taken in turns so that a slow moment of the machine hits all alike. */
function timeInTurns(variants: readonly (() => unknown)[]): number[] {
  const times = variants.map((): number[] => []);
  for (let i = 0; i < repetitions + 3; i++) {
    for (const [k, variant] of variants.entries()) {
      const before = performance.now();
      variant();
      if (i >= 3) times[k]?.push(performance.now() - before);
    }
  }
  return times.map((all) => Math.min(...all));
}

export function engineRows(): Row[] {
  const compiled = compileFormula(rosenbrock);
  const interpreted = compileFormula(rosenbrock, { backend: 'interpreter' });
  const [hand = 0, fast = 0, slow = 0] = timeInTurns([
    () => byHand(steps),
    () => recorded(compiled, steps),
    () => recorded(interpreted, steps / 10),
  ]);
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
    },
    {
      name: `257 x 257 samples, slowest surface (${slowest.id})`,
      figure: slowest.time,
      unit: 'ms',
      bound: 'max',
      limit: 15,
    },
  ];
}
