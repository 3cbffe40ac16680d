import { exp } from '../math/exponential.ts';
import type { Failure, LossPart, SecondOrder, Vector } from '../math/loss.ts';
import { integrateOn, kronrod, noParts } from '../math/quadrature.ts';
import { mayMiss } from './bumps.ts';
import { hessianOf, overflowAt } from './mean-loss.ts';

/**
 * How long a route takes, and how far a depot is from customers; x in kilometres, time in minutes at one kilometre a minute.
 *
 *     route   f = sum over its pieces of the integral of s(x) |dx|      s(x) = 1 + sum of delay_k exp(-|x - c_k|^2 / (2 r^2))
 *     depot   f = sum of w_k |x - c_k| / sum of w_k
 *
 * s is the inverse of the travel speed. Its integral is adaptive, over a whole route to within 1e-9 of a minute (see
 * `../math/quadrature.ts`); derivatives are exact for the sum that is taken. Of a piece of length l with the mean s A they are
 * u A + l A', u its direction.
 *
 * The distance to a customer has a kink there: every vector of length up to w_k is a subgradient, and the one that is taken is 0,
 * as for a piece of no length.
 */

export interface WeightedPlace {
  readonly x: number;
  readonly y: number;
  /** A delay, in minutes a kilometre, or a customer's weight. */
  readonly size: number;
}

/** What the time of a whole route is off by, at most, in minutes. */
const PRECISION = 1e-9;

/** Minutes a kilometre at a place: the inverse of the speed. */
export function slownessAt(jams: readonly WeightedPlace[], radius: number, x: number, y: number): number {
  let sum = 1;
  for (const { x: cx, y: cy, size } of jams) {
    const [dx, dy] = [(x - cx) / radius, (y - cy) / radius];
    sum += size * exp(-0.5 * (dx * dx + dy * dy));
  }
  return sum;
}

export interface RouteTask {
  readonly from: WeightedPlace;
  readonly to: WeightedPlace;
  readonly jams: readonly WeightedPlace[];
  readonly radius: number;
  readonly waypoints: number;
}

type Sum = (p: Vector, d: Vector | null, out: Float64Array | null) => number;

/** The value with the gradient, or along d the product of the Hessian, written into `out`. */
function lossOf(n: number, sum: Sum): SecondOrder {
  const loss: SecondOrder = {
    dimension: n,
    value: (p) => sum(p, null, null),
    valueAndGradient: (p, out) => sum(p, null, out),
    gradient(p, out = new Float64Array(n)) {
      sum(p, null, out);
      return out;
    },
    hessian: (p, out = new Float64Array(n * n)) => hessianOf(loss, p, out),
    hessianVector(p, d, out = new Float64Array(n)) {
      sum(p, d, out);
      return out;
    },
    failure: (p: Vector, part: LossPart): Failure | null => overflowAt(loss, p, part),
  };
  return loss;
}

export interface RouteLoss extends SecondOrder {
  /** How many minutes the integral may be off by. */
  errorAt(p: Vector): number;
}

/** The mean of s on a piece of a route, with the parts by which it was summed last. */
function meanSlowness(jams: readonly WeightedPlace[], radius: number) {
  const parts = noParts();
  let [pieceX, pieceY, pieceLx, pieceLy] = [0, 0, 0, 0];
  const slowOn = (at: number) => slownessAt(jams, radius, pieceX + at * pieceLx, pieceY + at * pieceLy);
  const isWide = (at: number, width: number) => {
    const [x, y] = [pieceX + at * pieceLx, pieceY + at * pieceLy];
    for (const jam of jams)
      if (mayMiss(jam.x, jam.y, radius, x, y, width * pieceLx, width * pieceLy)) return true;
    return false;
  };
  const meanOn = (x: number, y: number, lx: number, ly: number, tolerance: number): number => {
    [pieceX, pieceY, pieceLx, pieceLy] = [x, y, lx, ly];
    return integrateOn(parts, slowOn, isWide, tolerance);
  };
  return { meanOn, parts };
}

/** The points of a route, of which the ends stay. */
function pointsOf({ from, to, waypoints }: RouteTask) {
  /** A coordinate of the route's points from 0, the start, on. */
  const on = (p: Vector, i: number, axis: 0 | 1): number => {
    if (i > 0 && i <= waypoints) return p[2 * i - 2 + axis]!;
    const end = i === 0 ? from : to;
    return axis === 0 ? end.x : end.y;
  };
  /** Its change along d: the ends stay. */
  const change = (d: Vector, i: number, axis: 0 | 1): number =>
    i > 0 && i <= waypoints ? d[2 * i - 2 + axis]! : 0;
  const lengthOf = (p: Vector): number => {
    let sum = 0;
    for (let i = 0; i <= waypoints; i++) {
      const [lx, ly] = [on(p, i + 1, 0) - on(p, i, 0), on(p, i + 1, 1) - on(p, i, 1)];
      sum += Math.sqrt(lx * lx + ly * ly);
    }
    return sum;
  };
  return { on, change, lengthOf };
}

