import type { Vector } from '../math/loss.ts';
import { distance, type Plane, project } from './plane.ts';

/** A run seen on a plane. */
export interface Track {
  /** x and y of each position's foot on the plane. */
  readonly coordinates: Float64Array;
  /** How far each position is from the plane. */
  readonly distances: Float64Array;
  /** The loss at each position itself, not at its foot. */
  readonly losses: Float64Array;
}

/**
 * @param run positions, `dimension` numbers each, with their losses
 *
 * @example
 * const loss = compileFormula('x^2 + y^2');
 * const run = recordRun({ loss, optimizer: { id: 'sgd', lr: 0.25 }, start: [4, 8], steps: 2 });
 * const { coordinates, distances, losses } = trackOn(ownPlane(2), run);
 * console.log(coordinates.join(' '), distances.join(' '), losses.join(' '));
 * // 4 8 2 4 1 2 0 0 0 80 20 5
 */
export function trackOn(
  plane: Plane,
  run: { readonly positions: Float64Array; readonly losses: Float64Array; readonly dimension: number },
): Track {
  const { positions, losses, dimension } = run;
  if (plane.origin.length !== dimension) {
    throw new RangeError(`The plane is of ${plane.origin.length} parameters, the run of ${dimension}.`);
  }
  const coordinates = new Float64Array(2 * losses.length);
  const distances = new Float64Array(losses.length);
  for (let k = 0; k < losses.length; k++) {
    const p: Vector = positions.subarray(k * dimension, (k + 1) * dimension);
    project(plane, p, coordinates.subarray(2 * k, 2 * k + 2));
    distances[k] = distance(plane, p);
  }
  return { coordinates, distances, losses };
}
