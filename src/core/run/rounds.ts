import type { MatrixPlace } from '../math/loss.ts';
import { singularValues } from '../math/matrix.ts';
import type { Round } from '../optimizers/types.ts';
import type { Anatomy, AnatomyLine, AnatomyStage } from './anatomy.ts';

/** Updates that come about in rounds, as Muon's: each round is gone through by itself. */

/** An anatomy of which each round is a stage of its own; itself without rounds. */
export function inRounds(anatomy: Anatomy): Anatomy {
  if (!anatomy.lines.some(({ found }) => found?.round)) return anatomy;
  const stages = anatomy.stages.flatMap(({ name, lines }): AnatomyStage[] => {
    const own: { name: AnatomyStage['name']; lines: AnatomyLine[]; round?: number }[] = [];
    for (const line of lines) {
      const round = line.found?.round?.nth;
      const last = own.at(-1);
      if (round !== undefined) own.push({ name, lines: [line], round });
      else if (last && last.round === undefined) last.lines.push(line);
      else own.push({ name, lines: [line] });
    }
    return own;
  });
  return { ...anatomy, stages };
}

/** A singular value so small beside the largest is what rounding leaves of 0. */
const NOTHING = 1e-7;

function valuesOf(all: Float64Array, { rows, columns, offset }: MatrixPlace): Float64Array {
  const values = singularValues(all.subarray(offset, offset + rows * columns), rows, columns);
  return values.map((value) => (value > NOTHING * values[0]! ? value : 0));
}

/** What a round makes of a matrix. */
export interface Turned {
  /** Singular values before the round, in falling order, and what becomes of each. */
  readonly before: Float64Array;
  readonly after: Float64Array;
}

/** What a polynomial of a round makes of a singular value. */
export function roundOf([a, b, c]: NonNullable<Round['polynomial']>, value: number): number {
  const square = value * value;
  return value * (a + square * (b + square * c));
}

/** What the round of a line makes of each matrix: both sides are those of the matrices themselves. */
export function turnedBy({ found, inputs, value }: AnatomyLine, matrices: readonly MatrixPlace[]): Turned[] {
  const { reads, round } = found!;
  const polynomial = round?.polynomial;
  return matrices.map((place) => {
    const before = valuesOf(inputs.get(reads[0]!) as Float64Array, place);
    const after = valuesOf(value as Float64Array, place);
    if (!polynomial) return { before, after };
    // The vectors stay, so that the order alone is open: that of what the polynomial makes.
    const made = before.map((one) => Math.abs(roundOf(polynomial, one)));
    const paired = new Float64Array(after.length);
    [...made.keys()]
      .toSorted((i, j) => made[j]! - made[i]!)
      .forEach((own, place) => (paired[own] = after[place]!));
    return { before, after: paired };
  });
}
