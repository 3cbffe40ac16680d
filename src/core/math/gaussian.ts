import { expOf } from './exponential.ts';
import { productError } from './products.ts';

/**
 * The error function and the normal distribution function, from IEEE 754 operations alone (see exponential.ts):
 *
 *     erf x = x + x P(x^2)  for |x| <= 0.9,     1 - Phi(x) = e^(-x^2/2) t H(t - 0.147),  t = 1/(x + 3),  for x >= 0.7
 *
 * The square in the exponent is kept as an unrounded sum of two numbers. P and H are Chebyshev's interpolants, made
 * with 60 digits, to 1e-18 and 3e-18 of the functions' own (W. J. Cody, "Rational Chebyshev approximations for the
 * error function", 1969, https://doi.org/10.1090/S0025-5718-1969-0247736-4, separates the same factors). erf is
 * within one unit in the last place, the distribution function within three, its smallest values included.
 */

/** From the highest power to the lowest. */
const P = Float64Array.of(
  -8.455672762838276e-10,
  1.4035072777069241e-8,
  -1.627349929764496e-7,
  1.645501388992068e-6,
  -1.4925287257284608e-5,
  0.00012055320546050548,
  -0.0008548326742384589,
  0.005223977621408321,
  -0.02686617064478925,
  0.11283791670953626,
  -0.37612638903183726,
  0.1283791670955126,
);

const H = Float64Array.of(
  -3294395518.075819,
  1139044917.3180835,
  276033821.4879585,
  -192553487.13194624,
  12805848.982148299,
  15085189.914322848,
  -4554902.561979311,
  -403707.8749195568,
  536993.6370208731,
  -71546.02965222279,
  -43279.35912924755,
  15821.308444019185,
  2528.17310303177,
  -2312.6278805914417,
  -82.08632945588762,
  334.8982051696623,
  4.107161055428121,
  -57.34760168054961,
  -8.032003118113826,
  11.06011816176107,
  7.6510630864303035,
  2.742503727106608,
  0.6721057617685788,
);

function polynomial(coefficients: Float64Array, at: number): number {
  let sum = 0;
  for (let i = 0; i < coefficients.length; i++) sum = sum * at + coefficients[i]!;
  return sum;
}

/** 1 - Phi(x) for x >= 0.7, and x^2/2 as a sum of two. */
function tail(x: number, half: number, low: number): number {
  if (x > 38.6) return 0;
  const t = 1 / (x + 3);
  return expOf(-half, -low) * (t * polynomial(H, t - 0.147));
}

/** 2/sqrt(pi) times the integral of e^(-s^2) from 0 to x. */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (!(size > 0.9)) return x === 0 ? x : x + x * polynomial(P, x * x);
  const square = size * size;
  return Math.sign(x) * (1 - 2 * tail(size * Math.SQRT2, square, productError(size, size, square)));
}

/** Phi: the share of a standard normal distribution that lies below x. */
export function normcdf(x: number): number {
  const size = Math.abs(x);
  if (!(size > 0.7)) return 0.5 + 0.5 * erf(x * Math.SQRT1_2);
  const square = size * size;
  const beyond = tail(size, square / 2, productError(size, size, square) / 2);
  return x < 0 ? beyond : 1 - beyond;
}
