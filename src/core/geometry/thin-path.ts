/**
 * Fewer points for the same picture of a long path. Two things are left out:
 *
 * Points on the way between two others. A line may stand for the points between its ends when each lies within the
 * tolerance of it and they are passed in the line's own direction (A. Driemel, S. Har-Peled and C. Wenk, "Approximating
 * the Fréchet distance for realistic curves in near linear time", 2012, https://doi.org/10.1007/s00454-012-9402-z,
 * with a bound on going back). So the line as far as any point of the path is the picture of the path as far as that
 * point, and not only the whole of the whole.
 *
 * Lines that lie under the stroke of earlier ones: a path that goes to and fro, round in circles, or fills a cloud.
 * Whatever part of the path is drawn, the earlier line is in it with the later one.
 */

export interface ThinPath {
  /** Ascending indices of the points that are kept: the ends of every piece, and what is between as needed. */
  readonly kept: Uint32Array;
  /** For each of them, 1 where a line leads to it from the one before. */
  readonly joined: Uint8Array;
}

/** What can be seen: least and greatest x, least and greatest y. Lines that are wholly outside are left out. */
export type Viewport = readonly [x0: number, x1: number, y0: number, y1: number];

export interface ThinOptions {
  /** How far, at most, any point of the path may be from what is drawn of it, as far as any point of it. */
  readonly tolerance: number;
  /** Half the width of the thinnest stroke that the path is drawn with. */
  readonly stroke: number;
  readonly bounds?: Viewport;
}

/** Share of the tolerance for points of the way: as far as another is drawn, 2.24 times of it. */
const WAY = 0.18;
/** Lines from which on it is worth looking for those under earlier ones. */
const MANY = 2000;

/** @param points x, y and z by turns, in pixels; one whose x is NaN interrupts the path */
export function thinPath(points: Float64Array, options: ThinOptions): ThinPath {
  const thin = thinWay(points, WAY * options.tolerance);
  if (!options.bounds && thin.kept.length <= MANY) return thin;
  return withoutCovered(points, thin, options);
}

function thinWay(points: Float64Array, tolerance: number): ThinPath {
  const count = points.length / 3;
  const kept: number[] = [];
  const joined: number[] = [];
  let from = 0;
  while (from < count) {
    if (Number.isNaN(points[3 * from]!)) {
      from++;
      continue;
    }
    let end = from;
    while (end + 1 < count && !Number.isNaN(points[3 * end + 3]!)) end++;
    kept.push(from);
    joined.push(0);
    for (let at = from; at < end; ) {
      at = farthest(points, at, end, tolerance);
      kept.push(at);
      joined.push(1);
    }
    from = end + 1;
  }
  return { kept: Uint32Array.from(kept), joined: Uint8Array.from(joined) };
}

/** A point that a line from `at` may lead to: found by doubling the distance, then by halving what was too far. */
function farthest(points: Float64Array, at: number, end: number, tolerance: number): number {
  let good = at + 1;
  let bad = end + 1;
  for (let by = 2; good < end; by *= 2) {
    const next = Math.min(end, at + by);
    if (!standsFor(points, at, next, tolerance)) {
      bad = next;
      break;
    }
    good = next;
  }
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (middle > end || !standsFor(points, at, middle, tolerance)) bad = middle;
    else good = middle;
  }
  return good;
}

/** Whether the line between two points may stand for those between them. Never for one that is not finite. */
function standsFor(points: Float64Array, first: number, last: number, tolerance: number): boolean {
  const ax = points[3 * first]!;
  const ay = points[3 * first + 1]!;
  const az = points[3 * first + 2]!;
  const dx = points[3 * last]! - ax;
  const dy = points[3 * last + 1]! - ay;
  const dz = points[3 * last + 2]! - az;
  const length = Math.sqrt(dx * dx + dy * dy + dz * dz);
  const per = length > 0 ? 1 / length : 0;
  const near = tolerance * tolerance;
  let reached = 0;
  for (let i = 3 * first + 3; i < 3 * last; i += 3) {
    const px = points[i]! - ax;
    const py = points[i + 1]! - ay;
    const pz = points[i + 2]! - az;
    const along = (px * dx + py * dy + pz * dz) * per;
    const share = Math.min(1, Math.max(0, along * per));
    const ex = px - share * dx;
    const ey = py - share * dy;
    const ez = pz - share * dz;
    if (!(ex * ex + ey * ey + ez * ez <= near) || along < reached - tolerance) return false;
    if (along > reached) reached = along;
  }
  return true;
}

