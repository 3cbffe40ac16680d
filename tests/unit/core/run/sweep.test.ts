import { describe, expect, test } from 'vitest';
import { compileFormula, optimizers, recordRun } from '../../../../src/core/index.ts';
import { sweep, type SweepCurve, type SweepOptions, sweepRates } from '../../../../src/core/run/sweep.ts';

function swept(options: SweepOptions): SweepCurve {
  const runs = sweep(options);
  let run = runs.next();
  while (!run.done) run = runs.next();
  return run.value;
}

const bowl = compileFormula('x^2/2 + 2 y^2');
const ground = { loss: bowl, start: [3, 1], steps: 50 };

describe('sweep', () => {
  test('gradient descent on a bowl diverges from 2/λmax on, and is best at the rate in closed form', () => {
    // x shrinks by 1 - lr, y by 1 - 4 lr a step: slowest component fastest at lr = 2 / (1 + 4).
    const rates = [0.1, 0.3, 0.4, 0.45, 0.49, 0.51, 0.6, 1e6];
    const { losses, best } = swept({ ...ground, optimizer: { id: 'sgd' }, rates });
    const closed = (lr: number) => 4.5 * (1 - lr) ** 100 + 2 * (1 - 4 * lr) ** 100;
    for (const i of [0, 1, 2, 3, 4, 5, 6]) expect((losses[i] ?? 0) / closed(rates[i] ?? 0)).toBeCloseTo(1, 9);
    expect(losses[7]).toBeNaN();
    expect(best).toBe(2);
  });

  const rated = optimizers.filter(({ hyperparameters }) => hyperparameters.some(({ key }) => key === 'lr'));

  test.each(rated.map(({ id }) => id))('%s: each point is a run of recordRun to the bit', (id) => {
    const noisy = { ...ground, noise: 0.3, seed: 7, optimizer: { id } };
    const rates = [1e-3, 0.05, 2];
    const { losses } = swept({ ...noisy, rates });
    rates.forEach((lr, i) => {
      const run = recordRun({ ...noisy, optimizer: { id, lr } });
      expect(losses[i]).toBe(run.divergedAt === null ? run.losses[run.steps] : Number.NaN);
    });
  });

  test('the other hyperparameters count', () => {
    const rates = [0.1];
    const heavy = swept({ ...ground, optimizer: { id: 'sgd', momentum: 0.9 }, rates });
    const plain = swept({ ...ground, optimizer: { id: 'sgd' }, rates });
    expect(heavy.losses[0]).not.toBe(plain.losses[0]);
  });

  test('none is best where all diverge', () => {
    const up = compileFormula('1/x');
    const { losses, best } = swept({
      loss: up,
      start: [0, 0],
      steps: 3,
      optimizer: { id: 'sgd' },
      rates: [1, 2],
    });
    expect([...losses]).toEqual([Number.NaN, Number.NaN]);
    expect(best).toBeNull();
  });

  test('of equal losses the smallest rate is best', () => {
    const flat = compileFormula('0 x + 3');
    expect(
      swept({ loss: flat, start: [1, 1], steps: 5, optimizer: { id: 'adam' }, rates: [0.1, 1, 10] }).best,
    ).toBe(0);
  });

  test('yields after every run, and stops where it is left', () => {
    const runs = sweep({ ...ground, optimizer: { id: 'sgd' }, rates: [0.1, 0.2, 0.3] });
    expect([runs.next().value, runs.next().value]).toEqual([1, 2]);
  });
});

describe('sweepRates', () => {
  test('both ends, evenly in the logarithm, at three digits', () => {
    expect(sweepRates(1e-2, 1, 4)).toEqual([0.01, 0.0178, 0.0316, 0.0562, 0.1, 0.178, 0.316, 0.562, 1]);
    const rates = sweepRates(1e-5, 10, 10);
    expect(rates).toHaveLength(61);
    expect([rates[0], rates[60]]).toEqual([1e-5, 10]);
    expect(rates.every((rate, i) => i === 0 || rate > (rates[i - 1] ?? 0))).toBe(true);
  });
});
