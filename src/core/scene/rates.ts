import type { Domain } from '../losses/types.ts';
import { defaultValues } from '../optimizers/registry.ts';
import type { OptimizerEntry } from '../optimizers/types.ts';

/** The greatest of 1, 2, 5 times a power of ten that is at most a positive, finite value: the same on any machine. */
export function floorTo125(value: number): number {
  // A hair of tolerance, so that 0.19999999999 counts as 0.2.
  const [mantissa = '1', power = '0'] = (value * (1 + 1e-9)).toExponential().split('e');
  const first = Number(mantissa[0]);
  return Number(`${first >= 5 ? 5 : first >= 2 ? 2 : 1}e${power}`);
}

/** The shorter side of a rectangle. */
export function widthOf([x0, x1, y0, y1]: Domain): number {
  return Math.min(x1 - x0, y1 - y0);
}

/** The share of plain gradient descent's rate at which a rule's steps are about as long. */
export function shareOf(rule: OptimizerEntry): number {
  const { momentum, nu } = defaultValues(rule);
  // QHM's velocity is an average: it adds up to one gradient. Of other rules momentum is not a velocity's.
  const gathers = rule.rule.vectors.includes('velocity') && nu === undefined;
  return typeof momentum === 'number' && gathers ? 1 - momentum : 1;
}

/** Digits of a place behind the first one of its side. */
const DIGITS = 9;

/** The place at a share of a side, as one would write it: without the digits that rounding leaves. */
export function placeBetween(from: number, to: number, share: number): number {
  const exact = from + share * (to - from);
  const digits = DIGITS - Number((to - from).toExponential().split('e')[1]);
  const isPlain = digits >= 0 && digits <= 100 && Math.abs(exact) < 1e21;
  // Not a zero with a sign.
  const short = Number(isPlain ? exact.toFixed(digits) : exact.toPrecision(15)) + 0;
  return short >= from && short <= to ? short : exact;
}
