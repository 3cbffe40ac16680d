import type { CriticalKind } from '../math/critical.ts';
import type { Loss } from '../math/loss.ts';
import { type BasinMap, targetIndexAt, type Targets, UNDECIDED } from './basins.ts';

/** A place at which the gradient vanishes. */
interface Level {
  readonly at: readonly [x: number, y: number];
  readonly kind: CriticalKind;
}

/** Places that are found at most, and how many are tried. */
const [MOST, TRIED] = [12, 24];
/** Runs that must end near one another to be looked at, as a share of all. */
const LEAST = 1e-3;
const STEPS = 50;

/**
 * Places where runs of a map have come to that are none of its targets: outside of where these were looked for, say. Ends are
 * gathered in cells as large as the reach; from one of each of the fullest Newton's method goes for a zero of the gradient, which
 * counts when it lies within the reach of that end.
 */
export function findEndPlaces(loss: Loss, map: BasinMap, targets: Targets): Level[] {
  const [rx, ry] = targets.reach;
  const cells = new Map<string, { count: number; readonly at: readonly [number, number] }>();
  map.basins.forEach((basin, k) => {
    if (basin !== UNDECIDED) return;
    const [x, y] = [map.ends[2 * k]!, map.ends[2 * k + 1]!];
    const name = `${Math.floor(x / rx)} ${Math.floor(y / ry)}`;
    const cell = cells.get(name);
    if (cell) cell.count++;
    else cells.set(name, { count: 1, at: [x, y] });
  });
  const least = Math.max(2, LEAST * map.basins.length);
  const tried = [...cells.values()]
    .filter(({ count }) => count >= least)
    .toSorted((a, b) => b.count - a.count)
    .slice(0, TRIED);
  const found: Level[] = [];
  for (const { at } of tried) {
    const place = levelNear(loss, at);
    if (!place || found.length === MOST) continue;
    const isNear = targetIndexAt({ points: [place], reach: targets.reach }, ...at) === 0;
    const known = [...targets.points, ...found.map((one) => one.at)];
    // To a thousandth of the reach the same place.
    const isNew = targetIndexAt({ points: known, reach: [rx / 1000, ry / 1000] }, ...place) === UNDECIDED;
    const kind = kindAt(loss, place);
    // Of a line of minima each run finds another point.
    if (isNear && isNew && kind !== 'degenerate') found.push({ at: place, kind });
  }
  return found;
}

/** Where plain steps of Newton's method settle; null where they do not. */
function levelNear(loss: Loss, start: readonly [number, number]): readonly [number, number] | null {
  let [x, y] = start;
  for (let k = 0; k < STEPS; k++) {
    const [gx, gy] = loss.gradient([x, y]);
    const [a, b, , d] = loss.hessian([x, y]);
    const determinant = a! * d! - b! * b!;
    const [dx, dy] = [(b! * gy! - d! * gx!) / determinant, (b! * gx! - a! * gy!) / determinant];
    if (!Number.isFinite(dx + dy)) return gx === 0 && gy === 0 ? [x, y] : null;
    [x, y] = [x + dx, y + dy];
    if (Math.abs(dx) <= 1e-14 * Math.abs(x) + 1e-300 && Math.abs(dy) <= 1e-14 * Math.abs(y) + 1e-300) break;
    // Rounding makes the last steps no shorter.
    if (k === STEPS - 1 && Math.hypot(dx, dy) > 1e-9 * (1 + Math.hypot(x, y))) return null;
  }
  return [x, y];
}

/** By the signs of the curvatures; level where one vanishes. */
function kindAt(loss: Loss, at: readonly [number, number]): CriticalKind {
  const [a, b, , d] = loss.hessian(at);
  const determinant = a! * d! - b! * b!;
  const size = 1e-12 * (Math.abs(a! * d!) + b! * b!);
  if (!(Math.abs(determinant) > size)) return 'degenerate';
  if (determinant < 0) return 'saddle';
  return a! > 0 ? 'minimum' : 'maximum';
}
