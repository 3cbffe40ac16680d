/** Rows of numbers without their zeros, which a picture has many of: what is multiplied by 0 adds nothing. */
export interface SparseRows {
  readonly rows: number;
  readonly width: number;
  /** Where the entries of each row begin, and, behind the last row, where they end. */
  readonly begins: Int32Array;
  /** The column of each entry, ascending in a row, and its value. */
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

/** @param inputs whole rows, row-major */
export function sparseRows(inputs: ArrayLike<number>, width: number): SparseRows {
  const rows = inputs.length / width;
  let count = 0;
  for (let i = 0; i < inputs.length; i++) if (inputs[i] !== 0) count++;
  const begins = new Int32Array(rows + 1);
  const columns = new Int32Array(count);
  const values = new Float64Array(count);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    begins[row] = at;
    for (let column = 0; column < width; column++) {
      const value = inputs[row * width + column]!;
      if (value === 0) continue;
      columns[at] = column;
      values[at++] = value;
    }
  }
  begins[rows] = at;
  return { rows, width, begins, columns, values };
}
