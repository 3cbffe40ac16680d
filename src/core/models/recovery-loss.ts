import type { Failure, LossPart, SecondOrder, Vector } from '../math/loss.ts';
import { multiply } from '../math/loss.ts';
import { overflowAt } from './mean-loss.ts';

/**
 * A curve that is the solution of a differential equation, fitted to points (t, y):
 *
 *     dh/dt = -k (h - m) + b u(t)     h(0) given     f = sum of (h(t) - y)^2 / (2 N)
 *
 * k is the rate of recovery, m what it tends to, b what a treatment adds a day while u is 1; parameters k, m, or k, m, b. How h
 * moves with a parameter, its sensitivity s, follows equations of the same kind, which are integrated with it, and so do second
 * derivatives:
 *
 *     ds_i/dt = -k s_i + g_i     g = (-(h - m), k, u)          dS_ij/dt = -k S_ij - [i = k] s_j - [j = k] s_i + [i, j = k, m]
 *
 * by the classical method of Runge and Kutta (W. Kutta 1901; E. Hairer et al., "Solving ordinary differential equations I",
 * section II.1, https://doi.org/10.1007/978-3-540-78862-1), of fourth order, in equal steps between the points and the ends of
 * the treatment. A method of Runge and Kutta of the sensitivities is the derivative of that of h: gradient and Hessian are exact
 * for the discretization that is used.
 */

export interface RecoveryTask {
  /** h(0). */
  readonly first: number;
  /** Steps a day, at least. */
  readonly pace: number;
  /** When u is 1; null without a treatment. */
  readonly treatment: readonly [from: number, until: number] | null;
}

export function termsOf({ treatment }: RecoveryTask): number {
  return treatment ? 3 : 2;
}

/** How many numbers are integrated: h, with its sensitivities, or with its second derivatives too. */
type Order = 0 | 1 | 2;
const sizeOf = (n: number, order: Order) => (order === 0 ? 1 : order === 1 ? 1 + n : 1 + n + n * n);

/** The right side of all equations at y, into `out`; u is constant during a step. */
function slope(p: Vector, n: number, u: number, y: Float64Array, size: number, out: Float64Array): void {
  const [k, m, b] = [p[0]!, p[1]!, n === 3 ? p[2]! : 0];
  out[0] = -k * (y[0]! - m) + b * u;
  if (size === 1) return;
  for (let i = 0; i < n; i++) out[1 + i] = -k * y[1 + i]! + (i === 0 ? m - y[0]! : i === 1 ? k : u);
  if (size === 1 + n) return;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      const at = 1 + n + i * n + j;
      let value = -k * y[at]!;
      if (i === 0) value -= y[1 + j]!;
      if (j === 0) value -= y[1 + i]!;
      if ((i === 0 && j === 1) || (i === 1 && j === 0)) value += 1;
      out[at] = value;
    }
}

/**
 * Integrates to each of some times, which rise from 0 on, and hands over what there is then: h, its n sensitivities and its
 * n x n second derivatives, as far as the order goes, to be read before the next comes.
 */
export function integrate(
  { first, pace, treatment }: RecoveryTask,
  p: Vector,
  times: ArrayLike<number>,
  order: Order,
  take: (index: number, y: Float64Array) => void,
): void {
  const n = treatment ? 3 : 2;
  const size = sizeOf(n, order);
  const [y, middle, sum, part] = [0, 0, 0, 0].map(() => new Float64Array(size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  y[0] = first;
  let now = 0;
  const go = (to: number) => {
    const steps = Math.max(1, Math.ceil((to - now) * pace));
    const h = (to - now) / steps;
    const u = treatment && now >= treatment[0] && to <= treatment[1] ? 1 : 0;
    for (let step = 0; step < steps; step++) {
      sum.fill(0);
      middle.set(y);
      for (let stage = 0; stage < 4; stage++) {
        slope(p, n, u, middle, size, part);
        const weight = stage === 0 || stage === 3 ? h / 6 : h / 3;
        const ahead = stage === 2 ? h : h / 2;
        for (let i = 0; i < size; i++) {
          sum[i]! += weight * part[i]!;
          middle[i] = y[i]! + ahead * part[i]!;
        }
      }
      for (let i = 0; i < size; i++) y[i]! += sum[i]!;
    }
    now = to;
  };
  for (let index = 0; index < times.length; index++) {
    const to = times[index]!;
    for (const end of treatment ?? []) if (end > now && end < to) go(end);
    if (to > now) go(to);
    take(index, y);
  }
}

/** @param times rise from 0 on */
export function recoveryLoss(task: RecoveryTask, times: Float64Array, values: Float64Array): SecondOrder {
  const n = termsOf(task);
  const rows = times.length;
  /** What overflows on both sides of 0 in turn is infinitely far off. */
  const meanOf = (sum: number, p: Vector) =>
    Number.isNaN(sum) && Array.from(p).every(Number.isFinite) ? Infinity : sum / (2 * rows);
  const valueAndGradient = (p: Vector, out: Float64Array): number => {
    out.fill(0);
    let sum = 0;
    integrate(task, p, times, 1, (row, y) => {
      const error = y[0]! - values[row]!;
      sum += error * error;
      for (let i = 0; i < n; i++) out[i]! += (error * y[1 + i]!) / rows;
    });
    return meanOf(sum, p);
  };
  const loss: SecondOrder = {
    dimension: n,
    value(p) {
      let sum = 0;
      integrate(task, p, times, 0, (row, y) => {
        sum += (y[0]! - values[row]!) ** 2;
      });
      return meanOf(sum, p);
    },
    valueAndGradient,
    gradient(p, out = new Float64Array(n)) {
      valueAndGradient(p, out);
      return out;
    },
    hessian(p, out = new Float64Array(n * n)) {
      out.fill(0);
      integrate(task, p, times, 2, (row, y) => {
        const error = y[0]! - values[row]!;
        for (let i = 0; i < n; i++)
          for (let j = 0; j < n; j++)
            out[i * n + j]! += (y[1 + i]! * y[1 + j]! + error * y[1 + n + i * n + j]!) / rows;
      });
      return out;
    },
    hessianVector: (p, d, out = new Float64Array(n)) => multiply(loss.hessian(p), d, out),
    failure: (p: Vector, part: LossPart): Failure | null => overflowAt(loss, p, part),
  };
  return loss;
}
