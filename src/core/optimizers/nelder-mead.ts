import { positionLine } from './common-lines.ts';
import { numberOf, numberRow } from './hyperparameters.ts';
import type { RuleRow } from './types.ts';

/**
 * Nelder and Mead's simplex search, by values alone (1965, https://doi.org/10.1093/comjnl/7.4.308), as stated by Lagarias et al.
 * (https://doi.org/10.1137/S1052623496303470) with the standard coefficients.
 *
 *     first step: the simplex theta, theta + size e_1, ..., theta + size e_n; then, in every step,
 *     order the vertices f(x_1) <= ... <= f(x_{n+1}),   xBar = (x_1 + ... + x_n) / n
 *     x(mu) = xBar + mu (xBar - x_{n+1})
 *     reflect    x(1)      taken when f(x_1) <= f < f(x_n)
 *     expand     x(2)      tried when f(x(1)) < f(x_1); the lower of x(2) and x(1) is taken
 *     contract   x(1/2)    tried when f(x_n) <= f(x(1)) < f(x_{n+1}); taken when not above x(1)
 *                x(-1/2)   tried when f(x(1)) >= f(x_{n+1}); taken when below x_{n+1}
 *     shrink               else: every x_i <- x_1 + (x_i - x_1) / 2
 *     theta <- the best vertex
 *
 * Ties as in the paper: a new vertex stands behind older ones of its value. A value that is not a number counts as
 * infinitely high. Noise on the gradient changes nothing: the rule asks for no gradient.
 */
const size = numberRow({
  key: 'size',
  symbol: 'h',
  tex: 'h',
  default: 0.5,
  min: 1e-3,
  max: 10,
  scale: 'log',
});

/** The move of a step as the coefficient mu of the vertex that replaced the worst; 0 for a shrink. */
const SHRINK = 0;

export const nelderMead: RuleRow = {
  id: 'nelder-mead',
  stepScale: 'free',
  hyperparameters: [size],
  rule: {
    vectors: ['best', 'worst', 'centroid'],
    scalars: ['move', 'evaluations'],
    lines: [
      {
        key: 'worst',
        part: 'point',
        formula: 'worst',
        when: 't == 1',
        found: {
          reads: ['theta', 'size'],
          tex(of) {
            const [theta, edge] = [of('theta'), of('size')];
            return `\\arg\\max_{x_i} f(x_i), \\; x_i \\in \\{${theta},\\; ${theta} + ${edge} e_1, \\ldots\\}`;
          },
        },
      },
      {
        key: 'worst',
        part: 'point',
        formula: 'worst',
        when: 't != 1',
        found: { reads: [], tex: () => `\\arg\\max_{x_i} f(x_i)` },
      },
      {
        key: 'centroid',
        part: 'point',
        formula: 'centroid',
        found: { reads: ['worst'], tex: (of) => `\\frac{1}{n} \\sum_{x_i \\ne ${of('worst')}} x_i` },
      },
      {
        key: 'move',
        part: 'rate',
        formula: 'move',
        found: {
          reads: [],
          tex: () => `\\{1,\\; 2,\\; \\tfrac12,\\; -\\tfrac12,\\; 0\\}`,
        },
      },
      {
        key: 'candidate',
        part: 'point',
        formula: 'centroid + move*(centroid - worst)',
        when: `move != ${SHRINK}`,
      },
      {
        key: 'best',
        part: 'point',
        formula: 'best',
        found: { reads: [], tex: () => `\\arg\\min_{x_i} f(x_i)` },
      },
      { key: 'update', part: 'step', formula: 'theta - best' },
      positionLine,
    ],
    search: {
      blocks: [
        { key: 'simplex', length: (dimension) => (dimension + 1) * dimension },
        { key: 'simplexValues', length: (dimension) => dimension + 1 },
      ],
      evaluations: (_updates, counted) => ({ values: counted, gradients: 0, hessians: 0 }),
      update(values, dimension, loss) {
        const n = dimension;
        const edge = numberOf(values, 'size');
        const first = new Float64Array(n);
        const second = new Float64Array(n);
        let evaluations = 0;

        const valueOf = (point: Float64Array): number => {
          evaluations++;
          const value = loss.value(point);
          return Number.isNaN(value) ? Infinity : value;
        };
        /** Puts the last vertex where its value belongs, behind its equals. */
        const sink = (simplex: Float64Array, heights: Float64Array, last: number): void => {
          const height = heights[last]!;
          let place = last;
          while (place > 0 && heights[place - 1]! > height) place--;
          if (place === last) return;
          second.set(simplex.subarray(last * n, (last + 1) * n));
          simplex.copyWithin((place + 1) * n, place * n, last * n);
          heights.copyWithin(place + 1, place, last);
          simplex.set(second, place * n);
          heights[place] = height;
        };

        return (theta, _gradient, state, t) => {
          const [best, worst, centroid] = [0, 1, 2].map((k) => state.subarray(k * n, (k + 1) * n));
          const scalars = 3 * n;
          const simplex = state.subarray(scalars + 2, scalars + 2 + (n + 1) * n);
          const heights = state.subarray(scalars + 2 + (n + 1) * n);
          const vertex = (k: number) => simplex.subarray(k * n, (k + 1) * n);
          evaluations = 0;
          if (t === 1) {
            for (let k = 0; k <= n; k++) {
              vertex(k).set(theta);
              if (k > 0) simplex[k * n + k - 1]! += edge;
              heights[k] = valueOf(vertex(k));
              sink(simplex, heights, k);
            }
          }
          worst!.set(vertex(n));
          for (let i = 0; i < n; i++) {
            let sum = 0;
            for (let k = 0; k < n; k++) sum += simplex[k * n + i]!;
            centroid![i] = sum / n;
          }
          const tryAt = (mu: number, out: Float64Array): number => {
            for (let i = 0; i < n; i++) out[i] = centroid![i]! + mu * (centroid![i]! - worst![i]!);
            return valueOf(out);
          };

          let move = 1;
          let height = tryAt(1, first);
          const [lowest, nextToWorst, highest] = [heights[0]!, heights[n - 1]!, heights[n]!];
          if (height < lowest) {
            const expanded = tryAt(2, second);
            if (expanded < height) {
              move = 2;
              height = expanded;
              first.set(second);
            }
          } else if (!(height < nextToWorst)) {
            const outside = height < highest;
            const contracted = tryAt(outside ? 0.5 : -0.5, second);
            const taken = outside ? contracted <= height : contracted < highest;
            move = taken ? (outside ? 0.5 : -0.5) : SHRINK;
            height = contracted;
            first.set(second);
          }
          if (move === SHRINK) {
            best!.set(vertex(0));
            for (let k = 1; k <= n; k++) {
              for (let i = 0; i < n; i++) {
                simplex[k * n + i] = best![i]! + (simplex[k * n + i]! - best![i]!) / 2;
              }
              heights[k] = valueOf(vertex(k));
              sink(simplex, heights, k);
            }
          } else {
            vertex(n).set(first);
            heights[n] = height;
            sink(simplex, heights, n);
          }
          best!.set(vertex(0));
          theta.set(best!);
          state[scalars] = move;
          state[scalars + 1]! += evaluations;
        };
      },
    },
  },
};
