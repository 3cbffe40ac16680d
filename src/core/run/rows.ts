/** The positions of a run, a row a step: all of them, or those of every so many steps and the last two. */
export class Rows {
  /** Those that are kept, one after another. */
  readonly kept: Float64Array;
  readonly #dimension: number;
  readonly #every: number;
  /** The last two by turns, where not all are kept. */
  readonly #last: Float64Array | null;
  #written = -1;

  constructor(dimension: number, steps: number, every: number) {
    this.#dimension = dimension;
    this.#every = every;
    this.kept = new Float64Array(Rows.count(steps, every) * dimension);
    this.#last = every > 1 ? new Float64Array(2 * dimension) : null;
  }

  static count(steps: number, every: number): number {
    return Math.floor(steps / every) + 1;
  }

  /** Writes the row after the last, or over it; false when a coordinate is not finite. */
  write(row: number, theta: Float64Array): boolean {
    this.#written = row;
    const last = this.#last;
    if (!last) return writeFinite(this.kept, row * this.#dimension, theta);
    const isFinite = writeFinite(last, (row % 2) * this.#dimension, theta);
    if (row % this.#every === 0) this.kept.set(theta, (row / this.#every) * this.#dimension);
    return isFinite;
  }

  /** A view of a row; null where it is not kept. */
  at(row: number): Float64Array | null {
    const n = this.#dimension;
    if (row % this.#every === 0) return view(this.kept, row / this.#every, n);
    return this.#last && row > this.#written - 2 ? view(this.#last, row % 2, n) : null;
  }

  /** A copy of those kept of `from` to `to`, both with them. */
  between(from: number, to: number): Float64Array<ArrayBuffer> {
    const n = this.#dimension;
    return this.kept.slice(Math.ceil(from / this.#every) * n, Rows.count(to, this.#every) * n);
  }
}

function view(rows: Float64Array, row: number, n: number): Float64Array {
  return rows.subarray(row * n, (row + 1) * n);
}

/** False when a coordinate is not finite. */
function writeFinite(into: Float64Array, at: number, theta: Float64Array): boolean {
  // x - x is 0 for a finite x and NaN for any other: one sum tells of all, without a branch for each.
  let rest = 0;
  for (let i = 0; i < theta.length; i++) {
    const x = theta[i]!;
    into[at + i] = x;
    rest += x - x;
  }
  return rest === 0;
}