function withoutCovered(points: Float64Array, { kept, joined }: ThinPath, options: ThinOptions): ThinPath {
  const { bounds } = options;
  const isCovered = kept.length > MANY ? createCover(points, kept, options) : () => false;
  const drawn = joined.slice();
  for (let i = 1; i < kept.length; i++) {
    if (joined[i] === 0) continue;
    const [from, to] = [3 * kept[i - 1]!, 3 * kept[i]!];
    if ((bounds && isOutside(points, from, to, bounds)) || isCovered(from, to)) drawn[i] = 0;
  }
  // A point between two lines that are not drawn is none; the ends of pieces tell where the path left.
  const isNeeded = (i: number) =>
    drawn[i] === 1 || drawn[i + 1] === 1 || joined[i] === 0 || joined[i + 1] !== 1;
  return { kept: kept.filter((_, i) => isNeeded(i)), joined: drawn.filter((_, i) => isNeeded(i)) };
}

function isOutside(points: Float64Array, from: number, to: number, [x0, x1, y0, y1]: Viewport): boolean {
  return (
    Math.max(points[from]!, points[to]!) < x0 ||
    Math.min(points[from]!, points[to]!) > x1 ||
    Math.max(points[from + 1]!, points[to + 1]!) < y0 ||
    Math.min(points[from + 1]!, points[to + 1]!) > y1
  );
}

/**
 * In shares of the tolerance: a side of the cells that are marked under strokes; the distance of the samples that mark
 * them, and of those that look at them; how much narrower than the stroke the marked band is. A point of a line that is
 * left out is no farther than 0.56 of the tolerance from a stroke: half a look, and a cell's diagonal less the
 * narrowing.
 */
const CELL = 0.5;
const MARK = 0.35;
const LOOK = 1;
const NARROWER = 0.65;
/** Cells at most, and places looked at and marked at most: a scribble of long lines is drawn in full after that. */
const CELLS = 2 ** 26;
const WORK = 8_000_000;

/**
 * Says of one line after the other whether it lies under the strokes of those before; those that do not are marked.
 * Seen from above: the height of what lies on a surface is that of its place.
 */
function createCover(
  points: Float64Array,
  kept: Uint32Array,
  { tolerance, stroke, bounds }: ThinOptions,
): (from: number, to: number) => boolean {
  const [x0, x1, y0, y1] = bounds ?? extentOf(points, kept);
  const per = 1 / (CELL * tolerance);
  const nx = Math.floor((x1 - x0) * per) + 1;
  const ny = Math.floor((y1 - y0) * per) + 1;
  const isMapped = nx * ny <= CELLS;
  const marks = new Uint32Array(isMapped ? Math.ceil((nx * ny) / 32) : 0);
  const band = Math.max(0, stroke - NARROWER * tolerance);
  const bandSide = Math.ceil(band / (MARK * tolerance));
  let left = isMapped ? WORK : 0;

  const mark = (x: number, y: number): void => {
    const [ix, iy] = [Math.floor((x - x0) * per), Math.floor((y - y0) * per)];
    if (ix < 0 || iy < 0 || ix >= nx || iy >= ny) return;
    const at = iy * nx + ix;
    marks[at >>> 5]! |= 1 << (at & 31);
  };
  /** What is out of sight is as good as covered. */
  const isMarked = (x: number, y: number): boolean => {
    const [ix, iy] = [Math.floor((x - x0) * per), Math.floor((y - y0) * per)];
    if (ix < 0 || iy < 0 || ix >= nx || iy >= ny) return true;
    const at = iy * nx + ix;
    return (marks[at >>> 5]! & (1 << (at & 31))) !== 0;
  };
  const lines = createLineSet(per);

  return (from, to) => {
    const [ax, ay] = [points[from]!, points[from + 1]!];
    const [dx, dy] = [points[to]! - ax, points[to + 1]! - ay];
    const length = Math.sqrt(dx * dx + dy * dy);
    if (!(length < 1e6)) return false;
    if (!lines.add(points, from, to)) return true;

    // Across the line as well: half the tolerance of its own stroke may be seen beside the others.
    const side = length > 0 ? (0.5 * tolerance) / length : 0;
    const [sx, sy] = [-dy * side, dx * side];
    const looks = Math.ceil(length / (LOOK * tolerance));
    if (looks > left) return false;
    let i = 0;
    for (; i <= looks; i++) {
      const share = looks === 0 ? 0 : i / looks;
      const [x, y] = [ax + share * dx, ay + share * dy];
      if (!isMarked(x, y) || !isMarked(x + sx, y + sy) || !isMarked(x - sx, y - sy)) break;
    }
    left -= i;
    if (i > looks) return true;

    const places = Math.ceil(length / (MARK * tolerance));
    left -= places * (2 * bandSide + 1);
    if (left < 0) return false;
    const across = length > 0 && bandSide > 0 ? band / (bandSide * length) : 0;
    for (i = 0; i <= places; i++) {
      const share = places === 0 ? 0 : i / places;
      for (let j = -bandSide; j <= bandSide; j++) {
        mark(ax + share * dx - j * across * dy, ay + share * dy + j * across * dx);
      }
    }
    return false;
  };
}