export function routeLoss(task: RouteTask): RouteLoss {
  const { jams, radius, waypoints } = task;
  const size = 2 * waypoints;
  const { on, change, lengthOf } = pointsOf(task);
  const { meanOn, parts } = meanSlowness(jams, radius);
  /** How far off the integrals of the last value are, at most. */
  let off = 0;
  const loss = lossOf(size, (p, d, out) => {
    out?.fill(0);
    const tolerance = PRECISION / lengthOf(p);
    let value = 0;
    off = 0;
    for (let i = 0; i <= waypoints; i++) {
      const ax = on(p, i, 0);
      const ay = on(p, i, 1);
      const lx = on(p, i + 1, 0) - ax;
      const ly = on(p, i + 1, 1) - ay;
      const length = Math.sqrt(lx * lx + ly * ly);
      if (length === 0) continue;
      const ux = lx / length;
      const uy = ly / length;
      const vx = d ? change(d, i, 0) : 0;
      const vy = d ? change(d, i, 1) : 0;
      const wx = d ? change(d, i + 1, 0) - vx : 0;
      const wy = d ? change(d, i + 1, 1) - vy : 0;
      const mean = meanOn(ax, ay, lx, ly, tolerance);
      value += length * mean;
      off += length * parts.error;
      if (!out) continue;
      // The slopes of the mean by both ends, and how it and these change along d.
      let [bx, by, ex, ey, dMean, dbx, dby, dex, dey] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
      for (let node = 0; node < kronrod.length * parts.count; node++) {
        const part = Math.floor(node / kronrod.length);
        const [place, share] = kronrod[node % kronrod.length]!;
        const at = parts.from[part]! + parts.width[part]! * place;
        const weight = parts.width[part]! * share;
        for (const { x: cx, y: cy, size: delay } of jams) {
          const dx = (ax + at * lx - cx) / radius;
          const dy = (ay + at * ly - cy) / radius;
          const bump = weight * delay * exp(-0.5 * (dx * dx + dy * dy));
          if (bump === 0) continue;
          const sx = (-bump * dx) / radius;
          const sy = (-bump * dy) / radius;
          bx += (1 - at) * sx;
          by += (1 - at) * sy;
          ex += at * sx;
          ey += at * sy;
          if (!d) continue;
          const mx = (vx + at * wx) / radius;
          const my = (vy + at * wy) / radius;
          const away = dx * mx + dy * my;
          dMean -= bump * away;
          const hx = (bump / radius) * (dx * away - mx);
          const hy = (bump / radius) * (dy * away - my);
          dbx += (1 - at) * hx;
          dby += (1 - at) * hy;
          dex += at * hx;
          dey += at * hy;
        }
      }
      let [fromX, fromY] = [length * bx - ux * mean, length * by - uy * mean];
      let [toX, toY] = [length * ex + ux * mean, length * ey + uy * mean];
      if (d) {
        const longer = ux * wx + uy * wy;
        const turnX = ((wx - ux * longer) * mean) / length + ux * dMean;
        const turnY = ((wy - uy * longer) * mean) / length + uy * dMean;
        [fromX, fromY] = [longer * bx + length * dbx - turnX, longer * by + length * dby - turnY];
        [toX, toY] = [longer * ex + length * dex + turnX, longer * ey + length * dey + turnY];
      }
      if (i > 0) {
        out[2 * i - 2]! += fromX;
        out[2 * i - 1]! += fromY;
      }
      if (i < waypoints) {
        out[2 * i]! += toX;
        out[2 * i + 1]! += toY;
      }
    }
    return value;
  });
  return {
    ...loss,
    errorAt(p) {
      loss.value(p);
      return off;
    },
  };
}

export function depotLoss(customers: readonly WeightedPlace[]): SecondOrder {
  const whole = customers.reduce((sum, { size }) => sum + size, 0);
  return lossOf(2, (p, d, out) => {
    out?.fill(0);
    let value = 0;
    for (const { x, y, size } of customers) {
      const dx = p[0]! - x;
      const dy = p[1]! - y;
      const length = Math.sqrt(dx * dx + dy * dy);
      const weight = size / whole;
      if (length === 0 || weight === 0) continue;
      value += weight * length;
      if (!out) continue;
      const [ux, uy] = [dx / length, dy / length];
      if (!d) {
        out[0]! += weight * ux;
        out[1]! += weight * uy;
        continue;
      }
      const along = ux * d[0]! + uy * d[1]!;
      out[0]! += (weight * (d[0]! - ux * along)) / length;
      out[1]! += (weight * (d[1]! - uy * along)) / length;
    }
    return value;
  });
}
