import { expect, test } from 'vitest';
import { compileFormula } from '../../../../src/core/expression/compile.ts';
import { normcdf } from '../../../../src/core/math/gaussian.ts';
import { normalStream } from '../../../../src/core/math/random.ts';
import {
  apart,
  boltzmannShares,
  levelsWithin,
  smoothed,
  swarmDensity,
} from '../../../../src/core/run/swarm-density.ts';

const domain = [-4, 4, -2, 2] as const;
/** Deviations 1 and 0.5: exp(-f/T) of x^2/2 + 2 y^2 at T = 1. */
const bowl = compileFormula('x^2/2 + 2y^2');

function drawn(count: number, stretch = 1) {
  const positions = new Float64Array(2 * count);
  normalStream(9, 'particles')(0, positions);
  for (let k = 0; k < count; k++) {
    positions[2 * k]! *= stretch;
    positions[2 * k + 1]! *= stretch / 2;
  }
  return { positions, speeds: new Float64Array(count) };
}

test('exp(-f/T) of a quadratic is the normal distribution, cell by cell', () => {
  const shares = boltzmannShares(bowl, 1, domain, 32)!;
  const across = (i: number) => normcdf(-4 + (i + 1) / 4) - normcdf(-4 + i / 4);
  const whole = normcdf(4) - normcdf(-4);
  for (const [i, j] of [
    [16, 16],
    [10, 20],
    [4, 16],
    [31, 0],
  ] as const) {
    expect(shares[j * 32 + i]! / ((across(i) * across(j)) / whole ** 2)).toBeCloseTo(1, 2);
  }
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  expect(boltzmannShares(compileFormula('log(-1 - x^2)'), 1, domain, 8)).toBeNull();
});

test('a sample of it is apart from it by what chance makes, one of another temperature by more', () => {
  const theory = boltzmannShares(bowl, 1, domain, 64)!;
  const of = (stretch: number) => {
    const { positions, speeds } = drawn(20_000, stretch);
    return apart(swarmDensity(positions, speeds, domain, 64)!, theory, 4);
  };
  const { share, byChance } = of(1);
  expect(share / byChance).toBeGreaterThan(0.8);
  expect(share / byChance).toBeLessThan(1.2);
  // Half the integral of the difference of two normal distributions, whose deviations are 1 to 1.2 on each axis.
  const gap = (r: number) => {
    const s = 1.2;
    // Inside radius R, where both densities are equal, the first has more.
    const R = Math.sqrt((4 * Math.log(s)) / (1 - 1 / s ** 2));
    return Math.exp((-R * R) / (2 * r * r));
  };
  const exact = gap(1.2) - gap(1);
  expect(Math.abs(of(1.2).share - exact)).toBeLessThan(0.02);
});

test('what has ended does not count, and what is outside is said', () => {
  const { positions, speeds } = drawn(1000);
  speeds.fill(-1, 0, 600);
  positions[2 * 999] = 9;
  const density = swarmDensity(positions, speeds, domain, 16)!;
  expect(density.particles).toBe(400);
  const far = Array.from({ length: 400 }, (_, k) => positions.subarray(2 * (600 + k), 2 * (601 + k))).filter(
    ([x, y]) => Math.abs(x!) >= 4 || Math.abs(y!) >= 2,
  ).length;
  expect(density.outside).toBeCloseTo(far / 400, 12);
  expect(density.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  expect(swarmDensity(positions, speeds.fill(-1), domain, 16)).toBeNull();
});

test('smoothing keeps the whole and the middle, and adds its square to the variance', () => {
  const cells = 41;
  const shares = new Float64Array(cells * cells);
  shares[20 * cells + 20] = 1;
  const smooth = smoothed(shares, cells, [2, 3]);
  const moment = (power: number, axis: 0 | 1) =>
    smooth.reduce((sum, share, at) => {
      const place = axis === 0 ? at % cells : Math.floor(at / cells);
      return sum + share * (place - 20) ** power;
    }, 0);
  expect(moment(0, 0)).toBeCloseTo(1, 12);
  expect(moment(1, 0)).toBeCloseTo(0, 12);
  expect(moment(2, 0)).toBeCloseTo(4, 2);
  expect(moment(2, 1)).toBeCloseTo(9, 1);
  // At the edge nothing is lost.
  const corner = new Float64Array(cells * cells);
  corner[0] = 1;
  expect(smoothed(corner, cells, [2, 3]).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
});

test('half of a normal distribution in two dimensions lies within sqrt(2 ln 2) deviations', () => {
  const shares = boltzmannShares(bowl, 1, domain, 128)!;
  const [half, most] = levelsWithin(shares, [0.5, 0.9]);
  const cell = (8 / 128) * (4 / 128);
  const densityAt = (radius: number) => Math.exp((-radius * radius) / 2) / Math.PI;
  expect(half! / cell).toBeCloseTo(densityAt(Math.sqrt(2 * Math.log(2))), 2);
  expect(most! / cell).toBeCloseTo(densityAt(Math.sqrt(2 * Math.log(10))), 2);
});
