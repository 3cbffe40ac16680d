/**
 * Finds the minima, saddles and maxima of a formula on a rectangle.
 *
 * Many starts of Newton's method on the exact gradient and Hessian find points; interval arithmetic then proves of
 * each that exactly one lies there (krawczyk.ts) and what it is. After that the domain is divided into ever smaller
 * boxes, and each is shown to hold none or to lie in the box of one that is known: when none is left, the list is
 * complete (R. B. Kearfott, "Rigorous global search: continuous problems", Kluwer 1996,
 * https://doi.org/10.1007/978-1-4757-2495-0). Where a curvature vanishes or
 * the gradient does not exist, values on rings around the place tell what it is (ring.ts).
 *
 * The budget is counted in operations, not in time: the same formula has the same list on every machine.
 */
import type { Domain } from '../types.ts';
import { createField, type GradientField, isInDomain, isLevel, valueWithError } from './field.ts';
import { type IntervalBox, kindIn, krawczyk, middle } from './krawczyk.ts';
import { START_CELLS, newtonFrom, startsOn } from './newton.ts';
import { descend, isOnLevelLine, ringAround } from './ring.ts';
import type { CriticalKind } from '../../math/critical.ts';
import type { Continuum, CriticalPoint, CriticalSet } from './types.ts';

/** More points than this are not looked for. */
export const MOST_CRITICAL_POINTS = 500;
/** Nodes of the graph that are evaluated at most. */
const BUDGET = 12_000_000;
/** Boxes are not divided below this share of the domain's sides. */
const SMALLEST = 2 ** -26;
/** Boxes of one size at most: a line of critical points has ever more. */
const MOST_BOXES = 6000;
/** What is left undecided around a point that is no regular one, as a share of the domain's sides, at most. */
export const LEAST = 1e-5;
/** Work between two yields, in nodes. */
const SLICE = 200_000;

interface Found extends CriticalPoint {
  /** A box that holds no other; without size where none was proven. */
  readonly own: IntervalBox;
}

interface Search {
  readonly field: GradientField;
  readonly found: Found[];
  readonly continua: Continuum[];
  tooMany: boolean;
  /** Whether the loss is lowest, or highest, where it ceases to be defined: no list of points tells that. */
  hasEdge: boolean;
}

/** Yields between pieces of the work. Throws FormulaError where the formula is none. */
export function* findCritical(formula: string, domain: Domain): Generator<void, CriticalSet> {
  const search: Search = {
    field: createField(formula, domain),
    found: [],
    continua: [],
    tooMany: false,
    hasEdge: false,
  };
  const { field } = search;
  let next = SLICE;
  const isTime = () => {
    if (field.cost < next) return false;
    next = field.cost + SLICE;
    return true;
  };
  const { level, extreme } = startsOn(field);
  const isOver = () => search.tooMany || field.cost > BUDGET / 2;
  // The lowest first: where there are too many for all to be found, these are.
  let descents = 0;
  for (const [x, y, sign] of extreme) {
    if (isOver()) break;
    if (isTime()) yield;
    if (isNearFound(search, x, y)) continue;
    const at = newtonFrom(field, x, y);
    if (at && isNear(field, at, x, y, 2 / START_CELLS) && take(search, ...at)) continue;
    if (descents++ >= MOST_DESCENTS) continue;
    const end = descend(field, x, y, sign === -1 ? 1 : -1);
    if (end) take(search, ...end);
  }
  for (const [x, y] of level) {
    if (isOver()) {
      search.tooMany ||= search.found.length > MANY;
      break;
    }
    if (isTime()) yield;
    const at = newtonFrom(field, x, y);
    if (at) take(search, ...at);
  }
  const complete = !search.tooMany && (yield* exclude(search, isTime));
  return {
    domain,
    // Some of the saddles and maxima say nothing.
    points: inOrder(search.found).filter(({ kind }) => kind === 'minimum' || !search.tooMany),
    continua: search.continua.filter(
      ({ shape, value }) =>
        shape === 'area' || !search.continua.some((other) => other.shape === 'area' && other.value === value),
    ),
    complete: complete && !search.hasEdge && search.continua.length === 0,
    tooMany: search.tooMany,
  };
}

const MOST_DESCENTS = 40;
/** With so many found when the budget is used up, there are more than were found. */
const MANY = 100;

