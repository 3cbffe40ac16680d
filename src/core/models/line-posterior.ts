import { multiply, type SecondOrder } from '../math/loss.ts';
import { overflowAt } from './mean-loss.ts';
import type { Prior } from './posterior-loss.ts';
import type { Table } from './types.ts';

/**
 * The posterior of a line through points as a loss, -log of likelihood times prior, but for what does not depend on a and b:
 *
 *     f = sum of (a + b x - y)^2 / (2 sigma^2)  +  a^2 / (2 A^2) + b^2 / (2 B^2)
 *
 * of errors that are normal with a known deviation sigma, and independent normal priors of deviations A and B. It is a
 * parabola: the posterior is a normal distribution, and what samples of it say can be held to that.
 */
export interface LinePoint {
  readonly x: number;
  readonly y: number;
}

/** Points about their mean, and where that is: there the intercept is 0, and both parameters are nearly independent. */
export interface Centred {
  readonly points: readonly LinePoint[];
  readonly x: number;
  readonly y: number;
}

export function centred({ inputs, targets }: Pick<Table, 'inputs' | 'targets'>): Centred {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(inputs), mean(targets)];
  const points = Array.from(targets, (target, row) => ({ x: inputs[row]! - x, y: target - y }));
  return { points, x, y };
}

export function linePosterior(points: readonly LinePoint[], deviation: number, prior: Prior): SecondOrder {
  const weight = 1 / (deviation * deviation);
  let [n, sx, sxx] = [0, 0, 0];
  for (const { x } of points) {
    n++;
    sx += x;
    sxx += x * x;
  }
  const curvature = [
    n * weight + prior.a ** -2,
    sx * weight,
    sx * weight,
    sxx * weight + prior.b ** -2,
  ] as const;
  const loss: SecondOrder = {
    dimension: 2,
    value(p) {
      const [a, b] = [p[0]!, p[1]!];
      let squares = 0;
      for (const { x, y } of points) squares += (a + b * x - y) ** 2;
      return (squares * weight + (a / prior.a) ** 2 + (b / prior.b) ** 2) / 2;
    },
    gradient(p, out = new Float64Array(2)) {
      const [a, b] = [p[0]!, p[1]!];
      let [s, sOfX] = [0, 0];
      for (const { x, y } of points) {
        const off = a + b * x - y;
        s += off;
        sOfX += off * x;
      }
      out[0] = s * weight + a / prior.a ** 2;
      out[1] = sOfX * weight + b / prior.b ** 2;
      return out;
    },
    hessian(_p, out = new Float64Array(4)) {
      out.set(curvature);
      return out;
    },
    hessianVector: (p, d, out = new Float64Array(2)) => multiply(loss.hessian(p), d, out),
    failure: (p, part) => overflowAt(loss, p, part),
  };
  return loss;
}
