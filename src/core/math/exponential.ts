/**
 * exp, log and what is made of them, from IEEE 754 additions, multiplications, divisions and roots alone.
 *
 * The standard leaves the last bits of Math.exp and its kin to the browser, and they do differ, from one version of
 * an engine to the next. Here they are the same everywhere, so that a scene gives the same run to the bit wherever it
 * is opened. All are within one unit in the last place, cbrt within two, the hyperbolic ones within three; special
 * values are those of Math.
 *
 * log: x = 2^k m with m near 1, c the multiple of 1/32 next to m, s = (m - c) / (m + c), and
 *     log x = k log 2 + log c + 2 (s + s^3/3 + s^5/5 + ...)
 * kept as an unrounded sum of two numbers. exp: x = k log 2 + r, and the Taylor series of e^r. pow: e^(y log x).
 */

import { productError } from './products.ts';

/** The words of a number, to take its exponent from it. */
const double = new Float64Array(1);
const words = new Int32Array(double.buffer);
const HIGH = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 1 : 0;

/** 2^k for k = -1022 .. 1023, at k + 1022. */
const powersOfTwo = new Float64Array(2046);
for (let k = 0, power = 2 ** -1022; k < 2046; k++, power *= 2) powersOfTwo[k] = power;

/** log 2 to 33 binary places, so that its multiples by exponents are exact, and the rest. */
export const LN2_HIGH = 0.6931471806019545;
export const LN2_LOW = -4.2009150726810846e-11;
/** log(j / 32) for j = 23 .. 45, each to 33 binary places and the rest. */
export const LOG_TABLE = Float64Array.from(
  [
    [-0.33024168689735234, 2.6775481557811462e-11, -0.28768207249231637, 4.053543780278539e-11],
    [-0.24686007795389742, 2.2371618707002346e-11, -0.20763936475850642, -1.9738084340965946e-11],
    [-0.1698990367585793, -3.6818159145389496e-11, -0.13353139266837388, 4.385125962419471e-11],
    [-0.09844007284846157, 3.520904845267173e-11, -0.06453852111008018, -2.749098912058627e-11],
    [-0.03174869832582772, 1.1247416624070612e-11, 0, 0, 0.03077165863942355, 2.7330139195765757e-11],
    [0.0606246218085289, 7.905942434121756e-12, 0.0896121587138623, -2.4175167299176948e-11],
    [0.11778303561732173, 3.906172487875993e-11, 0.14518200978636742, 5.8130480900099126e-11],
    [0.17185025697108358, -4.442435910750237e-11, 0.19782574335113168, -2.1211797264991407e-11],
    [0.22314355126582086, 4.838889490356316e-11, 0.24783616384956986, 5.501139966008885e-11],
    [0.2719337154412642, 4.237754670016925e-11, 0.2954642128897831, 4.052791994134298e-12],
    [0.3184537311317399, -1.3205298607019631e-11, 0.3409265869995579, -2.8964702044611727e-11],
  ].flat(),
);
/** The first j of the table. */
export const FIRST = 23;

/** A finite x > 0 as 2^exponent mantissa, sqrt(1/2) < mantissa <= sqrt 2; the mantissa is returned. */
function takeApart(x: number): number {
  exponent = 0;
  double[0] = x;
  if (x < 2.2250738585072014e-308) {
    double[0] = x * 2 ** 54;
    exponent = -54;
  }
  const high = words[HIGH]!;
  exponent += (high >> 20) - 1023;
  words[HIGH] = (high & 0xfffff) | 0x3ff00000;
  const m = double[0]!;
  if (m <= Math.SQRT2) return m;
  exponent += 1;
  return m / 2;
}
let exponent = 0;

/** 2 (s^3/3 + s^5/5 + ...) for |s| < 0.012. */
function atanhTail(s: number): number {
  const z = s * s;
  return 2 * s * z * (1 / 3 + z * (1 / 5 + z * (1 / 7 + z * (1 / 9))));
}

/** log(1 + f) for |f| <= 5/64: where the logarithm is small, s would have to be known to more places than it is. */
function logNearOne(f: number): number {
  const s = f / (2 + f);
  const z = s * s;
  const tail = 1 / 3 + z * (1 / 5 + z * (1 / 7 + z * (1 / 9 + z * (1 / 11 + z * (1 / 13 + z * (1 / 15))))));
  // f - s f is 2 s, and exact but for the small product.
  return f - s * (f - 2 * z * tail);
}

export function log(x: number): number {
  if (!(x > 0) || x === Infinity) return x === 0 ? -Infinity : x === Infinity ? x : Number.NaN;
  const m = takeApart(x);
  const j = (m * 32 + 0.5) | 0;
  const c = j / 32;
  const f = m - c;
  if (exponent === 0 && j >= 30 && j <= 34) return logNearOne(m - 1);
  const s = f / (m + c);
  const at = 2 * (j - FIRST);
  const rest = exponent * LN2_LOW + LOG_TABLE[at + 1]!;
  return exponent * LN2_HIGH + LOG_TABLE[at]! + (2 * s + (atanhTail(s) + rest));
}

/** What the last `logHigh` rounded off. */
let logLow = 0;

