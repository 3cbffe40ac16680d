import type { Loss } from '../math/loss.ts';
import type { Sides } from './sides.ts';
import type { Domain } from './types.ts';

/** Cells of the longer side in each of which a line may begin, and which lines keep from each other. */
const CELLS = 22;
/** Steps of a line in a cell, and of one line to either side. */
const [FINE, MOST] = [8, 800] as const;
/** The cosine of the sharpest turn within half a step that is followed, and how often a step is halved for that. */
const [SHARPEST, HALVINGS] = [0.9, 4] as const;

/**
 * Lines that the negative gradient touches everywhere, evenly spread: each a polyline in shares of the domain, in the direction
 * of the field. One begins wherever none has passed yet, and ends where the gradient is zero or not finite or turns too sharply, at the
 * border, or at another line (after B. Jobard, W. Lefer 1997, https://doi.org/10.1007/978-3-7091-6876-9_5).
 */
export function fieldLines(
  loss: Loss,
  [x0, x1, y0, y1]: Domain,
  [across, up]: Sides = [1, 1],
): Float64Array[] {
  const [columns, rows] = [Math.max(1, Math.round(CELLS * across)), Math.max(1, Math.round(CELLS * up))];
  const owner = new Int32Array(columns * rows);
  const gradient = new Float64Array(2);
  const cellOf = (u: number, v: number) => Math.floor(v * rows) * columns + Math.floor(u * columns);
  const isInside = (u: number, v: number) => u >= 0 && u < 1 && v >= 0 && v < 1;
  /** The direction of the field at a place, one cell long by how it is drawn; false where there is none. */
  const way = (u: number, v: number, out: Float64Array): boolean => {
    loss.gradient([x0 + u * (x1 - x0), y0 + v * (y1 - y0)], gradient);
    const [du, dv] = [-gradient[0]! / (x1 - x0), -gradient[1]! / (y1 - y0)];
    const scale = 1 / (CELLS * Math.hypot(du * across, dv * up));
    out[0] = du * scale;
    out[1] = dv * scale;
    return Number.isFinite(out[0]) && Number.isFinite(out[1]);
  };
  const [first, second] = [new Float64Array(2), new Float64Array(2)];
  /** Follows the field, or goes against it, by the midpoint rule. */
  const follow = (line: number, u: number, v: number, sign: 1 | -1): number[] => {
    const points: number[] = [];
    for (let k = 0; k < MOST; k++) {
      if (!way(u, v, first)) break;
      // Where it turns sharply steps are shorter; at a minimum it would go to and fro.
      let step = sign / FINE;
      let turn = 0;
      for (let halved = 0; turn < SHARPEST && halved <= HALVINGS; halved++) {
        step = sign / FINE / 2 ** halved;
        if (!way(u + (step / 2) * first[0]!, v + (step / 2) * first[1]!, second)) break;
        turn = CELLS ** 2 * (first[0]! * second[0]! * across ** 2 + first[1]! * second[1]! * up ** 2);
      }
      if (!(turn >= SHARPEST)) break;
      u += step * second[0]!;
      v += step * second[1]!;
      if (!isInside(u, v)) break;
      const cell = cellOf(u, v);
      if (owner[cell] !== 0 && owner[cell] !== line) break;
      owner[cell] = line;
      points.push(u, v);
    }
    return points;
  };
  const lines: Float64Array[] = [];
  for (let cell = 0; cell < owner.length; cell++) {
    if (owner[cell] !== 0) continue;
    const [u, v] = [((cell % columns) + 0.5) / columns, (Math.floor(cell / columns) + 0.5) / rows];
    const line = lines.length + 1;
    const back = follow(line, u, v, -1);
    const on = follow(line, u, v, 1);
    const pairs = Array.from({ length: back.length / 2 }, (_, k) => back.slice(2 * k, 2 * k + 2));
    const points = [...pairs.toReversed().flat(), u, v, ...on];
    owner[cell] = line;
    lines.push(Float64Array.from(points));
  }
  // What is shorter is a dot.
  return lines.filter((points) => points.length > FINE);
}

/**
 * Where a mark is that first stands in the middle of a line and goes along it, from its end on from its beginning again.
 *
 * @param points of a line, at least two of them apart, in shares of the domain
 * @param gone how far it has gone as it is drawn, in its longer side; finite, not negative
 * @param out gets the place in shares of the domain, and how the piece of the line that it is on goes as it is drawn
 */
export function alongLine(points: Float64Array, sides: Sides, gone: number, out: Float64Array): void {
  const middle = 2 * Math.floor(points.length / 4);
  let first = 0;
  let whole = 0;
  for (let k = 2; k < points.length; k += 2) {
    whole += pieceTo(points, k, sides, out);
    if (k === middle) first = whole;
  }
  const goal = (first + gone) % whole;
  let passed = 0;
  let k = 2;
  let piece = pieceTo(points, k, sides, out);
  while (passed + piece < goal && k + 2 < points.length) {
    passed += piece;
    k += 2;
    piece = pieceTo(points, k, sides, out);
  }
  const rest = 1 - (goal - passed) / piece;
  out[0] = points[k]! - (rest * out[2]!) / sides[0];
  out[1] = points[k + 1]! - (rest * out[3]!) / sides[1];
}

/** The length of the piece of a line that ends at `k`, with how it goes behind the place in `out`. */
function pieceTo(points: Float64Array, k: number, sides: Sides, out: Float64Array): number {
  const dx = (points[k]! - points[k - 2]!) * sides[0];
  const dy = (points[k + 1]! - points[k - 1]!) * sides[1];
  out[2] = dx;
  out[3] = dy;
  return Math.sqrt(dx * dx + dy * dy);
}
