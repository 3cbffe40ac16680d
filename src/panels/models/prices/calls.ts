import { impliedVolatility } from '../../../core/models/black-scholes.ts';
import type { Model } from '../../../core/models/types.ts';

/** The calls of a table as they are drawn. */
export interface Calls {
  readonly spot: number;
  /** Rows of the table. */
  readonly rows: readonly number[];
  readonly count: number;
  /** Strike and years of each that is drawn, one after another, and what it costs. */
  readonly inputs: Float64Array;
  readonly prices: Float64Array;
  /** The years that are drawn as lines, the longest first. */
  readonly maturities: readonly number[];
}

/** Calls that are drawn, at most: more are dots on dots. */
const MOST_CALLS = 240;
const MOST_LINES = 6;

export function callsOf({ train, options }: Model): Calls {
  const all = train.targets.length;
  const count = Math.min(all, MOST_CALLS);
  const rows = Array.from({ length: count }, (_, i) => Math.floor((i * all) / count));
  const inputs = Float64Array.from(rows.flatMap((row) => [...train.inputs.subarray(2 * row, 2 * row + 2)]));
  const years = [...new Set(rows.map((row) => train.inputs[2 * row + 1]!))].sort((a, b) => b - a);
  const lines = Math.min(years.length, MOST_LINES);
  return {
    spot: Number(options['spot']),
    rows,
    count: all,
    inputs,
    prices: Float64Array.from(rows, (row) => train.targets[row]!),
    maturities: Array.from({ length: lines }, (_, i) => years[Math.floor((i * years.length) / lines)]!),
  };
}

/** The volatility that each price needs at a rate; NaN where none makes it. */
export function impliedOf({ spot, inputs, prices }: Calls, rate: number): Float64Array {
  return prices.map((price, i) => impliedVolatility(spot, inputs[2 * i]!, inputs[2 * i + 1]!, rate, price));
}
