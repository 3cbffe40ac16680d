import type { Loss } from '../../../../src/core/math/loss.ts';
import type { Run } from '../../../../src/core/run/types.ts';

/** A loss of which only values are asked. */
export function valuesOf(f: (x: number, y: number) => number): Loss {
  const none = () => {
    throw new Error('geometry asks for values only');
  };
  return { dimension: 2, value: (p) => f(p[0]!, p[1]!), gradient: none, hessian: none };
}

export const himmelblau = valuesOf((x, y) => (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2);
export const rosenbrock = valuesOf((x, y) => (1 - x) ** 2 + 100 * (y - x * x) ** 2);

/** A run through the given positions. */
export function runThrough(...points: readonly (readonly [number, number])[]): Run {
  const none = () => {
    throw new Error('geometry asks for positions only');
  };
  return {
    steps: points.length - 1,
    dimension: 2,
    positions: Float64Array.from(points.flat()),
    losses: new Float64Array(points.length),
    divergedAt: null,
    end: null,
    effectiveRates: () => new Float64Array(0),
    rates: () => new Float64Array(0),
    stateAt: none,
    updateFrom: none,
    evaluationsAt: none,
  };
}
