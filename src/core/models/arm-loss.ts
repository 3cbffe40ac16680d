import { cos, sin } from '../math/circular.ts';
import { exp } from '../math/exponential.ts';
import type { Failure, LossPart, SecondOrder, Vector } from '../math/loss.ts';
import { integrateOn, kronrod, noParts } from '../math/quadrature.ts';
import { mayMiss } from './bumps.ts';
import { hessianOf, overflowAt } from './mean-loss.ts';

/**
 * A planar arm of n links of length L = 2/n, from the origin. Joint j turns by q_j against the link before, so that link k points
 * along u(a_k) = (cos a_k, sin a_k), a_k = q_1 + ... + q_k. With the hand at h and one posture
 *
 *     f = |h - target|^2 / 2 + avoid * sum over obstacles of the integral along the arm of exp(-|P - c|^2 / (2 r^2)) ds
 *
 * A motion has m postures q(i/m), i = 1 ... m, after a first one that is given. The last reaches; the integral along the arm is
 * the mean of all of them; and the joints' acceleration a = q'' is what makes it smooth, from rest to rest:
 *
 *     ... + smoothness * (h/2 |a_0|^2 + h |a_1|^2 + ... + h/2 |a_m|^2)    h = 1/m,   a_i = (q_(i-1) - 2 q_i + q_(i+1)) / h^2
 *
 * where q_(-1) = q_1 and q_(m+1) = q_(m-1). Integrals along links are adaptive, all of an arm together to within 1e-9 (see
 * `../math/quadrature.ts`); the one over time, of a motion that is known at its postures alone, is by the trapezoidal rule.
 * Derivatives are exact for these sums. A force F at a point turns joint j by L u'(a_j).F, and all of them are summed from the
 * hand back, at a cost of the number of links.
 */

/** How long the whole arm is. */
export const REACH = 2;
/** What the integral of obstacles along an arm is off by, at most. */
export const PRECISION = 1e-9;

