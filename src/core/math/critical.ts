/**
 * What a point is to the loss itself, told only where it has been checked there.
 *
 * A gradient has no scale of its own: 8000 is nothing on a surface of curvature 1e12, and 1e-9 is much on one of
 * curvature 1e-20. What has a scale is where Newton's step leads. So a point counts as critical when a place of zero
 * gradient lies within a billionth of the ranges shown, by Newton's iteration: the step from here is that short, the
 * Hessian where it leads is all but the same, and the step from there is shorter still. Multiplying the loss by any
 * number changes nothing. A gradient of exactly zero is one as well, also where a curvature is zero.
 */
import type { Loss } from './loss.ts';
import { type Quadratic, quadraticAt } from './quadratic.ts';

/** What a place is to which every direction is level, or below which no direction falls. */
export type CriticalKind = 'minimum' | 'saddle' | 'maximum' | 'degenerate';

/** Width and height of the ranges shown: the scale of positions. */
export type Extent = readonly [width: number, height: number];

/** The share of the ranges shown within which a point is told to be another. */
const CLOSE = 1e-9;

/** How much of a curvature may change on the way, and how much of the step may be left. */
const KEPT = 0.25;

const ofShape = {
  bowl: 'minimum',
  saddle: 'saddle',
  dome: 'maximum',
  flat: 'degenerate',
  unknown: null,
} as const;

/** What the point of a quadratic is to its loss; null where it is no critical point, or cannot be told. */
export function criticalAt(loss: Loss, q: Quadratic, extent: Extent): CriticalKind | null {
  const kind = ofShape[q.kind];
  if (kind === null || !isSmoothAt(loss, q, extent)) return null;
  const [gx, gy] = q.gradient;
  if (gx === 0 && gy === 0) return kind;
  if (!q.newton || length(q.at, q.newton, extent) > CLOSE) return null;
  const there = quadraticAt(loss, ...q.newton);
  if (there.kind !== q.kind || !there.newton) return null;
  const [left, came] = [length(there.at, there.newton, extent), length(q.at, q.newton, extent)];
  const isSettled = left <= KEPT * came || left <= 1e-3 * CLOSE;
  const isKept = (a: number, b: number) => Math.abs(a - b) <= KEPT * Math.abs(a);
  const bends = isKept(q.eigen.max, there.eigen.max) && isKept(q.eigen.min, there.eigen.min);
  return isSettled && bends ? kind : null;
}

/** The distance of two points in shares of the extent; less than rounding of their coordinates counts as none. */
function length(a: readonly [number, number], b: readonly [number, number], extent: Extent): number {
  const along = (i: 0 | 1): number => {
    const away = Math.abs(a[i] - b[i]);
    return away <= 4 * Number.EPSILON * Math.abs(a[i]) ? 0 : away / extent[i];
  };
  return Math.hypot(along(0), along(1));
}

/** Shares of the extent at which a jump is looked for: one that is there is as large at the nearer one. */
const JUMP = [1e-7, 1e-10] as const;
/** And a bend of the gradient: what the Hessian leaves of its change falls with the distance, instead of its square. */
const BEND = [1e-3, 1e-5] as const;
/** The share that rounding may make of the largest number nearby. */
const ROUNDING = 1e-11;

/** Eight ways to look: along the axes, and so that no edge through the point along an axis or a diagonal is missed. */
const ways = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
  [0.8, 0.6],
  [-0.6, 0.8],
  [-0.8, -0.6],
  [0.6, -0.8],
] as const;

/**
 * Whether the loss has a continuous gradient and Hessian at a point, as far as points beside it tell. At an edge, as of
 * |x|, derivatives are given by convention and say nothing of the shape.
 */
export function isSmoothAt(loss: Loss, q: Quadratic, extent: Extent): boolean {
  const here = [q.value, ...q.gradient] as const;
  const look = ([wx, wy]: readonly [number, number], share: number) => {
    const away = ([w, i]: readonly [number, 0 | 1]): number =>
      q.at[i] + w * Math.max(share * extent[i], 32 * Number.EPSILON * Math.abs(q.at[i]));
    const point = [away([wx, 0]), away([wy, 1])] as const;
    const read = [loss.value(point), ...loss.gradient(point)];
    return { read, dx: point[0] - q.at[0], dy: point[1] - q.at[1] };
  };
  const sizes = here.map(Math.abs);
  for (const way of ways) {
    look(way, 0.01).read.forEach((one, i) => {
      if (Number.isFinite(one)) sizes[i] = Math.max(sizes[i]!, Math.abs(one));
    });
  }
  const [xx, xy, yy] = q.hessian;
  const change = (way: readonly [number, number], share: number) =>
    look(way, share).read.map((one, i) => Math.abs(one - here[i]!));
  const rest = (way: readonly [number, number], share: number) => {
    const { read, dx, dy } = look(way, share);
    return [
      0,
      Math.abs(read[1]! - here[1]! - xx * dx - xy * dy),
      Math.abs(read[2]! - here[2]! - xy * dx - yy * dy),
    ];
  };
  return ways.every((way) => {
    const [farJump, nearJump] = JUMP.map((share) => change(way, share));
    const [farRest, nearRest] = BEND.map((share) => rest(way, share));
    return sizes.every((size, i) => {
      const isQuiet = (near: number, far: number, factor: number) =>
        near <= ROUNDING * size || !(near > factor * far);
      return isQuiet(nearJump![i]!, farJump![i]!, 0.1) && isQuiet(nearRest![i]!, farRest![i]!, 1e-3);
    });
  });
}
