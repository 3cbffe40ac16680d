import type { Loss, MatrixPlace } from '../math/loss.ts';
import { A_TURNED, B_TURNED, multiplyInto } from '../math/matrix.ts';

/** What rules for matrices have in common: where matrices lie among the parameters, and a square matrix for each of their sides. */

/** A side more than so many times as long as the other is left as it is: what is kept of it would outgrow the parameters. */
const LONGER = 8;

/** The room for square matrices of all sides, of so many parameters. */
export const roomForSides = (dimension: number): number => 2 * LONGER * dimension;

/** A side of a matrix, with the place of its square matrix among those of all. */
export interface Side {
  readonly n: number;
  readonly at: number;
}

export interface Sided extends MatrixPlace {
  readonly left: Side | null;
  readonly right: Side | null;
}

export function matrixSides({ matrices = [] }: Loss): readonly Sided[] {
  let next = 0;
  const side = (n: number, other: number): Side | null => {
    if (n > LONGER * other) return null;
    const at = next;
    next += n * n;
    return { n, at };
  };
  return matrices.map((place) => ({
    ...place,
    left: side(place.rows, place.columns),
    right: side(place.columns, place.rows),
  }));
}

/** The parameters that are in no matrix. */
export function outside({ dimension, matrices = [] }: Loss): Int32Array {
  const isInside = new Uint8Array(dimension);
  for (const { offset, rows, columns } of matrices) isInside.fill(1, offset, offset + rows * columns);
  return Int32Array.from(isInside.keys()).filter((i) => isInside[i] === 0);
}

/**
 * out = A X B for the squares A and B of both sides, from their places behind `from` on, each turned or not; a side that is
 * left as it is has none. `x` and `out` are of all parameters, from their places on.
 */
export function betweenSides(
  { rows, columns, offset, left, right }: Sided,
  out: Float64Array,
  outAt: number,
  x: Float64Array,
  xAt: number,
  squares: Float64Array,
  from: number,
  room: Float64Array,
  leftTurned: number,
  rightTurned: number,
): void {
  const [to, at] = [outAt + offset, xAt + offset];
  if (left && right) {
    multiplyInto(room, 0, squares, from + left.at, x, at, rows, rows, columns, leftTurned);
    multiplyInto(out, to, room, 0, squares, from + right.at, rows, columns, columns, rightTurned);
  } else if (left) multiplyInto(out, to, squares, from + left.at, x, at, rows, rows, columns, leftTurned);
  else if (right) multiplyInto(out, to, x, at, squares, from + right.at, rows, columns, columns, rightTurned);
}

/** The squares of both sides take in the gradient G: A <- share A + gain G G^T, and with G^T G. `room` is one of them. */
export function gatherSides(
  { rows, columns, offset, left, right }: Sided,
  squares: Float64Array,
  from: number,
  gradient: Float64Array,
  room: Float64Array,
  share: number,
  gain: number,
): void {
  for (let k = 0; k < 2; k++) {
    const side = k === 0 ? left : right;
    if (!side) continue;
    const { n, at } = side;
    const other = k === 0 ? columns : rows;
    multiplyInto(room, 0, gradient, offset, gradient, offset, n, other, n, k === 0 ? B_TURNED : A_TURNED);
    for (let i = 0; i < n * n; i++)
      squares[from + at + i] = share * squares[from + at + i]! + gain * room[i]!;
  }
}

/** The longest side that has a square. */
export function longestOf(matrices: readonly Sided[]): number {
  return matrices.reduce((most, { left, right }) => Math.max(most, left?.n ?? 0, right?.n ?? 0), 0);
}

/** Both squares as so many times the identity. */
export function beginSides({ left, right }: Sided, squares: Float64Array, from: number, size: number): void {
  for (let k = 0; k < 2; k++) {
    const side = k === 0 ? left : right;
    if (!side) continue;
    for (let i = 0; i < side.n; i++) squares[from + side.at + i * (side.n + 1)] = size;
  }
}