/** Whether two places lie within a share of the domain's sides. */
function isNear(
  { unit }: GradientField,
  at: readonly [number, number],
  x: number,
  y: number,
  share: number,
): boolean {
  return Math.abs(at[0] - x) <= share * 2 * unit[0] && Math.abs(at[1] - y) <= share * 2 * unit[1];
}

/** Takes a place into the list, if it is a critical point and a new one. Whether it is one. */
function take(search: Search, x: number, y: number): boolean {
  const { field, found, continua } = search;
  if (!isInDomain(field.domain, x, y)) return false;
  if (isNearFound(search, x, y)) return true;
  const regular = proven(field, x, y);
  if (regular) {
    add(search, { ...pointOf(field, x, y, regular.kind, 'regular'), own: regular.box });
    return true;
  }
  const [px, py] = isSmoothAt(field, x, y) ? rounded(field, x, y) : roundedKink(field, x, y);
  const { value, error } = valueWithError(field, px, py);
  if (!Number.isFinite(value) || onEdge(field.domain, px, py)) return false;
  if (continua.some((known) => Math.abs(known.value - value) <= 4 * error)) return true;
  const isFlat = isSmoothAt(field, px, py);
  if (isFlat && !isLevel(field, px, py)) return false;
  if (isEndless(field, px, py)) return false;
  const verdict = ringAround(field, px, py);
  if (verdict === 'edge') search.hasEdge = true;
  if (verdict === 'edge' || verdict === 'unknown' || (verdict === 'slope' && !isFlat)) return false;
  if (verdict === 'line of minima' || verdict === 'line of maxima' || verdict === 'area') {
    const kind = verdict === 'line of maxima' ? 'maximum' : 'minimum';
    continua.push({ kind, shape: verdict === 'area' ? 'area' : 'line', at: [px, py], value });
    return true;
  }
  const kind = verdict === 'slope' ? 'degenerate' : verdict;
  if (isFlat && (kind === 'degenerate' || kind === 'saddle') && isOnLevelLine(field, px, py)) {
    continua.push({ kind, shape: 'line', at: [px, py], value });
    return true;
  }
  add(search, { ...pointOf(field, px, py, kind, isFlat ? 'flat' : 'kink'), own: [px, px, py, py] });
  return found.length > 0;
}

function add(search: Search, point: Found): void {
  search.found.push(point);
  if (search.found.length > MOST_CRITICAL_POINTS) search.tooMany = true;
}

/** Whether a place lies in the box of a point that is known, or as good as on one. */
function isNearFound({ found, field }: Search, x: number, y: number): boolean {
  const [wx, wy] = field.unit;
  return found.some(({ at, own: [x0, x1, y0, y1], form }) => {
    if (x >= x0 && x <= x1 && y >= y0 && y <= y1) return true;
    if (form === 'regular') return false;
    return Math.abs(x - at[0]) <= SAME * wx && Math.abs(y - at[1]) <= SAME * wy;
  });
}

/** Shares of the domain's sides within which two points that are not regular are one. */
const SAME = 1e-4;

/** The largest box of a few sizes around a place in which exactly one zero of the gradient is proven. */
function proven(
  field: GradientField,
  x: number,
  y: number,
): { kind: Exclude<CriticalKind, 'degenerate'>; box: IntervalBox } | null {
  const [wx, wy] = field.unit;
  for (let share = 2 ** -5; share > 1e-15; share /= 4) {
    const box: IntervalBox = [x - share * wx, x + share * wx, y - share * wy, y + share * wy];
    if (!(box[0] < x && x < box[1] && box[2] < y && y < box[3])) return null;
    if (krawczyk(field, box) === 'one') {
      const kind = kindNear(field, x, y, share);
      return kind && { kind, box };
    }
    // Nothing here is a zero of the gradient, or it has no box of its own.
    if (share < 2 ** -9 && krawczyk(field, box) === 'none') return null;
  }
  return null;
}

function kindNear(
  field: GradientField,
  x: number,
  y: number,
  from: number,
): Exclude<CriticalKind, 'degenerate'> | null {
  const [wx, wy] = field.unit;
  for (let share = from; share > 1e-17; share /= 8) {
    const kind = kindIn(field, [x - share * wx, x + share * wx, y - share * wy, y + share * wy]);
    if (kind) return kind;
  }
  return null;
}

function isSmoothAt({ bend, unit: [wx, wy] }: GradientField, x: number, y: number): boolean {
  const r = 1e-12;
  bend.over(x - r * wx, x + r * wx, y - r * wy, y + r * wy);
  return bend.smooth;
}

