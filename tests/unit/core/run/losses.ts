import type { Loss } from '../../../../src/core/math/loss.ts';

/**
 * f(p) = sum over i of c_i p_i^2 / 2, c_i = 1 + 10 i, plus a ripple cos(3 p_i): curved both ways, in any dimension.
 * Without `valueAndGradient`, which a loss need not have.
 */
export function rippledBowl(dimension: number): Loss {
  const curvature = (i: number): number => 1 + (10 * i) / dimension;
  return {
    dimension,
    value(p) {
      let sum = 0;
      for (let i = 0; i < dimension; i++) sum += (curvature(i) * p[i]! ** 2) / 2 + Math.cos(3 * p[i]!);
      return sum;
    },
    gradient(p, out = new Float64Array(dimension)) {
      for (let i = 0; i < dimension; i++) out[i] = curvature(i) * p[i]! - 3 * Math.sin(3 * p[i]!);
      return out;
    },
    hessian(p, out = new Float64Array(dimension ** 2)) {
      out.fill(0);
      for (let i = 0; i < dimension; i++) out[i * dimension + i] = curvature(i) - 9 * Math.cos(3 * p[i]!);
      return out;
    },
  };
}
