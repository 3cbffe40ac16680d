import { describe, expect, test } from 'vitest';
import { chainFacts } from '../../../../src/core/math/chains.ts';
import { normalStream } from '../../../../src/core/math/random.ts';

/** x_t = rho x_(t-1) + sqrt(1 - rho^2) z, of variance 1 from the start on. */
function autoregressive(rho: number, length: number, seed: number): Float64Array {
  const z = new Float64Array(length);
  normalStream(seed, 'autoregression')(0, z);
  for (let t = 1; t < length; t++) z[t] = rho * z[t - 1]! + Math.sqrt(1 - rho * rho) * z[t]!;
  return z;
}

const chainsOf = (rho: number, length: number, seed = 0) =>
  [1, 2, 3, 4].map((k) => autoregressive(rho, length, 10 * seed + k));

describe('the effective size of an autoregression', () => {
  test.each([-0.5, 0, 0.5, 0.9, 0.98])('is n (1 - rho)/(1 + rho): %d', (rho) => {
    const sizes = [0, 1, 2, 3, 4].map((seed) => chainFacts(chainsOf(rho, 20_000, seed))!.size);
    const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
    const exact = (80_000 * (1 - rho)) / (1 + rho);
    expect(Math.abs(mean / exact - 1)).toBeLessThan(0.06);
  });

  test('is not more than as many draws allow', () => {
    const { size, draws } = chainFacts(chainsOf(-0.95, 2000))!;
    expect(size).toBeLessThanOrEqual(draws * Math.log10(draws));
  });
});

test('by hand: of two short chains the formulas of the book', () => {
  const chains = [
    [1, 2, 4, 3, 2, 5, 6, 4],
    [3, 3, 1, 2, 6, 4, 5, 7],
  ].map((chain) => Float64Array.from(chain));
  const halves = [
    [1, 2, 4, 3],
    [2, 5, 6, 4],
    [3, 3, 1, 2],
    [6, 4, 5, 7],
  ];
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const variance = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1);
  const W = mean(halves.map(variance));
  const B = 4 * variance(halves.map(mean));
  expect(chainFacts(chains)!.rHat).toBeCloseTo(Math.sqrt(((3 / 4) * W + B / 4) / W), 12);
  expect(chainFacts(chains)!.draws).toBe(16);
});

test('R-hat is near 1 for chains that agree, and tells one that is elsewhere, and one that drifts', () => {
  const rHat = (chains: readonly Float64Array[]) => chainFacts(chains)!.rHat;
  expect(rHat(chainsOf(0.5, 4000))).toBeLessThan(1.005);
  const [first, ...others] = chainsOf(0.5, 4000);
  expect(rHat([first!.map((x) => x + 2), ...others])).toBeGreaterThan(1.2);
  // Two chains that drift alike: only halves tell.
  const drifting = others.map((chain) => chain.map((x, t) => x + t / 1000));
  expect(rHat(drifting)).toBeGreaterThan(1.2);
});

test('of too little, and of what stands still, nothing is said', () => {
  expect(chainFacts([])).toBeNull();
  expect(chainFacts([new Float64Array(7)])).toBeNull();
  expect(chainFacts([new Float64Array(100).fill(3)])).toBeNull();
});
