import { log } from '../math/exponential.ts';
import type { Failure, LossPart, SecondOrder, Vector } from '../math/loss.ts';
import { multiply } from '../math/loss.ts';
import { priceCall, CROSS, PRICE, RATE_RATE, RHO, VEGA, VOLGA } from './black-scholes.ts';
import { overflowAt } from './mean-loss.ts';
import { inMinibatches } from './minibatches.ts';

/**
 * How far the prices of Black and Scholes are from those of a table:
 *
 *     f = sum over rows of e^2 / (2 N)     e = C(S, K, T, sigma(K), r) - price
 *
 *     sigma(K) = sigma                                                  parameters sigma, r
 *     sigma(K) = sigma + skew k + smile k^2     k = log(K/S)            parameters sigma, skew, smile, r
 *
 * With a = (1, k, k^2), or (1), the gradient is the mean of e vega a and e rho, and the Hessian the mean of
 *
 *     vega^2 a a^T + e volga a a^T     (vega rho + e C_sigma_r) a     rho^2 + e C_r_r
 *
 * A row of small vega adds nothing to the slope along sigma, however large its error: there the loss is flat. Derivatives
 * are those of this very sum, with black-scholes.ts's of every call.
 */
export interface OptionLoss extends SecondOrder {
  valueAndGradient(p: Vector, out: Float64Array): number;
  failure(p: Vector, part: LossPart): Failure | null;
}

/** Rows of options: strike and years, one after another, and what each costs. */
export interface Quotes {
  readonly inputs: Float64Array;
  readonly prices: Float64Array;
}

/** How many numbers the volatility has: one, or the three of a smile. */
export type Terms = 1 | 3;

/** The volatility that the parameters give a strike. */
export function volatilityAt(p: Vector, spot: number, strike: number): number {
  if (p.length < 4) return p[0]!;
  const k = log(strike / spot);
  return p[0]! + k * (p[1]! + k * p[2]!);
}

/** The last parameter. */
export function interestRate(p: Vector): number {
  return p[p.length - 1]!;
}

export function optionLoss(
  spot: number,
  terms: Terms,
  { inputs, prices }: Quotes,
  batchSize = 0,
): OptionLoss {
  const rows = prices.length;
  const n = terms + 1;
  /** What each number of the volatility is multiplied by, row by row. */
  const factors = new Float64Array(rows * terms);
  for (let row = 0; row < rows; row++) {
    const k = log(inputs[2 * row]! / spot);
    for (let j = 0; j < terms; j++) factors[row * terms + j] = j === 0 ? 1 : j === 1 ? k : k * k;
  }
  const at = new Float64Array(6);
  /** The error of a row, with its call's derivatives in `at`. */
  const errorOf = (p: Vector, row: number): number => {
    let volatility = 0;
    for (let j = 0; j < terms; j++) volatility += factors[row * terms + j]! * p[j]!;
    priceCall(spot, inputs[2 * row]!, inputs[2 * row + 1]!, volatility, p[terms]!, at);
    return at[PRICE]! - prices[row]!;
  };
  const meanOver = (list: Int32Array | null, p: Vector, out: Float64Array): number => {
    const count = list?.length ?? rows;
    out.fill(0);
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const row = list ? list[i]! : i;
      const error = errorOf(p, row);
      sum += error * error;
      for (let j = 0; j < terms; j++) out[j]! += error * at[VEGA]! * factors[row * terms + j]!;
      out[terms]! += error * at[RHO]!;
    }
    for (let j = 0; j < n; j++) out[j]! /= count;
    return sum / (2 * count);
  };
  const loss: OptionLoss = {
    dimension: n,
    value(p) {
      let sum = 0;
      for (let row = 0; row < rows; row++) {
        const error = errorOf(p, row);
        sum += error * error;
      }
      return sum / (2 * rows);
    },
    valueAndGradient: (p, out) => meanOver(null, p, out),
    gradient(p, out = new Float64Array(n)) {
      meanOver(null, p, out);
      return out;
    },
    hessian(p, out = new Float64Array(n * n)) {
      out.fill(0);
      for (let row = 0; row < rows; row++) {
        const error = errorOf(p, row);
        const bend = at[VEGA]! * at[VEGA]! + error * at[VOLGA]!;
        const cross = at[VEGA]! * at[RHO]! + error * at[CROSS]!;
        for (let i = 0; i < terms; i++) {
          const a = factors[row * terms + i]!;
          for (let j = 0; j < terms; j++) out[i * n + j]! += bend * a * factors[row * terms + j]!;
          out[i * n + terms]! += cross * a;
          out[terms * n + i]! += cross * a;
        }
        out[n * n - 1]! += at[RHO]! * at[RHO]! + error * at[RATE_RATE]!;
      }
      for (let i = 0; i < n * n; i++) out[i]! /= rows;
      return out;
    },
    hessianVector: (p, d, out = new Float64Array(n)) => multiply(loss.hessian(p), d, out),
    failure: (p, part) => overflowAt(loss, p, part),
    ...inMinibatches(rows, batchSize, meanOver),
  };
  return loss;
}
