/**
 * A run as a polyline on the drawn surface.
 *
 * The segment between two steps is straight in the domain and bends over the surface, so it is divided where it
 * crosses a line of the grid: between two such crossings the mesh is (but for a cell's diagonal) flat under it.
 * Points are four floats, [u, v, height, t]: the place as shares of the domain, the drawn height, and the step,
 * fractional between two steps. `t` never decreases. A point of height BREAK ends a piece: the line goes on from
 * the point after it. Where the path leaves the domain its piece ends exactly on the edge.
 */
import type { Run } from '../run/types.ts';
import { heightAt } from './surface.ts';
import type { Surface } from './types.ts';

/** Floats a point. */
export const POINT_SIZE = 4;
/** The height of a point that is none: the path is interrupted there. */
export const BREAK = -1;

/**
 * What is traced: `steps + 1` rows of positions; where it does not lie on the surface but hangs at its own losses, these.
 */
export type Polyline = Pick<Run, 'positions' | 'dimension' | 'steps'> & Hung;

/** A run that is seen on a plane which it need not keep to: its losses are not those of the surface under it. */
export interface Hung {
  readonly hung?: Float64Array;
}

/** Points of one path; `data` grows when it must and is used again by the next trace. */
export interface PathPoints {
  data: Float32Array<ArrayBuffer>;
  /** Points in use; `data` may hold more. */
  count: number;
  /** Length of what is drawn, seen from above, in longer sides of the surface. */
  length: number;
}

/** Divisions of one step at most, and of a whole run about: a long zigzag is drawn a little coarser. */
const DIVISIONS_PER_STEP = 512;
const DIVISIONS_PER_RUN = 16_384;
/** Shares beyond this are as good as infinite: a straight line to them still has a direction. */
const FAR = 1e12;

export function createPathPoints(): PathPoints {
  return { data: new Float32Array(1024 * POINT_SIZE), count: 0, length: 0 };
}

/** Traces a run over a surface into `out`. Only the first two coordinates of the run count. */
export function tracePath(run: Polyline, surface: Surface, out: PathPoints): void {
  const { positions, dimension, steps, hung } = run;
  const { nx, ny, domain } = surface.grid;
  const own = hung && ((t: number) => hangingAt(hung, surface, t));
  const [across, up] = surface.sides;
  const perStep = Math.max(
    4,
    Math.min(DIVISIONS_PER_STEP, Math.floor(DIVISIONS_PER_RUN / Math.max(1, steps))),
  );
  const [x0, x1, y0, y1] = domain;
  const perX = 1 / (x1 - x0);
  const perY = 1 / (y1 - y0);
  out.count = 0;
  out.length = 0;

  let u0 = share((positions[0]! - x0) * perX);
  let v0 = share((positions[1]! - y0) * perY);
  /** Whether the last point written is where the path is now, so that the next segment joins on to it. */
  let joined = inside(u0, v0);
  let rests = false;
  if (joined) push(out, surface, u0, v0, 0, own);

  for (let k = 0; k < steps; k++) {
    const u1 = share((positions[(k + 1) * dimension]! - x0) * perX);
    const v1 = share((positions[(k + 1) * dimension + 1]! - y0) * perY);
    const du = u1 - u0;
    const dv = v1 - v0;
    // What has come to rest has its first point and its last, for all the steps between.
    if (du === 0 && dv === 0 && joined && !own && k < steps - 1) {
      rests = true;
      continue;
    }
    if (rests) push(out, surface, u0, v0, k);
    rests = false;

    // Liang-Barsky: the part [enter, leave] of the segment that lies over the domain.
    let enter = 0;
    let leave = 1;
    if (!(joined && inside(u1, v1))) {
      const ua = du === 0 ? (u0 >= 0 && u0 <= 1 ? -1 : 2) : (du > 0 ? -u0 : 1 - u0) / du;
      const ub = du === 0 ? 2 : (du > 0 ? 1 - u0 : -u0) / du;
      const va = dv === 0 ? (v0 >= 0 && v0 <= 1 ? -1 : 2) : (dv > 0 ? -v0 : 1 - v0) / dv;
      const vb = dv === 0 ? 2 : (dv > 0 ? 1 - v0 : -v0) / dv;
      enter = Math.max(0, ua, va);
      leave = Math.min(1, ub, vb);
    }

    if (enter <= leave) {
      if (!joined) {
        if (out.count > 0) interrupt(out, k + enter);
        push(out, surface, u0 + enter * du, v0 + enter * dv, k + enter, own);
      }
      if (!own) divide(out, surface, u0, v0, du, dv, k, enter, leave, nx, ny, perStep);
      push(out, surface, u0 + leave * du, v0 + leave * dv, k + leave, own);
      out.length += (leave - enter) * Math.sqrt((du * across) ** 2 + (dv * up) ** 2);
    }
    joined = enter <= leave && leave === 1 && inside(u1, v1);
    u0 = u1;
    v0 = v1;
  }
}

