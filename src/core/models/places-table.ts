import type { WeightedPlace } from './route-loss.ts';
import type { Table } from './types.ts';
import { modelSayings } from './words.ts';

/** Tables of places in the plane, a row each: x, y, and a size, which is the target. */

/** What a coordinate or a size is at most. */
export const FARTHEST = 1000;

export function tableOfPlaces(
  rows: readonly (readonly [x: number, y: number, size: number])[],
  target: string,
): { train: Table; test: null } {
  const inputs = Float64Array.from(rows.flatMap(([x, y]) => [x, y]));
  const targets = Float64Array.from(rows, ([, , size]) => size);
  return { train: { columns: ['x', 'y'], inputs, targets, target }, test: null };
}

export function placesOf({ inputs, targets }: Table): WeightedPlace[] {
  return Array.from(targets, (size, row) => ({ x: inputs[2 * row]!, y: inputs[2 * row + 1]!, size }));
}

/** Throws RangeError, in a sentence, where a place is too far out. */
export function checkPlaces({ inputs }: Table): void {
  inputs.forEach((value, i) => {
    if (Math.abs(value) <= FARTHEST) return;
    throw new RangeError(modelSayings.say('place', FARTHEST, (i >> 1) + 1, value));
  });
}

/** How far each place of `inputs` is from the nearest point of a line through points, x and y one after another. */
export function distancesTo(points: ArrayLike<number>, inputs: ArrayLike<number>): Float64Array {
  if (inputs.length % 2 !== 0) {
    throw new RangeError(`inputs must be rows of 2 numbers; there are ${inputs.length} numbers.`);
  }
  return Float64Array.from({ length: inputs.length / 2 }, (_, row) =>
    distanceTo(points, inputs[2 * row]!, inputs[2 * row + 1]!),
  );
}

function distanceTo(points: ArrayLike<number>, x: number, y: number): number {
  let least = Math.hypot(x - points[0]!, y - points[1]!);
  for (let k = 0; k + 3 < points.length; k += 2) {
    const [ax, ay] = [points[k]!, points[k + 1]!];
    const [lx, ly] = [points[k + 2]! - ax, points[k + 3]! - ay];
    const share = Math.max(0, Math.min(1, ((x - ax) * lx + (y - ay) * ly) / (lx * lx + ly * ly || 1)));
    least = Math.min(least, Math.hypot(x - ax - share * lx, y - ay - share * ly));
  }
  return least;
}
