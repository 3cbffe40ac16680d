/**
 * Isolines of samples on a regular grid: the lines on which the interpolated samples equal a level.
 *
 * Marching squares (Lorensen and Cline's cubes in the plane): a level cuts an edge of a cell when one end lies
 * below it and the other does not; the cut is placed by linear interpolation. A cell that is cut on all four
 * edges is ambiguous; as usual the mean of its corners decides which two corners are joined. Cuts are joined
 * from cell to cell into lines, each of which is closed or ends at the border.
 *
 * A cell with a corner that is not finite has no value inside, so a line ends at it.
 */
export interface Isoline {
  /** Index into the levels asked for. */
  readonly level: number;
  /** x and y by turns in units of the grid: (i, j) is sample j * nx + i. */
  readonly points: Float32Array;
  /** The last point joins the first, which is not repeated. */
  readonly closed: boolean;
}

const none = -1;

/**
 * Isolines of all levels, in the levels' order.
 *
 * @param values ny rows of nx samples
 * @param levels ascending
 * @throws RangeError when there are fewer samples than nx * ny
 */
export function isolines(
  values: ArrayLike<number>,
  nx: number,
  ny: number,
  levels: readonly number[],
): Isoline[] {
  if (values.length < nx * ny) {
    throw new RangeError(`A grid of ${nx} x ${ny} has ${nx * ny} samples, not ${values.length}.`);
  }
  const segments = cutCells(values, nx, ny, levels);
  // Two neighbours of every edge that the level at hand cuts; wiped behind each level.
  const links = new Int32Array(4 * nx * ny).fill(none);
  const lines: Isoline[] = [];
  segments.forEach((edges, level) => {
    const value = levels[level]!;
    joinSegments(edges, links, (chain, closed) => {
      lines.push({ level, points: placeCuts(chain, values, nx, value), closed });
    });
  });
  return lines;
}

/**
 * For every level the pairs of edges that it joins, cell by cell. Edge 2 s runs from sample s to its right
 * neighbour, edge 2 s + 1 to the one above.
 */
function cutCells(values: ArrayLike<number>, nx: number, ny: number, levels: readonly number[]): number[][] {
  const segments: number[][] = levels.map(() => []);
  for (let j = 0; j + 1 < ny; j++) {
    for (let i = 0; i + 1 < nx; i++) {
      const s = j * nx + i;
      const a = values[s]!;
      const b = values[s + 1]!;
      const c = values[s + nx + 1]!;
      const d = values[s + nx]!;
      const low = Math.min(a, b, c, d);
      const high = Math.max(a, b, c, d);
      // Also false when a corner is NaN, for then low and high are.
      if (!(low < high) || low === Number.NEGATIVE_INFINITY || high === Number.POSITIVE_INFINITY) continue;
      for (let k = firstAbove(levels, low); k < levels.length && levels[k]! <= high; k++) {
        const level = levels[k]!;
        const south = 2 * s;
        const west = south + 1;
        const east = west + 2;
        const north = south + 2 * nx;
        const out = segments[k]!;
        switch ((a >= level ? 1 : 0) | (b >= level ? 2 : 0) | (c >= level ? 4 : 0) | (d >= level ? 8 : 0)) {
          case 1:
          case 14:
            out.push(south, west);
            break;
          case 2:
          case 13:
            out.push(south, east);
            break;
          case 3:
          case 12:
            out.push(west, east);
            break;
          case 4:
          case 11:
            out.push(east, north);
            break;
          case 6:
          case 9:
            out.push(south, north);
            break;
          case 7:
          case 8:
            out.push(west, north);
            break;
          case 5:
          case 10: {
            const middleAbove = (a + b + c + d) / 4 >= level;
            // The corners a and c are joined through the middle: the lines cut off b and d.
            if (middleAbove === a >= level) out.push(south, east, west, north);
            else out.push(south, west, east, north);
            break;
          }
        }
      }
    }
  }
  return segments;
}

/** The index of the first level above a value: a level equal to a cell's lowest corner does not cut it. */
function firstAbove(levels: readonly number[], value: number): number {
  let low = 0;
  let high = levels.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (levels[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Joins one level's segments into chains of edges and hands each over. Leaves `links` as it was. */
function joinSegments(
  edges: readonly number[],
  links: Int32Array,
  emit: (chain: readonly number[], closed: boolean) => void,
): void {
  for (let k = 0; k < edges.length; k += 2) {
    const from = edges[k]!;
    const to = edges[k + 1]!;
    links[2 * from + (links[2 * from] === none ? 0 : 1)] = to;
    links[2 * to + (links[2 * to] === none ? 0 : 1)] = from;
  }
  const trace = (first: number): number[] => {
    const chain = [first];
    let before = none;
    let at = first;
    for (;;) {
      const one = links[2 * at]!;
      const next = one !== none && one !== before ? one : links[2 * at + 1]!;
      links[2 * at] = none;
      links[2 * at + 1] = none;
      if (next === none || next === before || next === first) return chain;
      chain.push(next);
      before = at;
      at = next;
    }
  };
  // Open lines first, from their ends: what is left then is closed.
  for (const edge of edges) {
    if (links[2 * edge] !== none && links[2 * edge + 1] === none) emit(trace(edge), false);
  }
  for (const edge of edges) {
    if (links[2 * edge] !== none) emit(trace(edge), true);
  }
}

/** The points at which a level cuts a chain of edges. */
function placeCuts(
  chain: readonly number[],
  values: ArrayLike<number>,
  nx: number,
  level: number,
): Float32Array {
  const points = new Float32Array(2 * chain.length);
  chain.forEach((edge, k) => {
    const s = edge >> 1;
    const upward = edge % 2 === 1;
    const from = values[s]!;
    const to = values[upward ? s + nx : s + 1]!;
    const share = (level - from) / (to - from);
    points[2 * k] = (s % nx) + (upward ? 0 : share);
    points[2 * k + 1] = Math.floor(s / nx) + (upward ? share : 0);
  });
  return points;
}