/** Points strictly between `enter` and `leave` where the segment crosses lines of the grid, at most `limit`. */
function divide(
  out: PathPoints,
  surface: Surface,
  u0: number,
  v0: number,
  du: number,
  dv: number,
  k: number,
  enter: number,
  leave: number,
  nx: number,
  ny: number,
  limit: number,
): void {
  const cellsX = Math.abs(du) * (nx - 1);
  const cellsY = Math.abs(dv) * (ny - 1);
  const span = leave - enter;
  const crossings = (cellsX + cellsY) * span;
  if (crossings < 1e-3) return;
  if (crossings > limit) {
    for (let i = 1; i < limit; i++) {
      const t = enter + (span * i) / limit;
      push(out, surface, u0 + t * du, v0 + t * dv, k + t);
    }
    return;
  }
  // Two rulers laid along the segment, one of columns and one of rows; the nearer mark is the next point.
  const stepX = 1 / cellsX;
  const stepY = 1 / cellsY;
  let nextX = firstCrossing(u0 * (nx - 1), du * (nx - 1), enter);
  let nextY = firstCrossing(v0 * (ny - 1), dv * (ny - 1), enter);
  while (true) {
    const t = Math.min(nextX, nextY);
    if (!(t < leave - 1e-9)) return;
    if (t > enter + 1e-9) push(out, surface, u0 + t * du, v0 + t * dv, k + t);
    if (nextX <= t) nextX += stepX;
    if (nextY <= t) nextY += stepY;
  }
}

/** The first t >= enter at which from + t * along is a whole number; Infinity for a segment that stands still. */
function firstCrossing(from: number, along: number, enter: number): number {
  if (along === 0) return Infinity;
  const at = from + enter * along;
  return ((along > 0 ? Math.ceil(at) : Math.floor(at)) - from) / along;
}

/** The drawn height of a loss between two steps, in a straight line from one to the other. */
function hangingAt(losses: Float64Array, { scale }: Surface, t: number): number {
  const k = Math.floor(t);
  const share = t - k;
  const from = scale.height(losses[k]!);
  return share === 0 ? from : from * (1 - share) + scale.height(losses[k + 1]!) * share;
}

/** Writes a point on the surface, or at its own height; a point over a hole interrupts the path. */
function push(
  out: PathPoints,
  surface: Surface,
  u: number,
  v: number,
  t: number,
  own?: (t: number) => number,
): void {
  const ue = u < 0 ? 0 : u > 1 ? 1 : u;
  const ve = v < 0 ? 0 : v > 1 ? 1 : v;
  const height = own ? own(t) : heightAt(surface, ue, ve);
  if (Number.isNaN(height)) interrupt(out, t);
  else writePoint(out, ue, ve, height, t);
}

/** Ends the piece, once. */
function interrupt(out: PathPoints, t: number): void {
  const { data, count } = out;
  if (count > 0 && data[(count - 1) * POINT_SIZE + 2] !== BREAK) writePoint(out, 0, 0, BREAK, t);
}

/** Appends a point. */
export function writePoint(out: PathPoints, u: number, v: number, height: number, t: number): void {
  let at = out.count * POINT_SIZE;
  if (at + POINT_SIZE > out.data.length) {
    const grown = new Float32Array(out.data.length * 2);
    grown.set(out.data);
    out.data = grown;
  }
  const { data } = out;
  data[at++] = u;
  data[at++] = v;
  data[at++] = height;
  data[at] = t;
  out.count++;
}

function inside(u: number, v: number): boolean {
  return u >= 0 && u <= 1 && v >= 0 && v <= 1;
}

function share(value: number): number {
  return value > FAR ? FAR : value < -FAR ? -FAR : value;
}

/** Index of the last point whose t is at most `step`, -1 when there is none; breaks count as points. */
export function lastPointAt({ data, count }: PathPoints, step: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (data[middle * POINT_SIZE + 3]! <= step) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