function extentOf(points: Float64Array, kept: Uint32Array): Viewport {
  let [x0, x1, y0, y1] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const k of kept) {
    const [x, y] = [points[3 * k]!, points[3 * k + 1]!];
    if (x < x0) x0 = x;
    if (x > x1) x1 = x;
    if (y < y0) y0 = y;
    if (y > y1) y1 = y;
  }
  return [x0, x1, y0, y1];
}

/**
 * The lines that have been drawn, by the cells of their ends, so that one that comes again is known without a look
 * along it: a hash table that is probed one place after the other.
 */
function createLineSet(per: number) {
  const SIZE = 4;
  let table = new Int32Array(SIZE << 10);
  let used = new Uint8Array(table.length / SIZE);
  let count = 0;
  const line = new Int32Array(SIZE);

  const placeOf = (keys: Int32Array, at: number): number => {
    const mask = used.length - 1;
    let hash = 0;
    for (let i = 0; i < SIZE; i++) hash = Math.imul(hash ^ keys[at + i]!, 0x9e3779b1) ^ (hash >>> 15);
    let place = (hash ^ (hash >>> 16)) & mask;
    while (used[place] === 1 && !isAt(place, keys, at)) place = (place + 1) & mask;
    return place;
  };
  const isAt = (place: number, keys: Int32Array, at: number): boolean => {
    for (let i = 0; i < SIZE; i++) if (table[SIZE * place + i] !== keys[at + i]) return false;
    return true;
  };
  const put = (place: number, keys: Int32Array, at: number): void => {
    for (let i = 0; i < SIZE; i++) table[SIZE * place + i] = keys[at + i]!;
    used[place] = 1;
  };
  const grow = (): void => {
    const [keys, were] = [table, used];
    table = new Int32Array(2 * keys.length);
    used = new Uint8Array(2 * were.length);
    for (let i = 0; i < were.length; i++) if (were[i] === 1) put(placeOf(keys, SIZE * i), keys, SIZE * i);
  };

  return {
    /** False for one that is there, in either direction. */
    add(points: Float64Array, from: number, to: number): boolean {
      const isForward =
        points[from]! < points[to]! || (points[from] === points[to] && points[from + 1]! <= points[to + 1]!);
      const [first, last] = isForward ? [from, to] : [to, from];
      for (let i = 0; i < 2; i++) {
        line[i] = Math.floor(points[first + i]! * per);
        line[2 + i] = Math.floor(points[last + i]! * per);
      }
      const place = placeOf(line, 0);
      if (used[place] === 1) return false;
      put(place, line, 0);
      if (++count * 2 > used.length) grow();
      return true;
    },
  };
}
