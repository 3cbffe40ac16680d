/** Positions of a run at every so many steps, as they came, and the last one. */
export interface KeptRows {
  /** Rows from one on, of which the first that is kept is first here, and the run's last so far. */
  take(from: number, positions: Float64Array, last: Float64Array): void;
  /** A position that is kept, of a run of so many rows; null of those that are made again. */
  at(row: number, rows: number): Float64Array | null;
}

export function createKeptRows(dimension: number, keepEvery: number): KeptRows {
  /** By the place of the first among all that are kept. */
  const kept: { readonly first: number; readonly rows: Float64Array }[] = [];
  let last: Float64Array = new Float64Array(0);
  return {
    take(from, positions, newest) {
      if (positions.length > 0) kept.push({ first: Math.ceil(from / keepEvery), rows: positions });
      last = newest;
    },
    at(row, rows) {
      if (row === rows - 1) return last;
      if (row % keepEvery > 0) return null;
      const place = row / keepEvery;
      const own = kept.findLast(({ first }) => first <= place);
      if (!own) return null;
      return own.rows.subarray((place - own.first) * dimension, (place - own.first + 1) * dimension);
    },
  };
}
