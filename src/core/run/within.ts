import type { Domain } from '../losses/types.ts';
import { isInsideAt } from './place.ts';
import type { Run } from './types.ts';

/** The lowest known value of a loss, and where it is the lowest: outside, values may be below it. */
export interface Lowest {
  readonly value: number;
  readonly domain: Domain;
}

/** The way of a run, of which there may be room for more steps than it has. */
type Way = Pick<Run, 'steps' | 'dimension' | 'positions' | 'losses'>;

/**
 * The first step inside the domain whose loss differs from its lowest value by at most `tolerance`, null when there is
 * none. A run that falls out of the domain, and with it below the minimum, has not come near it; nor has one that
 * meets the minimum's value there in passing.
 */
export function firstWithin(way: Way, { value, domain }: Lowest, tolerance: number): number | null {
  const { losses, steps } = way;
  for (let k = 0; k <= steps; k++) {
    if (Math.abs(losses[k]! - value) <= tolerance && isInsideAt(way, k, domain)) return k;
  }
  return null;
}
