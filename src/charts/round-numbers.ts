import { linearTicks } from '../core/geometry/ticks.ts';
import { formatNumber } from '../core/math/format.ts';

/** A round number or a count with no more digits than it has, six at most: 0.25, 150, 1e−6. */
export function formatRound(value: number): string {
  let digits = 1;
  while (digits < 6 && Number(value.toPrecision(digits)) !== Number(value.toPrecision(6))) digits++;
  return formatNumber(value, digits);
}

/** About `count` round numbers of a range, ascending. */
export function roundNumbers(low: number, high: number, count: number): number[] {
  return linearTicks(low, high, count).list.map(({ value }) => value);
}
