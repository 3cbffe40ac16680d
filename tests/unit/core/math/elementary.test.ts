import { describe, expect, test } from 'vitest';
import * as circular from '../../../../src/core/math/circular.ts';
import * as exponential from '../../../../src/core/math/exponential.ts';

const SEED = 20_261_121;

/** Uniform numbers of [0, 1), the same at every run (Marsaglia's xorshift). */
function uniforms(): () => number {
  let state = SEED;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** Distance in units in the last place of the larger. */
function places(a: number, b: number): number {
  if (Object.is(a, b) || a === b) return 0;
  const size = Math.max(Math.abs(a), Math.abs(b));
  const exponent = Math.max(-1022, Math.floor(Math.log2(size)));
  const unit = Math.max(2 ** (exponent - 52), Number.MIN_VALUE);
  return Math.abs(a / unit - b / unit);
}

const wide = (u: number) => (u - 0.5) * 30;
const unit = (u: number) => 2 * u - 1;
const positive = (u: number, v: number) => (1 + u) * 2 ** Math.floor((v - 0.5) * 2100);
const anySize = (u: number, v: number) => (u < 0.5 ? -1 : 1) * (1 + u) * 2 ** Math.floor((v - 0.5) * 2000);

type Row = readonly [
  name: string,
  own: (x: number) => number,
  math: (x: number) => number,
  most: number,
  ranges: readonly ((u: number, v: number) => number)[],
];

/** Every function with its like in Math, how far they may differ, and where they are tried. */
const rows: readonly Row[] = [
  ['sin', circular.sin, Math.sin, 2, [wide, anySize]],
  ['cos', circular.cos, Math.cos, 2, [wide, anySize]],
  ['tan', circular.tan, Math.tan, 4, [wide, anySize]],
  ['asin', circular.asin, Math.asin, 4, [unit]],
  ['acos', circular.acos, Math.acos, 4, [unit]],
  ['atan', circular.atan, Math.atan, 2, [wide, anySize]],
  ['sinh', exponential.sinh, Math.sinh, 5, [wide, unit]],
  ['cosh', exponential.cosh, Math.cosh, 5, [wide, unit]],
  ['tanh', exponential.tanh, Math.tanh, 6, [wide, unit]],
  ['exp', exponential.exp, Math.exp, 2, [wide, (u) => (u - 0.5) * 1480]],
  ['log', exponential.log, Math.log, 2, [positive, (u) => u + 0.5]],
  ['log10', exponential.log10, Math.log10, 3, [positive, (u) => u + 0.5]],
  ['log2', exponential.log2, Math.log2, 3, [positive, (u) => u + 0.5]],
  ['cbrt', exponential.cbrt, Math.cbrt, 3, [(u) => 20 * (u - 0.5), positive]],
];

describe.each(rows)('%s', (_name, own, math, most, ranges) => {
  test(`is Math's but for the last places, seed ${SEED}`, () => {
    const next = uniforms();
    for (const range of ranges) {
      for (let i = 0; i < 5000; i++) {
        const x = range(next(), next());
        const distance = places(own(x), math(x));
        if (distance > most) expect.fail(`${x}: ${own(x)} is ${distance} units from ${math(x)}`);
      }
    }
  });

  test("has Math's special values", () => {
    for (const x of [Number.NaN, Infinity, -Infinity, 0, -0, -1, -2, 1, 2, 1e-320, -1e-320, 1e308, -1e308]) {
      const [value, wanted] = [own(x), math(x)];
      if (wanted === 0 || !Number.isFinite(wanted)) expect(value).toBe(wanted);
      else expect(places(value, wanted)).toBeLessThanOrEqual(most);
    }
  });
});

test('powers of any two numbers, and the angle of any point', () => {
  const next = uniforms();
  for (let i = 0; i < 20_000; i++) {
    const base = i % 2 ? next() * 3 : -Math.round(next() * 30);
    const exponent = i % 2 ? (next() - 0.5) * 2 ** (next() * 12) : Math.round((next() - 0.5) * 40);
    expect(places(exponential.pow(base, exponent), base ** exponent)).toBeLessThanOrEqual(4);
    const [y, x] = [unit(next()), unit(next())];
    expect(places(circular.atan2(y, x), Math.atan2(y, x))).toBeLessThanOrEqual(4);
  }
  const special = [
    Number.NaN,
    Infinity,
    -Infinity,
    0,
    -0,
    1,
    -1,
    2,
    -2,
    0.5,
    -3,
    1e300,
    -1e300,
    2 ** 53,
    5e-324,
  ];
  for (const a of special) {
    for (const b of special) {
      const [power, angle] = [a ** b, Math.atan2(a, b)];
      expect(places(exponential.pow(a, b), power) <= 4 || Object.is(power, exponential.pow(a, b))).toBe(true);
      expect(places(circular.atan2(a, b), angle) <= 4 || Object.is(angle, circular.atan2(a, b))).toBe(true);
    }
  }
});

test('the bits are those of the exact values, rounded', () => {
  // To 20 digits, by mpmath.
  expect(exponential.exp(1)).toBe(Number('2.7182818284590452354'));
  expect(exponential.log(2)).toBe(Number('0.69314718055994530942'));
  expect(exponential.log10(1000)).toBe(3);
  expect(exponential.log2(1024)).toBe(10);
  expect(exponential.cbrt(-27)).toBe(-3);
  expect(exponential.pow(0.999, 1000)).toBe(Number('0.36769542477096371772'));
  expect(circular.sin(1e22)).toBe(Number('-0.85220084976718880177'));
  expect(circular.cos(1)).toBe(Number('0.5403023058681397174'));
  expect(circular.atan(1)).toBe(Number('0.78539816339744830962'));
  expect(exponential.exp(-745)).toBe(Number('4.9406564584124654418e-324'));
});