/** Whether the loss has no bound beside a place: a pole. */
function isEndless({ slope, unit: [wx, wy] }: GradientField, x: number, y: number): boolean {
  const r = 1e-10;
  slope.over(x - r * wx, x + r * wx, y - r * wy, y + r * wy);
  return !Number.isFinite(slope.lo[0]!) || !Number.isFinite(slope.hi[0]!);
}

function onEdge([x0, x1, y0, y1]: Domain, x: number, y: number): boolean {
  return !(x > x0 && x < x1 && y > y0 && y < y1);
}

function pointOf(
  field: GradientField,
  x: number,
  y: number,
  kind: CriticalKind,
  form: CriticalPoint['form'],
): CriticalPoint {
  const at = form === 'regular' ? rounded(field, x, y) : ([x, y] as const);
  return { at, value: field.loss.value(at), kind, form };
}

/** A place with fewer digits near one, where the gradient there is no longer, or the value the same at a kink. */
function rounded(field: GradientField, x: number, y: number): readonly [number, number] {
  const { loss, unit, domain } = field;
  const size = ([x, y]: readonly [number, number]) => {
    const [gx = Number.NaN, gy = Number.NaN] = loss.gradient([x, y]);
    return Math.hypot(gx * unit[0], gy * unit[1]);
  };
  const own = size([x, y]);
  for (const digits of [3, 6, 9, 12]) {
    const short = [shorten(x, unit[0], digits), shorten(y, unit[1], digits)] as const;
    if (isInDomain(domain, ...short) && size(short) <= own) return short;
  }
  return [x, y];
}

/** The same at a kink, where the gradient is of no use: where the value is as good as the same. */
function roundedKink({ loss, unit, domain }: GradientField, x: number, y: number): readonly [number, number] {
  const own = loss.value([x, y]);
  const around = Math.abs(loss.value([x + 0.01 * unit[0], y + 0.01 * unit[1]]) - own);
  const allowed = 1e-15 * Math.max(Math.abs(own), around || 0);
  for (const digits of [3, 6, 9, 12]) {
    const short = [shorten(x, unit[0], digits), shorten(y, unit[1], digits)] as const;
    if (isInDomain(domain, ...short) && Math.abs(loss.value(short) - own) <= allowed) return short;
  }
  return [x, y];
}

function shorten(value: number, unit: number, digits: number): number {
  const places = Math.min(100, Math.max(0, digits - Math.floor(Math.log10(unit))));
  const short = Number(value.toFixed(places));
  return Number.isFinite(short) && Math.abs(short - value) < unit * 1e-3 ? short + 0 : value;
}

/**
 * Divides the domain until every box is excluded or lies in the box of a known point; takes points that come up on
 * the way. Whether all was.
 */
function* exclude(search: Search, isTime: () => boolean): Generator<void, boolean> {
  const { field, found } = search;
  const { slope, unit, domain } = field;
  const [wx, wy] = unit;
  let boxes: IntervalBox[] = [domain];
  const undecided: IntervalBox[] = [];
  while (boxes.length > 0) {
    const smaller: IntervalBox[] = [];
    for (const box of boxes) {
      if (isTime()) yield;
      if (search.tooMany || field.cost > BUDGET) {
        search.tooMany ||= found.length > MANY;
        return false;
      }
      const [x0, x1, y0, y1] = box;
      slope.over(x0, x1, y0, y1);
      field.cost += slope.size;
      if (Number.isNaN(slope.lo[0]!)) continue;
      if (
        !slope.jumps &&
        (isAwayFromZero(slope.lo[1]!, slope.hi[1]!) || isAwayFromZero(slope.lo[2]!, slope.hi[2]!))
      ) {
        continue;
      }
      if (isZero(slope.lo[1]!, slope.hi[1]!) && isZero(slope.lo[2]!, slope.hi[2]!) && slope.smooth) {
        takeArea(search, box);
        continue;
      }
      if (found.some(({ own }) => x0 >= own[0] && x1 <= own[1] && y0 >= own[2] && y1 <= own[3])) continue;
      let rest: readonly [number, number, number, number] = box;
      if (slope.smooth) {
        const part: [number, number, number, number] = [...box];
        const verdict = krawczyk(field, box, part);
        if (verdict === 'none') continue;
        if (verdict === 'one') {
          takeIn(search, box);
          continue;
        }
        if (part[0] <= part[1] && part[2] <= part[3]) rest = part;
      }
      const width = (rest[1] - rest[0]) / wx;
      const height = (rest[3] - rest[2]) / wy;
      const [cx, cy] = [middle(rest[0], rest[1]), middle(rest[2], rest[3])];
      const isSmall = Math.max(width, height) < SMALLEST;
      if (isSmall || (Math.max(width, height) < 2 ** -12 && slope.smooth && isLevel(field, cx, cy))) {
        undecided.push(rest);
        continue;
      }
      if (width >= height) smaller.push([rest[0], cx, rest[2], rest[3]], [cx, rest[1], rest[2], rest[3]]);
      else smaller.push([rest[0], rest[1], rest[2], cy], [rest[0], rest[1], cy, rest[3]]);
    }
    if (smaller.length + undecided.length > MOST_BOXES) {
      // A line of points, most likely: one of them tells.
      for (const box of spread(smaller.length > 0 ? smaller : undecided)) takeAround(search, box);
      search.tooMany ||= found.length > MANY;
      return false;
    }
    boxes = smaller;
  }
  return settle(search, undecided);
}

