import { exp, log } from '../math/exponential.ts';
import type { Failure, LossPart, SecondOrder, Vector } from '../math/loss.ts';
import { multiply } from '../math/loss.ts';
import { sigmoid } from './activations.ts';
import { overflowAt } from './mean-loss.ts';

/**
 * The posterior of a dose-response curve as a loss, -log of likelihood times prior, but for what does not depend on a and b:
 *
 *     p(x) = 1 / (1 + e^-s)   s = a + b x       f = sum of n softplus(s) - y s  +  a^2 / (2 A^2) + b^2 / (2 B^2)
 *
 * of n animals at dose x, y of which respond, with independent normal priors of deviations A and B. Its minimum is the most
 * probable curve, and e^-f over its integral, the evidence, is how probable each curve is.
 */

export interface Trial {
  readonly dose: number;
  readonly count: number;
  readonly hits: number;
}

export interface Prior {
  readonly a: number;
  readonly b: number;
}

/** log(1 + e^s) without overflow. */
function softplus(s: number): number {
  return Math.max(s, 0) + log(1 + exp(-Math.abs(s)));
}

export function posteriorLoss(trials: readonly Trial[], prior: Prior): SecondOrder {
  const value = (p: Vector): number => {
    const [a, b] = [p[0]!, p[1]!];
    let sum = (a / prior.a) ** 2 / 2 + (b / prior.b) ** 2 / 2;
    for (const { dose, count, hits } of trials) {
      const s = a + b * dose;
      sum += count * softplus(s) - hits * s;
    }
    return sum;
  };
  const loss: SecondOrder = {
    dimension: 2,
    value,
    gradient(p, out = new Float64Array(2)) {
      out[0] = p[0]! / prior.a ** 2;
      out[1] = p[1]! / prior.b ** 2;
      for (const { dose, count, hits } of trials) {
        const off = count * sigmoid(p[0]! + p[1]! * dose) - hits;
        out[0] += off;
        out[1] += off * dose;
      }
      return out;
    },
    hessian(p, out = new Float64Array(4)) {
      let [aa, ab, bb] = [prior.a ** -2, 0, prior.b ** -2];
      for (const { dose, count } of trials) {
        const share = sigmoid(p[0]! + p[1]! * dose);
        const bend = count * share * (1 - share);
        aa += bend;
        ab += bend * dose;
        bb += bend * dose * dose;
      }
      out.set([aa, ab, ab, bb]);
      return out;
    },
    hessianVector: (p, d, out = new Float64Array(2)) => multiply(loss.hessian(p), d, out),
    failure: (p: Vector, part: LossPart): Failure | null => overflowAt(loss, p, part),
  };
  return loss;
}

/** A normal distribution that stands for a posterior near its top: P. S. Laplace 1774, https://doi.org/10.1214/ss/1177013621. */
export interface Laplace {
  readonly mean: readonly [a: number, b: number];
  /** Lower triangle of a root of the covariance, the inverse Hessian: deviations are mean + root z. */
  readonly root: readonly [aa: number, ab: number, bb: number];
  /** log of the integral of e^-f that it would have. */
  readonly logEvidence: number;
}

/** @param p where the parabola is taken; null where it is none that opens upward */
export function laplaceAt(loss: SecondOrder, p: Vector): Laplace | null {
  const [aa, ab, , bb] = loss.hessian(p) as unknown as [number, number, number, number];
  const determinant = aa * bb - ab * ab;
  if (!(determinant > 0 && aa > 0 && determinant < Infinity)) return null;
  const [va, vab, vb] = [bb / determinant, -ab / determinant, aa / determinant];
  const first = Math.sqrt(va);
  return {
    mean: [p[0]!, p[1]!],
    root: [first, vab / first, Math.sqrt(Math.max(0, vb - (vab * vab) / va))],
    logEvidence: log(2 * Math.PI) - 0.5 * log(determinant) - loss.value(p),
  };
}

/** Where a loss that is bent upward everywhere is least, by damped steps of Newton. */
export function topOf(loss: SecondOrder): Float64Array {
  let p = new Float64Array(2);
  for (let i = 0; i < 60; i++) {
    const [gx, gy] = loss.gradient(p) as unknown as [number, number];
    const [aa, ab, , bb] = loss.hessian(p) as unknown as [number, number, number, number];
    const determinant = aa * bb - ab * ab;
    const [dx, dy] = [(bb * gx - ab * gy) / determinant, (aa * gy - ab * gx) / determinant];
    let share = 1;
    const next = () => Float64Array.of(p[0]! - share * dx, p[1]! - share * dy);
    while (share > 1e-6 && !(loss.value(next()) <= loss.value(p))) share /= 2;
    if (share <= 1e-6) break;
    p = next();
  }
  return p;
}

/** A posterior as points of a product rule with the share that each has of it, and log of their sum. */
export interface Cubature {
  /** a and b one after another. */
  readonly points: Float64Array;
  /** Sum to 1. */
  readonly shares: Float64Array;
  readonly logEvidence: number;
  /** How far off that may be: its difference from every second point each way, and what is at the edge. */
  readonly error: number;
}

/** Points a deviation of Laplace's distribution, and how many deviations to either side are summed: as many as are needed. */
const POINTS = 40 / 9;
const [NEAR, FARTHER, FARTHEST] = [9, 6, 45] as const;
/** Of a logarithm, the error that is small enough. */
const SMALL = 1e-9;

/**
 * The integral of e^-f by the trapezoidal rule in the deviations z of a Laplace approximation: for functions that fall off so
 * smoothly on all sides it converges faster than any power of the spacing (L. N. Trefethen, J. A. C. Weideman 2014,
 * https://doi.org/10.1137/130932132). Its square is made larger until nothing is left at its edge.
 */
export function cubatureOf(loss: SecondOrder, laplace: Laplace): Cubature {
  for (let reach: number = NEAR; ; reach += FARTHER) {
    const { edge, ...found } = squareOf(loss, laplace, reach);
    if (edge < SMALL || reach >= FARTHEST) return found;
  }
}

function squareOf(
  loss: SecondOrder,
  { mean, root }: Laplace,
  reach: number,
): Cubature & { readonly edge: number } {
  const side = 2 * Math.round(reach * POINTS) + 1;
  const points = new Float64Array(2 * side * side);
  const logs = new Float64Array(side * side);
  const step = (2 * reach) / (side - 1);
  let most = -Infinity;
  for (let i = 0; i < side * side; i++) {
    const [x, y] = [-reach + step * (i % side), -reach + step * Math.floor(i / side)];
    const at = [mean[0] + root[0] * x, mean[1] + root[1] * x + root[2] * y];
    points.set(at, 2 * i);
    logs[i] = -loss.value(at);
    if (logs[i]! > most) most = logs[i]!;
  }
  const shares = logs.map((value) => exp(value - most));
  let [whole, coarse, rim] = [0, 0, 0];
  shares.forEach((share, i) => {
    const [x, y] = [i % side, Math.floor(i / side)];
    whole += share;
    if ((x | y) % 2 === 0) coarse += 4 * share;
    if (x % (side - 1) === 0 || y % (side - 1) === 0) rim += share;
  });
  // Beyond the edge a posterior falls off on and on.
  const edge = (side * rim) / whole;
  return {
    points,
    shares: shares.map((share) => share / whole),
    logEvidence: most + log(whole) + log(step * step * root[0] * root[2]),
    error: Math.abs(log(coarse / whole)) + edge,
    edge,
  };
}
