import { describe, expect, test } from 'vitest';
import { compileFormula, recordRun, sampleGradients } from '../../../../src/core/index.ts';
import { noiseStream } from '../../../../src/core/math/noise.ts';
import { normalStream } from '../../../../src/core/math/random.ts';

const seed = 31;
const count = 200_000;

function draws(kind: 'gaussian' | 'heavy'): Float64Array {
  const out = new Float64Array(count);
  noiseStream(kind, seed)(0, out);
  return out;
}

/** The share of draws farther out than `bound`. */
function beyond(values: Float64Array, bound: number): number {
  return values.reduce((far, value) => far + Number(Math.abs(value) > bound), 0) / values.length;
}

describe(`noise, seed ${seed}`, () => {
  test('Gaussian noise is the plain stream of normals', () => {
    const plain = new Float64Array(4);
    const own = new Float64Array(4);
    normalStream(seed)(9, plain);
    noiseStream('gaussian', seed)(9, own);
    expect(own).toEqual(plain);
  });

  test('heavy-tailed noise is Student’s t with 3 degrees of freedom over the root of 3', () => {
    // Quantiles of |t| with 3 degrees of freedom: 0.7649 (half), 2.3534 (10 %), 5.8409 (1 %), 12.924 (0.1 %).
    const values = draws('heavy');
    const root = Math.sqrt(3);
    expect(beyond(values, 0.7649 / root)).toBeCloseTo(0.5, 2);
    expect(beyond(values, 2.3534 / root) / 0.1).toBeCloseTo(1, 1);
    expect(beyond(values, 5.8409 / root) / 0.01).toBeCloseTo(1, 0.5);
    expect(beyond(values, 12.924 / root) / 0.001).toBeGreaterThan(0.7);
    expect(values.reduce((sum, value) => sum + Number(value > 0), 0) / count).toBeCloseTo(0.5, 2);
    // A Gaussian draw so far out comes once in 10^13.
    expect(beyond(draws('gaussian'), 12.924 / root)).toBe(0);
  });

  test('a component’s draw does not depend on how many there are', () => {
    const stream = noiseStream('heavy', seed);
    const [two, five] = [new Float64Array(2), new Float64Array(5)];
    stream(3, two);
    stream(3, five);
    expect(five.slice(0, 2)).toEqual(two);
  });

  test('proportional noise is a share of the gradient’s length', () => {
    const loss = compileFormula('x^2/2 + y^2/2');
    const options = { loss, optimizer: { id: 'sgd', lr: 0.1 }, steps: 1, noise: 0.5, seed };
    const noiseAt = (start: readonly number[], noiseScaling: 'constant' | 'proportional') => {
      const { gradient } = recordRun({ ...options, start, noiseScaling }).updateFrom(0);
      return Array.from(gradient as Float64Array, (component, i) => component - start[i]!);
    };
    const constant = noiseAt([3, 4], 'constant');
    noiseAt([30, 40], 'constant').forEach((value, i) => expect(value).toBeCloseTo(constant[i]!, 12));
    noiseAt([3, 4], 'proportional').forEach((value, i) => expect(value).toBeCloseTo(5 * constant[i]!, 12));
    noiseAt([30, 40], 'proportional').forEach((value, i) => expect(value).toBeCloseTo(50 * constant[i]!, 12));
    expect(noiseAt([0, 0], 'proportional')).toEqual([0, 0]);
  });

  test('what is no kind of noise is refused', () => {
    const loss = compileFormula('x^2 + y^2');
    const options = { loss, optimizer: { id: 'sgd' }, start: [1, 1], steps: 1, noise: 1 };
    const given = (extra: object) => () => recordRun({ ...options, ...extra });
    expect(given({ noiseKind: 'cauchy' })).toThrow(/gaussian, heavy, not "cauchy"/);
    expect(given({ noiseScaling: 'log' })).toThrow(/constant, proportional, not "log"/);
  });
});

describe('sampleGradients', () => {
  const loss = compileFormula('x^2 + 3y');

  test('lies about the exact gradient with the deviation asked for', () => {
    const noise = { deviation: 0.5, kind: 'gaussian', scaling: 'constant' } as const;
    const rows = sampleGradients(loss, [2, 7], noise, 20_000, seed);
    for (const [axis, exact] of [4, 3].entries()) {
      const values = rows.filter((_, i) => i % 2 === axis);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
      expect(mean).toBeCloseTo(exact, 1);
      expect(Math.sqrt(variance)).toBeCloseTo(0.5, 1);
    }
  });

  test('is the exact gradient where the noise is nothing', () => {
    const noise = { deviation: 0, kind: 'heavy', scaling: 'proportional' } as const;
    expect([...sampleGradients(loss, [2, 7], noise, 2)]).toEqual([4, 3, 4, 3]);
  });
});