/** log x for a finite x > 0, rounded; with `logLow` it is right to some 65 binary places. */
function logHigh(x: number): number {
  const m = takeApart(x);
  const j = (m * 32 + 0.5) | 0;
  const c = j / 32;
  const f = m - c;
  const sum = m + c;
  const s = f / sum;
  const product = s * sum;
  // What the sum lost, the larger of the two first (Dekker).
  const sumLow = m < c ? m - (sum - c) : c - (sum - m);
  const sLow = (f - product - productError(s, sum, product) - s * sumLow) / sum;
  const at = 2 * (j - FIRST);
  const whole = exponent * LN2_HIGH + LOG_TABLE[at]!;
  const rest = exponent * LN2_LOW + LOG_TABLE[at + 1]!;
  // Two-sums (Knuth): nothing of the larger terms is lost.
  const first = whole + 2 * s;
  const firstPart = first - whole;
  const second = first + rest;
  const secondPart = second - first;
  const low =
    whole -
    (first - firstPart) +
    (2 * s - firstPart) +
    (first - (second - secondPart) + (rest - secondPart)) +
    (2 * sLow + atanhTail(s));
  const result = second + low;
  logLow = second - result + low;
  return result;
}

/** 1 / log 10 as a sum of two. */
const PER_LN10 = 0.4342944819032518;
const PER_LN10_LOW = 1.098319650216765e-17;

export function log10(x: number): number {
  if (!(x > 0) || x === Infinity) return log(x);
  const l = logHigh(x);
  const product = l * PER_LN10;
  return product + (productError(l, PER_LN10, product) + (l * PER_LN10_LOW + logLow * PER_LN10));
}

/** 1 / log 2 as a sum of two. */
const PER_LN2 = 1.4426950408889634;
const PER_LN2_LOW = 2.0355273740931033e-17;

export function log2(x: number): number {
  if (!(x > 0) || x === Infinity) return log(x);
  const l = logHigh(x);
  const product = l * PER_LN2;
  return product + (productError(l, PER_LN2, product) + (l * PER_LN2_LOW + logLow * PER_LN2));
}

/** By one step of Newton from exp(log(x)/3). */
export function cbrt(x: number): number {
  if (x === 0 || !Number.isFinite(x)) return x;
  const size = Math.abs(x);
  const root = exp(log(size) / 3);
  const better = root - (root - size / (root * root)) / 3;
  return x < 0 ? -better : better;
}

/** e^(x + low) for a finite x, with a `low` that is small beside its last place. */
export function expOf(x: number, low: number): number {
  if (x > 709.8) return Infinity;
  if (x < -745.2) return 0;
  const k = Math.floor(x * Math.LOG2E + 0.5);
  const high = x - k * LN2_HIGH;
  const rest = k * LN2_LOW - low;
  const r = high - rest;
  const c = high - r - rest;
  // (e^r - 1 - r) / r^2, even and odd powers apart: half the waiting.
  const z = r * r;
  const even = 1 / 2 + z * (1 / 24 + z * (1 / 720 + z * (1 / 40320 + z * (1 / 3628800 + z / 479001600))));
  const odd = 1 / 6 + z * (1 / 120 + z * (1 / 5040 + z * (1 / 362880 + z * (1 / 39916800 + z / 6227020800))));
  const sum = 1 + r;
  const e = sum + (r - (sum - 1) + (c + z * (even + r * odd)));
  if (k > 1023) return e * 2 * powersOfTwo[k + 1021]!;
  if (k < -1021) return e * powersOfTwo[k + 1082]! * 2 ** -60;
  return e * powersOfTwo[k + 1022]!;
}

export function exp(x: number): number {
  if (!Number.isFinite(x)) return x === -Infinity ? 0 : x;
  return expOf(x, 0);
}

export function pow(base: number, power: number): number {
  const size = Math.abs(base);
  // Where the result is exact, or a matter of convention, it is Math's.
  if (size === 0 || size === 1 || !Number.isFinite(size) || !Number.isFinite(power)) return base ** power;
  if (power === 0) return 1;
  if (power === 1) return base;
  if (power === 2) return base * base;
  if (base < 0 && !Number.isInteger(power)) return Number.NaN;
  const sign = base < 0 && Math.abs(power) < 2 ** 53 && power % 2 !== 0 ? -1 : 1;
  const l = logHigh(size);
  const lLow = logLow;
  const product = l * power;
  if (!(Math.abs(product) < 800)) return sign * (product > 0 ? Infinity : 0);
  const tiny = Math.abs(power) > 1e290;
  return sign * expOf(product, tiny ? 0 : productError(l, power, product) + lLow * power);
}

/** x + x^3/3! + x^5/5! + ... for |x| <= 1/2. */
function sinhSeries(x: number): number {
  const z = x * x;
  const series =
    1 / 6 + z * (1 / 120 + z * (1 / 5040 + z * (1 / 362880 + z * (1 / 39916800 + z / 6227020800))));
  return x + x * z * series;
}

export function sinh(x: number): number {
  const size = Math.abs(x);
  if (!(size > 0.5)) return x === 0 ? x : sinhSeries(x);
  if (size > 709) {
    const half = exp(size / 2);
    return Math.sign(x) * ((half / 2) * half);
  }
  const e = exp(size);
  return Math.sign(x) * ((e - 1 / e) / 2);
}

export function cosh(x: number): number {
  const size = Math.abs(x);
  if (size > 709) {
    const half = exp(size / 2);
    return (half / 2) * half;
  }
  const e = exp(size);
  return (e + 1 / e) / 2;
}

export function tanh(x: number): number {
  const size = Math.abs(x);
  if (!(size > 0.5)) return x === 0 ? x : sinhSeries(x) / cosh(x);
  if (size > 22) return Math.sign(x);
  return Math.sign(x) * (1 - 2 / (exp(2 * size) + 1));
}
