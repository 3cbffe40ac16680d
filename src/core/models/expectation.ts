import { exp, log } from '../math/exponential.ts';
import { integrateOn, noParts } from '../math/quadrature.ts';

/**
 * What a European call is worth as the expectation that it is: what it pays at each price of the share when it is due,
 * max(s - K, 0), by how probable that price is, discounted. With z standard normal the share then costs
 *
 *     s = S e^((r - sigma^2 / 2) T + sigma sqrt(T) z)
 *
 * and the integral, over z from where it pays anything, is what the formula of Black and Scholes says in closed form.
 */
export interface Expectation {
  /** What each price of the share adds, a unit of it. */
  addsAt(share: number): number;
  /** The integral of that. */
  readonly value: number;
  /** How far off it may be. */
  readonly error: number;
}

const PRECISION = 1e-9;
/** Beyond so many deviations nothing is added. */
const REACH = 10;
const DENSITY = 1 / Math.sqrt(2 * Math.PI);
const never = () => false;
const parts = noParts();

/** Null where there is no chance in it. */
export function expectationOf(
  spot: number,
  strike: number,
  years: number,
  volatility: number,
  rate: number,
): Expectation | null {
  const spread = Math.abs(volatility) * Math.sqrt(years);
  if (!(spread > 0 && spread < Infinity)) return null;
  const drift = rate * years - (spread * spread) / 2;
  const discount = exp(-rate * years);
  const depth = (share: number) => (log(share / spot) - drift) / spread;
  const density = (z: number) => DENSITY * exp(-0.5 * z * z);
  const from = Math.max(depth(strike), -REACH);
  const length = Math.max(0, spread + REACH - from);
  const at = (share: number) => {
    const z = from + length * share;
    return length * discount * Math.max(0, spot * exp(drift + spread * z) - strike) * density(z);
  };
  const value = integrateOn(parts, at, never, PRECISION);
  return {
    addsAt: (share) =>
      share > strike ? (discount * (share - strike) * density(depth(share))) / (share * spread) : 0,
    value,
    error: parts.error,
  };
}
