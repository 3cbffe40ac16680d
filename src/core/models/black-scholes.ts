import { exp, log } from '../math/exponential.ts';
import { normcdf } from '../math/gaussian.ts';

/**
 * What a European call costs (F. Black, M. Scholes 1973, https://doi.org/10.1086/260062; R. C. Merton 1973,
 * https://doi.org/10.2307/3003143), no dividends:
 *
 *     C = S N(d1) - K e^(-r T) N(d2)     d1 = (log(S/K) + r T) / w + w/2     d2 = d1 - w     w = sigma sqrt(T)
 *
 *     S price of the share today   K strike   T years until it is due   r rate, continuously compounded   N normal distribution
 *
 * With n its density, n(d) = e^(-d^2/2) / sqrt(2 pi):
 *
 *     vega   C_sigma         =  S n(d1) sqrt(T)
 *     rho    C_r             =  K T e^(-r T) N(d2)
 *     volga  C_sigma_sigma   =  vega d1 d2 / sigma
 *            C_sigma_r       = -vega d1 sqrt(T) / sigma
 *            C_r_r           =  T (vega / sigma - rho)
 *
 * Only sigma^2 is in the equation that C solves: C is taken of |sigma|, so that a negative volatility means the same as its
 * size. At 0 it is what is left without chance, max(S - K e^(-r T), 0), and vega is 0; with S = K e^(-r T) there is a kink.
 */

/** What of a call is where in the array that is filled. */
export const PRICE = 0;
export const VEGA = 1;
export const RHO = 2;
export const VOLGA = 3;
/** By volatility and rate. */
export const CROSS = 4;
/** Twice by the rate. */
export const RATE_RATE = 5;

const DENSITY = 1 / Math.sqrt(2 * Math.PI);

/** A call's price with its derivatives by volatility and rate, written into `out`; all in the unit of `spot`, years and 1. */
export function priceCall(
  spot: number,
  strike: number,
  years: number,
  volatility: number,
  rate: number,
  out: Float64Array,
): Float64Array {
  const root = Math.sqrt(years);
  const size = Math.abs(volatility);
  const spread = size * root;
  const owed = strike * exp(-rate * years);
  const lead = log(spot / strike) + rate * years;
  if (!(spread > 0)) {
    // Without chance: what is sure to be paid. NaN stays NaN.
    const share = lead > 0 ? 1 : lead < 0 ? 0 : 0.5;
    out[PRICE] = spread === 0 ? Math.max(spot - owed, 0) : Number.NaN;
    out[RHO] = years * part(owed, share);
    out[RATE_RATE] = -years * out[RHO];
    out[VEGA] = out[VOLGA] = out[CROSS] = 0;
    return out;
  }
  const d1 = lead / spread + spread / 2;
  const d2 = d1 - spread;
  const due = part(owed, normcdf(d2));
  out[PRICE] = spot * normcdf(d1) - due;
  out[RHO] = years * due;
  const vega = spot * root * DENSITY * exp(-0.5 * d1 * d1);
  if (vega === 0) {
    // Beside 0 what it is multiplied by may be infinite.
    out[VEGA] = out[VOLGA] = out[CROSS] = 0;
    out[RATE_RATE] = -years * out[RHO];
    return out;
  }
  const sign = volatility < 0 ? -1 : 1;
  out[VEGA] = sign * vega;
  out[VOLGA] = (vega * d1 * d2) / size;
  out[CROSS] = (-sign * vega * d1 * root) / size;
  out[RATE_RATE] = years * (vega / size - out[RHO]);
  return out;
}

/** A share of what is owed: nothing of the infinite is nothing. */
function part(owed: number, share: number): number {
  return share === 0 ? 0 : owed * share;
}

/** No share is as uncertain: beyond it a call costs as much as the share. */
const MOST_SPREAD = 40;
const HALVINGS = 60;

/**
 * The volatility at which a call costs so much, by halving an interval: NaN where none
 * does, because the price is that of no chance at all or less, or that of the share or more.
 */
export function impliedVolatility(
  spot: number,
  strike: number,
  years: number,
  rate: number,
  price: number,
): number {
  const at = new Float64Array(6);
  const priceAt = (volatility: number) => priceCall(spot, strike, years, volatility, rate, at)[PRICE]!;
  let [low, high] = [0, MOST_SPREAD / Math.sqrt(years)];
  if (!(price > priceAt(low) && price < priceAt(high))) return Number.NaN;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (priceAt(middle) < price) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