export interface Obstacle {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

export interface ArmTask {
  readonly joints: number;
  /** Postures of the motion; 1 is a posture alone. */
  readonly moments: number;
  readonly target: readonly [x: number, y: number];
  readonly obstacles: readonly Obstacle[];
  readonly avoid: number;
  readonly smoothness: number;
  /** The posture before a motion. */
  readonly first: Float64Array;
}

/** What an obstacle costs per length of the arm at a point. */
export function costAt(obstacles: readonly Obstacle[], x: number, y: number): number {
  let sum = 0;
  for (const { x: cx, y: cy, radius } of obstacles) {
    const [dx, dy] = [(x - cx) / radius, (y - cy) / radius];
    sum += exp(-0.5 * (dx * dx + dy * dy));
  }
  return sum;
}

/** The joints of a posture and its hand, x and y one after another from the origin. */
export function jointsOf(posture: Vector): Float64Array {
  const n = posture.length;
  const out = new Float64Array(2 * n + 2);
  let angle = 0;
  for (let k = 0; k < n; k++) {
    angle += posture[k]!;
    out[2 * k + 2] = out[2 * k]! + (REACH / n) * cos(angle);
    out[2 * k + 3] = out[2 * k + 1]! + (REACH / n) * sin(angle);
  }
  return out;
}

/** The joints' acceleration at the m + 1 times of a motion, n numbers a time. */
export function accelerations({ joints: n, moments: m, first }: ArmTask, p: Vector): Float64Array {
  const at = (i: number, j: number) => {
    const k = i < 0 ? 1 : i > m ? m - 1 : i;
    return k === 0 ? first[j]! : p[(k - 1) * n + j]!;
  };
  const out = new Float64Array((m + 1) * n);
  for (let i = 0; i <= m; i++)
    for (let j = 0; j < n; j++) out[i * n + j] = (at(i - 1, j) - 2 * at(i, j) + at(i + 1, j)) * m * m;
  return out;
}

/** How much each of the m + 1 times counts in the integral over time: the trapezoidal rule. */
export function timeWeight(i: number, moments: number): number {
  return (i === 0 || i === moments ? 0.5 : 1) / moments;
}

export interface ArmLoss extends SecondOrder {
  /** How far off the integral along the arm may be, as it counts in the loss. */
  errorAt(p: Vector): number;
}

/** What obstacles cost along a link, a unit of its length, with the parts by which it was summed last. */
function costAlong(obstacles: readonly Obstacle[]) {
  const parts = noParts();
  let [linkX, linkY, linkLx, linkLy] = [0, 0, 0, 0];
  const costOn = (place: number) => costAt(obstacles, linkX + place * linkLx, linkY + place * linkLy);
  const isWide = (at: number, width: number) => {
    const [x, y] = [linkX + at * linkLx, linkY + at * linkLy];
    for (const { x: cx, y: cy, radius } of obstacles)
      if (mayMiss(cx, cy, radius, x, y, width * linkLx, width * linkLy)) return true;
    return false;
  };
  const along = (x: number, y: number, lx: number, ly: number): number => {
    [linkX, linkY, linkLx, linkLy] = [x, y, lx, ly];
    return integrateOn(parts, costOn, isWide, PRECISION / REACH);
  };
  return { along, parts };
}

/** What one posture of an arm costs, summed from the hand back. */
interface Posture {
  /** The value of that at `from`; into `out` goes its gradient, or along d the product of its Hessian. */
  value(p: Vector, from: number, d: Vector | null, out: Float64Array | null): number;
  /** How far off the integrals of all values since it was 0 are, at most. */
  off: number;
}

function createPosture({ joints: n, moments: m, target, obstacles, avoid }: ArmTask): Posture {
  const L = REACH / n;
  const share = (avoid / m) * L;
  const numbers = () => new Float64Array(n);
  /** Of each link: where it points, how it turns along d, the forces on it and these times where they act; and their changes. */
  const [c, s, turn] = [numbers(), numbers(), numbers()];
  const [allX, allY, ownX, ownY] = [numbers(), numbers(), numbers(), numbers()];
  const [allVx, allVy, ownVx, ownVy] = [numbers(), numbers(), numbers(), numbers()];

  const { along, parts } = costAlong(obstacles);
  /** Sums the forces on a link from a joint on, which moves at v and turns by so much along d, and their changes. */
  const push = (
    k: number,
    x: number,
    y: number,
    lx: number,
    ly: number,
    vx: number,
    vy: number,
    turns: number | null,
  ) => {
    const isTurned = turns !== null;
    const turned = turns ?? 0;
    for (let part = 0; part < parts.count; part++) {
      for (const [node, weight] of kronrod) {
        const place = parts.from[part]! + parts.width[part]! * node;
        const [px, py] = [x + place * lx, y + place * ly];
        const [pvx, pvy] = [vx - place * ly * turned, vy + place * lx * turned];
        for (const { x: cx, y: cy, radius } of obstacles) {
          const [dx, dy] = [(px - cx) / radius, (py - cy) / radius];
          const cost = share * parts.width[part]! * weight * exp(-0.5 * (dx * dx + dy * dy));
          if (cost === 0) continue;
          const [fx, fy] = [(-cost * dx) / radius, (-cost * dy) / radius];
          allX[k]! += fx;
          allY[k]! += fy;
          ownX[k]! += place * fx;
          ownY[k]! += place * fy;
          if (!isTurned) continue;
          const nearer = (dx * pvx + dy * pvy) / radius;
          const bend = -cost / radius;
          const [gx, gy] = [bend * (pvx / radius - dx * nearer), bend * (pvy / radius - dy * nearer)];
          allVx[k]! += gx;
          allVy[k]! += gy;
          ownVx[k]! += place * gx;
          ownVy[k]! += place * gy;
        }
      }
    }
  };
  const posture: Posture = {
    off: 0,
    value(p, from, d, out) {
      let [angle, turned, x, y, vx, vy, value] = [0, 0, 0, 0, 0, 0, 0];
      for (let k = 0; k < n; k++) {
        angle += p[from + k]!;
        turned += d ? d[from + k]! : 0;
        turn[k] = turned;
        c[k] = cos(angle);
        s[k] = sin(angle);
        const [lx, ly] = [L * c[k]!, L * s[k]!];
        allX[k] = allY[k] = ownX[k] = ownY[k] = allVx[k] = allVy[k] = ownVx[k] = ownVy[k] = 0;
        value += share * along(x, y, lx, ly);
        posture.off += share * parts.error;
        if (out) push(k, x, y, lx, ly, vx, vy, d ? turned : null);
        x += lx;
        y += ly;
        vx -= ly * turned;
        vy += lx * turned;
      }
      let [fx, fy, gx, gy] = [0, 0, 0, 0];
      if (from === (m - 1) * n) {
        [fx, fy, gx, gy] = [x - target[0], y - target[1], vx, vy];
        value += 0.5 * (fx * fx + fy * fy);
      }
      let sum = 0;
      for (let k = n - 1; out && k >= 0; k--) {
        const [hx, hy] = [fx + ownX[k]!, fy + ownY[k]!];
        sum += d
          ? L * (c[k]! * (gy + ownVy[k]!) - s[k]! * (gx + ownVx[k]!) - (c[k]! * hx + s[k]! * hy) * turn[k]!)
          : L * (c[k]! * hy - s[k]! * hx);
        out[from + k]! += sum;
        fx += allX[k]!;
        fy += allY[k]!;
        gx += allVx[k]!;
        gy += allVy[k]!;
      }
      return value;
    },
  };
  return posture;
}

/** What the acceleration costs; its derivative goes to the time and both of its neighbours. */
function effort(task: ArmTask, p: Vector, out: Float64Array | null): number {
  const { joints: n, moments: m, smoothness } = task;
  const a = accelerations(task, p);
  let value = 0;
  for (let i = 0; i <= m; i++) {
    const weight = smoothness * timeWeight(i, m);
    const add = (time: number, j: number, by: number) => {
      const k = time < 0 ? 1 : time > m ? m - 1 : time;
      if (out && k > 0) out[(k - 1) * n + j]! += by;
    };
    for (let j = 0; j < n; j++) {
      const own = a[i * n + j]!;
      value += weight * own * own;
      const by = 2 * weight * own * m * m;
      add(i - 1, j, by);
      add(i, j, -2 * by);
      add(i + 1, j, by);
    }
  }
  return value;
}

export function armLoss(task: ArmTask): ArmLoss {
  const { joints: n, moments: m } = task;
  const isMotion = m > 1;
  const atRest = { ...task, first: new Float64Array(n) };
  const posture = createPosture(task);
  const sum = (p: Vector, out: Float64Array | null): number => {
    out?.fill(0);
    posture.off = 0;
    let value = isMotion ? effort(task, p, out) : 0;
    for (let i = 0; i < m; i++) value += posture.value(p, i * n, null, out);
    return value;
  };
  const loss: ArmLoss = {
    dimension: n * m,
    errorAt(p) {
      sum(p, null);
      return posture.off;
    },
    value: (p) => sum(p, null),
    valueAndGradient: sum,
    gradient(p, out = new Float64Array(n * m)) {
      sum(p, out);
      return out;
    },
    hessian: (p, out = new Float64Array((n * m) ** 2)) => hessianOf(loss, p, out),
    hessianVector(p, d, out = new Float64Array(n * m)) {
      out.fill(0);
      if (isMotion) effort(atRest, d, out);
      for (let i = 0; i < m; i++) posture.value(p, i * n, d, out);
      return out;
    },
    failure: (p: Vector, part: LossPart): Failure | null => overflowAt(loss, p, part),
  };
  return loss;
}
