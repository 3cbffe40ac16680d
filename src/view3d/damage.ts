/**
 * What of a picture two steps differ in: the parts of the paths that lie between them, the balls at both, the arrows.
 * All else that lies on the relief is where it was.
 */
import { BREAK, lastPointAt, type PathPoints, POINT_SIZE } from '../core/geometry/path.ts';
import { toWorld } from './block.ts';
import { type Lens, projectWorld } from './lens.ts';

/** A rectangle in CSS pixels of the stage. Empty where `right` is less than `left`. */
export interface Rectangle {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export function emptyRectangle(): Rectangle {
  return { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
}

/** Rectangles that a picture is drawn in, at most: all that lies on the relief is drawn once for each. */
const MOST = 3;
/** Share of the picture from which on it is drawn whole. */
const MUCH = 0.7;
/** Points of a path between two steps from which on the picture is drawn whole. */
const MANY = 4000;

const world = new Float64Array(3);
const screen = new Float64Array(3);

/** Takes a place of the block into a rectangle; false when it lies behind the eye. */
function include(into: Rectangle, lens: Lens, u: number, v: number, height: number): boolean {
  projectWorld(lens, toWorld(lens.sides, u, v, height, world), screen);
  if (!(screen[2]! > 0)) return false;
  takeIn(into, screen[0]!, screen[1]!);
  return true;
}

export function takeIn(into: Rectangle, x: number, y: number): void {
  into.left = Math.min(into.left, x);
  into.top = Math.min(into.top, y);
  into.right = Math.max(into.right, x);
  into.bottom = Math.max(into.bottom, y);
}

/**
 * Takes the part of a path between two steps into a rectangle, the points before and behind it too; false when it is
 * too long or lies behind the eye.
 */
export function includePath(
  into: Rectangle,
  lens: Lens,
  path: PathPoints,
  from: number,
  to: number,
): boolean {
  const { data, count } = path;
  const first = Math.max(0, lastPointAt(path, Math.min(from, to)));
  const last = Math.min(count - 1, lastPointAt(path, Math.max(from, to)) + 1);
  if (last - first > MANY) return false;
  for (let i = first; i <= last; i++) {
    const at = POINT_SIZE * i;
    const height = data[at + 2]!;
    if (height !== BREAK && !include(into, lens, data[at]!, data[at + 1]!, height)) return false;
  }
  return true;
}

/** The same of a place, [u, v, height]. */
export function includePlace(into: Rectangle, lens: Lens, place: Float64Array): boolean {
  return include(into, lens, place[0]!, place[1]!, place[2]!);
}

const isEmpty = ({ left, right }: Rectangle): boolean => right < left;
const areaOf = ({ left, top, right, bottom }: Rectangle): number => (right - left) * (bottom - top);
const union = (a: Rectangle, b: Rectangle): Rectangle => ({
  left: Math.min(a.left, b.left),
  top: Math.min(a.top, b.top),
  right: Math.max(a.right, b.right),
  bottom: Math.max(a.bottom, b.bottom),
});

/**
 * Few rectangles, within the stage, that hold all of those given with some room around each; null where that is most
 * of the stage.
 *
 * @param around CSS pixels
 */
export function joined(
  given: readonly Rectangle[],
  around: number,
  width: number,
  height: number,
): Rectangle[] | null {
  const parts: Rectangle[] = [];
  for (const each of given) {
    if (isEmpty(each)) continue;
    const within = {
      left: Math.max(0, each.left - around),
      top: Math.max(0, each.top - around),
      right: Math.min(width, each.right + around),
      bottom: Math.min(height, each.bottom + around),
    };
    if (within.right > within.left && within.bottom > within.top) parts.push(within);
  }
  for (;;) {
    let least = Infinity;
    let pair: readonly [number, number] | null = null;
    for (let i = 0; i < parts.length; i++) {
      for (let j = i + 1; j < parts.length; j++) {
        const more = areaOf(union(parts[i]!, parts[j]!)) - areaOf(parts[i]!) - areaOf(parts[j]!);
        if (more < least) [least, pair] = [more, [i, j]];
      }
    }
    if (!pair || (least > 0 && parts.length <= MOST)) break;
    const [i, j] = pair;
    parts[i] = union(parts[i]!, parts[j]!);
    parts.splice(j, 1);
  }
  const covered = parts.reduce((sum, part) => sum + areaOf(part), 0);
  return covered > MUCH * width * height ? null : parts;
}
