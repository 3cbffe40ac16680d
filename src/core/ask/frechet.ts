/**
 * The discrete Fréchet distance of two polylines P of p and Q of q vertices: the shortest leash with which two can walk
 * them from vertex to vertex, both from the first to the last and never back,
 *
 *   c(i, j) = max(min(c(i-1, j), c(i, j-1), c(i-1, j-1)), |P_i - Q_j|),   d = c(p-1, q-1).
 *
 * Eiter and Mannila, Computing discrete Fréchet distance, technical report CD-TR 94/64, TU Wien, 1994,
 * http://www.kr.tuwien.ac.at/staff/eiter/et-archive/cdtr9464.pdf. It is at least the Fréchet distance of the curves, and more by
 * no more than the longest edge of the two (lemma 3 there): hence `evenly`, which leaves no long ones.
 */

/** @param a x and y by turns, one vertex at least @param b as `a` */
export function frechetDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const rows = a.length / 2;
  const columns = b.length / 2;
  /** c(i, .) of the row before, overwritten from the left by that of this one. */
  const row = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    let diagonal = Infinity;
    for (let j = 0; j < columns; j++) {
      const above = i > 0 ? row[j]! : Infinity;
      const left = j > 0 ? row[j - 1]! : Infinity;
      const before = i === 0 && j === 0 ? 0 : Math.min(above, left, diagonal);
      const apart = Math.hypot(a[2 * i]! - b[2 * j]!, a[2 * i + 1]! - b[2 * j + 1]!);
      diagonal = above;
      row[j] = Math.max(before, apart);
    }
  }
  return row[columns - 1]!;
}

/** An edge is no longer than the path divided by so much. */
const PARTS = 200;

/**
 * A path with no edge longer than a `PARTS`th of its length: long ones are divided, and vertices closer than half of that
 * to the one before are left out, so that it lies no farther than that from the path and has at most 2 `PARTS` + 2
 * vertices. Its ends stay.
 *
 * @param line x and y by turns, one vertex at least
 */
export function evenly(line: ArrayLike<number>): number[] {
  const length = lengthOf(line);
  const most = length / PARTS;
  const out = [line[0]!, line[1]!];
  const last = line.length - 2;
  for (let i = 2; i <= last; i += 2) {
    const [x0, y0] = [out.at(-2)!, out.at(-1)!];
    const [x1, y1] = [line[i]!, line[i + 1]!];
    const edge = Math.hypot(x1 - x0, y1 - y0);
    // One that is too long for a number is not divided.
    const parts = most > 0 && Number.isFinite(most) ? Math.ceil(edge / most) : 1;
    if (parts <= 1 && edge < most / 2 && i < last) continue;
    for (let k = 1; k <= parts; k++) {
      const share = k / parts;
      out.push(k === parts ? x1 : x0 + share * (x1 - x0), k === parts ? y1 : y0 + share * (y1 - y0));
    }
  }
  return out;
}

/** @param line x and y by turns */
export function lengthOf(line: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 2; i < line.length; i += 2)
    sum += Math.hypot(line[i]! - line[i - 2]!, line[i + 1]! - line[i - 1]!);
  return sum;
}
