/**
 * Integrals of one variable, adaptively: a part of [0, 1] is halved until the rule of Kronrod, of 15 nodes, and that of Gauss
 * with seven of them agree, and their difference is the error that is stated; Kronrod's sum, which counts, is much nearer. Tables
 * of QUADPACK, dqk15 (R. Piessens, E. de Doncker-Kapenga, C. W. Überhuber, D. K. Kahaner 1983,
 * https://doi.org/10.1007/978-3-642-61786-7).
 */

/** On [-1, 1], from the outside to the middle: places, Kronrod's weights, and Gauss's, which takes every second one. */
const places = [
  0.9914553711208126, 0.9491079123427585, 0.8648644233597691, 0.7415311855993945, 0.5860872354676911,
  0.4058451513773972, 0.2077849550078985, 0,
];
const weights = [
  0.022935322010529224, 0.06309209262997856, 0.10479001032225019, 0.14065325971552592, 0.1690047266392679,
  0.19035057806478542, 0.20443294007529889, 0.20948214108472782,
];
const ofGauss = [0, 0.1294849661688697, 0, 0.27970539148927664, 0, 0.3818300505051189, 0, 0.4179591836734694];

/** The rule on [0, 1]: where, and how much it counts by Kronrod and by Gauss. */
export const kronrod: readonly (readonly [place: number, weight: number, gauss: number])[] = places.flatMap(
  (x, i) => (x === 0 ? [0] : [-x, x]).map((at) => [(1 + at) / 2, weights[i]! / 2, ofGauss[i]! / 2] as const),
);

/** Parts of an interval, at most, and how often one is halved. */
const [MOST_PARTS, MOST_HALVINGS] = [512, 50] as const;
/** Rules differ by as large a share of the integral through rounding alone. */
const ROUNDING = 1e-13;

/** How an interval was divided, in the order in which its parts are summed. */
export interface Parts {
  count: number;
  /** What the stated error is: the sum of the differences of both rules. */
  error: number;
  readonly from: Float64Array;
  readonly width: Float64Array;
  /** By depth, how many of two halves are still to come. */
  readonly waiting: Float64Array;
}

/** Room for parts, used again by every integral. */
export function noParts(): Parts {
  const [from, width] = [new Float64Array(MOST_PARTS), new Float64Array(MOST_PARTS)];
  return { count: 0, error: 0, from, width, waiting: new Float64Array(MOST_HALVINGS + 1) };
}

/**
 * The integral of `f` over [0, 1] to within `tolerance`, with the parts by which it was found: of their nodes a derivative of
 * the same sum is made.
 *
 * @param isWide whether a part may hide from the nodes what it has, and is halved unseen
 */
export function integrateOn(
  parts: Parts,
  f: (at: number) => number,
  isWide: (from: number, width: number) => boolean,
  tolerance: number,
): number {
  parts.count = parts.error = 0;
  const { waiting } = parts;
  let value = 0;
  let from = 0;
  let width = 1;
  let depth = 0;
  waiting[0] = 1;
  for (;;) {
    const isLast = depth >= MOST_HALVINGS || parts.count + depth + 2 > MOST_PARTS;
    let halves = !isLast && isWide(from, width);
    if (!halves) {
      let sum = 0;
      let coarse = 0;
      for (const [place, weight, gauss] of kronrod) {
        const term = f(from + width * place);
        sum += weight * term;
        coarse += gauss * term;
      }
      const error = Math.abs(sum - coarse);
      halves = !isLast && error > tolerance && error > ROUNDING * Math.abs(sum);
      if (!halves) {
        parts.from[parts.count] = from;
        parts.width[parts.count++] = width;
        parts.error += width * error;
        value += width * sum;
      }
    }
    if (halves) {
      width /= 2;
      waiting[++depth] = 2;
      continue;
    }
    from += width;
    while (--waiting[depth]! === 0) {
      if (depth === 0) return value;
      depth--;
      width *= 2;
    }
  }
}
