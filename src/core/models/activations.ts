import { cosh, exp, tanh } from '../math/exponential.ts';
import { TANH_COSH, TANH_SINH } from './tanh-series.ts';
import { normcdf } from '../math/gaussian.ts';

/**
 * What a hidden unit makes of its pre-activation z, with its first two derivatives:
 *
 *     tanh        tanh z
 *     relu        max(0, z)                         at 0: slope 0, as in PyTorch
 *     sigmoid     1 / (1 + e^-z)
 *     gelu        z Phi(z)                          D. Hendrycks, K. Gimpel 2016, https://arxiv.org/abs/1606.08415; Phi the normal distribution
 *     gelu-tanh   z (1 + tanh u) / 2                u = sqrt(2 / pi) (z + 0.044715 z^3), the paper's approximation
 */
export const activations = ['tanh', 'relu', 'sigmoid', 'gelu', 'gelu-tanh'] as const;
export type Activation = (typeof activations)[number];

/** The function, its slope and its bend at z; `h` is the function's value there. */
export interface Unit {
  value(z: number): number;
  slope(z: number, h: number): number;
  bend(z: number, h: number): number;
}

/** 1 / (1 + e^-z), without overflow. */
export function sigmoid(z: number): number {
  if (z >= 0) return 1 / (1 + exp(-z));
  const e = exp(z);
  return e / (1 + e);
}

function series(coefficients: readonly number[], u: number): number {
  let sum = coefficients[coefficients.length - 1]!;
  for (let i = coefficients.length - 2; i >= 0; i--) sum = coefficients[i]! + u * sum;
  return sum;
}

/** tanh z in so many operations of any z that two can be had at once: see network-wasm.ts. */
function tanhOf(z: number): number {
  if (z === 0) return z;
  const size = Math.abs(z);
  let value: number;
  if (size <= 0.5) {
    const u = z * z;
    value = (size + size * u * series(TANH_SINH, u)) / series(TANH_COSH, u);
  } else {
    const e = exp(-2 * size);
    value = (1 - e) / (1 + e);
  }
  return z < 0 ? -value : value;
}

/** The normal density. */
function density(z: number): number {
  return exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
}

/** Where the tail of the normal distribution is less than any double: what is multiplied by it is 0, not infinity times 0. */
const TAIL = 40;

const ROOT = Math.sqrt(2 / Math.PI);
const CUBE = 0.044715;

/** 1 / cosh^2 u. */
function sech2(u: number): number {
  const c = cosh(u);
  return 1 / (c * c);
}

export const units: Readonly<Record<Activation, Unit>> = {
  tanh: {
    value: tanhOf,
    slope: (_z, h) => 1 - h * h,
    bend: (_z, h) => -2 * h * (1 - h * h),
  },
  relu: {
    // Not a comparison alone: a NaN stays one.
    value: (z) => Math.max(0, z),
    slope: (z) => (z > 0 ? 1 : 0),
    bend: () => 0,
  },
  sigmoid: {
    value: sigmoid,
    slope: (_z, h) => h * (1 - h),
    bend: (_z, h) => h * (1 - h) * (1 - 2 * h),
  },
  gelu: {
    value: (z) => (z < -TAIL ? 0 : z * normcdf(z)),
    slope: (z) => (Math.abs(z) > TAIL ? (z > 0 ? 1 : 0) : normcdf(z) + z * density(z)),
    bend: (z) => (Math.abs(z) > TAIL ? 0 : (2 - z * z) * density(z)),
  },
  'gelu-tanh': {
    value: (z) => (z < -TAIL ? 0 : 0.5 * z * (1 + tanh(inner(z)))),
    slope(z) {
      if (Math.abs(z) > TAIL) return z > 0 ? 1 : 0;
      const u = inner(z);
      return 0.5 * (1 + tanh(u)) + 0.5 * z * sech2(u) * innerSlope(z);
    },
    bend(z) {
      if (Math.abs(z) > TAIL) return 0;
      const u = inner(z);
      const du = innerSlope(z);
      const s = sech2(u);
      return s * du + 0.5 * z * s * (6 * ROOT * CUBE * z - 2 * tanh(u) * du * du);
    },
  },
};

function inner(z: number): number {
  return ROOT * (z + CUBE * z * z * z);
}

function innerSlope(z: number): number {
  return ROOT * (1 + 3 * CUBE * z * z);
}
