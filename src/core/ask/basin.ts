/**
 * In whose basin a place lies: the minimum at which gradient flow from there, d theta / d tau = -grad f, ends
 * (`run/flow.ts`).
 */
import type { Loss } from '../math/loss.ts';
import { gradientFlow } from '../run/flow.ts';

/** Closer than this share of the distance between minima, or of a length of 1 where there is but one, the flow ends at one. */
const NEAR = 1e-3;
/** The flow needs no more digits than to be told by which side of a ridge it goes. */
const TOLERANCE = 1e-7;
const BUDGET = 50_000;
/** Longer than any flow takes that the budget allows for. */
const FOREVER = 1e12;

/**
 * The index of the minimum in whose basin a place lies; -1 where the flow ends at none of them; null where it is not known,
 * because the flow has not ended within its budget.
 *
 * @param from the coordinates of a place, as many as the loss has
 * @param minima at least as many coordinates each
 */
export function basinOf(
  loss: Loss,
  from: readonly number[],
  minima: readonly (readonly number[])[],
): number | null {
  const n = loss.dimension;
  const apart = (a: ArrayLike<number>, b: ArrayLike<number>) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += (a[i]! - b[i]!) ** 2;
    return Math.sqrt(sum);
  };
  const between = minima.flatMap((a, i) => minima.slice(0, i).map((b) => apart(a, b)));
  const near = NEAR * (between.length > 0 ? Math.min(...between) : 1);
  const reached = (theta: ArrayLike<number>) => minima.findIndex((at) => apart(at, theta) <= near);
  /** A place without a slope is no minimum of those that are known. */
  const isLevel = (slope: Float64Array) => slope.every((part) => part === 0);
  const { positions, ended } = gradientFlow(loss, from, {
    duration: FOREVER,
    tolerance: TOLERANCE,
    budget: BUDGET,
    until: (theta, slope) => isLevel(slope) || reached(theta) >= 0,
  });
  if (ended === 'budget') return null;
  return reached(positions.subarray(-n));
}
