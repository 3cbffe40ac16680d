import { expect, test } from 'vitest';
import { fitAxis } from '../../../src/charts/axis.ts';
import { lossY, rateUnder, rateX, rimHeight, type SweepPlace } from '../../../src/charts/sweep/plot.ts';

const place: SweepPlace = {
  plot: { left: 40, top: 30, width: 300, height: 150, scale: 1 },
  axis: fitAxis([[100, 1, 1e-6]], 'log', false),
  low: 1e-5,
  high: 10,
};

test('a learning rate and its pixel come back to each other at three digits', () => {
  expect(rateX(place, 1e-5)).toBeCloseTo(40, 9);
  expect(rateX(place, 10)).toBeCloseTo(340, 9);
  expect(rateX(place, 0.01)).toBeCloseTo(190, 9);
  for (const rate of [1e-5, 0.000123, 0.22, 3.16, 10])
    expect(rateUnder(place, rateX(place, rate))).toBe(rate);
});

test('losses lie within the plot, what diverged on the rim over it', () => {
  expect(lossY(place, 100)).toBeCloseTo(30, 6);
  expect(lossY(place, 1e-6)).toBeCloseTo(180, 6);
  expect(lossY(place, Number.NaN)).toBe(30 - rimHeight / 2);
  for (const loss of [1e300, 1e-300, 0, -5]) {
    expect(lossY(place, loss)).toBeGreaterThanOrEqual(30);
    expect(lossY(place, loss)).toBeLessThanOrEqual(180);
  }
});