/** Whether every box that is left lies at a point that is known, or at one that is now found there. */
function settle(search: Search, undecided: readonly IntervalBox[]): boolean {
  const { found, field } = search;
  const [wx, wy] = field.unit;
  const isAt = (box: IntervalBox) =>
    found.some(
      ({ at: [x, y] }) =>
        Math.max(x - box[0], box[1] - x) <= LEAST * wx && Math.max(y - box[2], box[3] - y) <= LEAST * wy,
    );
  let all = true;
  for (const box of undecided) {
    if (isAt(box)) continue;
    takeAround(search, box);
    if (!isAt(box)) all = false;
  }
  return all;
}

function spread(boxes: readonly IntervalBox[]): IntervalBox[] {
  const step = Math.max(1, Math.floor(boxes.length / 8));
  return boxes.filter((_, i) => i % step === 0);
}

/** A place in a small box that may be a point: where Newton's method or a descent from it settles near by. */
function takeAround(search: Search, [x0, x1, y0, y1]: IntervalBox): void {
  const { field } = search;
  const [x, y] = [middle(x0, x1), middle(y0, y1)];
  const near = newtonFrom(field, x, y);
  if (near && isNear(field, near, x, y, 0.01) && take(search, ...near)) return;
  for (const sign of [1, -1] as const) {
    const end = descend(field, x, y, sign);
    if (end && isNear(field, end, x, y, 0.01) && take(search, ...end)) return;
  }
  take(search, x, y);
}

/** The one zero of the gradient that a box holds. */
function takeIn(search: Search, box: IntervalBox): void {
  const { field } = search;
  const at = newtonFrom(field, middle(box[0], box[1]), middle(box[2], box[3]));
  const [x, y] = at ?? [middle(box[0], box[1]), middle(box[2], box[3])];
  if (x < box[0] || x > box[1] || y < box[2] || y > box[3]) return;
  if (!isInDomain(field.domain, x, y) || isNearFound(search, x, y)) return;
  const kind = kindNear(field, x, y, 2 ** -20);
  if (kind) add(search, { ...pointOf(field, x, y, kind, 'regular'), own: box });
  else take(search, x, y);
}

/** An area on which the loss is level. */
function takeArea({ field, continua }: Search, [x0, x1, y0, y1]: IntervalBox): void {
  const at = [middle(x0, x1), middle(y0, y1)] as const;
  const { value } = valueWithError(field, ...at);
  if (continua.some((known) => known.shape === 'area' && known.value === value)) return;
  // Whether it is a floor, a ceiling or a step: told by the values beyond it.
  continua.push({ kind: 'minimum', shape: 'area', at, value });
}

function isAwayFromZero(lo: number, hi: number): boolean {
  return Number.isNaN(lo) || lo > 0 || hi < 0;
}

function isZero(lo: number, hi: number): boolean {
  return lo === 0 && hi === 0;
}

const RANK: Readonly<Record<CriticalKind, number>> = { minimum: 0, saddle: 1, maximum: 2, degenerate: 3 };

function inOrder(found: readonly Found[]): CriticalPoint[] {
  return found
    .map(({ at, value, kind, form }): CriticalPoint => ({ at, value, kind, form }))
    .sort(
      (a, b) => RANK[a.kind] - RANK[b.kind] || a.value - b.value || a.at[0] - b.at[0] || a.at[1] - b.at[1],
    );
}
