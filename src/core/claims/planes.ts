/** How runs of many parameters lie to a plane: what a picture of them shows, and what it leaves out. */
import type { Loss } from '../math/loss.ts';
import { planeThrough, principalPlane } from '../plane/choose.ts';
import { distance, lift, project } from '../plane/plane.ts';
import type { Run } from '../run/types.ts';

const rowOf = ({ positions, dimension }: Run, row: number) =>
  positions.subarray(row * dimension, (row + 1) * dimension);

/**
 * Of a run's position at a step: its distance from the plane through the start and the ends of two runs (`off`), or the loss at
 * its foot on that plane (`foot`). NaN beyond the run's end; throws RangeError where the three points span no plane.
 */
export function onPlaneOfEnds(
  what: 'off' | 'foot',
  ends: readonly [Run, Run],
  run: Run,
  step: number,
  loss: Loss,
): number {
  if (step > run.steps) return Number.NaN;
  const [a, b] = ends;
  const plane = planeThrough(rowOf(a, 0), rowOf(a, a.steps), rowOf(b, b.steps));
  const at = rowOf(run, step);
  if (what === 'off') return distance(plane, at);
  const [x, y] = project(plane, at);
  return loss.value(lift(plane, x!, y!));
}

/** The share of a run's movement about its mean that its two principal directions have together. */
export function explainedOf({ positions, dimension }: Run): number {
  const [first, second] = principalPlane([positions], dimension).explained;
  return first + second;
}
