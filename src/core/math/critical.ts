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

export type Critical = 'minimum' | 'saddle' | 'maximum' | 'degenerate';

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
export function criticalAt(loss: Loss, q: Quadratic, extent: Extent): Critical | null {
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
const [FAR, NEAR] = [1e-7, 1e-10];

/**
 * Whether the loss and its gradient are continuous at a point, as far as the points beside it along the axes tell. At
 * an edge, as of |x|, derivatives are given by convention and say nothing of the shape.
 */
export function isSmoothAt(loss: Loss, { at, value, gradient }: Quadratic, extent: Extent): boolean {
  const sizes = [Math.abs(value), ...gradient.map(Math.abs)];
  const read = (axis: 0 | 1, share: number): number[] => {
    const point: [number, number] = [at[0], at[1]];
    const away = Math.max(Math.abs(share) * extent[axis], 32 * Number.EPSILON * Math.abs(at[axis]));
    point[axis] += Math.sign(share) * away;
    return [loss.value(point), ...loss.gradient(point)];
  };
  const here = [value, ...gradient];
  const around = ([0, 1] as const).flatMap((axis) => [1, -1].map((side) => [axis, side] as const));
  for (const [axis, side] of around) {
    read(axis, side * 0.01).forEach((one, i) => {
      if (Number.isFinite(one)) sizes[i] = Math.max(sizes[i]!, Math.abs(one));
    });
  }
  return around.every(([axis, side]) => {
    const far = read(axis, side * FAR);
    return read(axis, side * NEAR).every((one, i) => {
      const jump = Math.abs(one - here[i]!);
      // Less than this is rounding, at the size that the numbers have nearby.
      if (jump <= 1e-11 * sizes[i]!) return true;
      return jump <= 0.1 * Math.abs(far[i]! - here[i]!);
    });
  });
}
