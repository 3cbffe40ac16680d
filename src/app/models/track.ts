import type { TrackPart } from '../../workers/protocol.ts';

/** A run on a plane, as far as it is projected there. */
export class GrowingTrack {
  /** Rows that are here. */
  rows = 0;
  /** x and y by turns. */
  readonly feet: Float64Array;
  /** How far each position is from the plane. */
  readonly distances: Float64Array;
  /** The share of the way from the start to each step, of its square, that lies along the plane; NaN where there is no way. */
  readonly shares: Float64Array;

  /** @param room rows that there can be */
  constructor(room: number) {
    this.feet = new Float64Array(2 * room);
    this.distances = new Float64Array(room);
    this.shares = new Float64Array(room);
  }

  take({ rows }: TrackPart): void {
    for (let i = 0; i < rows.length; i += 4) {
      this.feet.set(rows.subarray(i, i + 2), 2 * this.rows);
      this.distances[this.rows] = rows[i + 2]!;
      this.shares[this.rows] = rows[i + 3]!;
      this.rows += 1;
    }
  }
}
