/**
 * Gradient flow: what gradient descent does with infinitely small steps,
 *
 *   d theta / d tau = -grad f(theta),   theta(0) = start.
 *
 * One step of gradient descent with learning rate lr is one Euler step of length lr in tau. Integrated with the
 * explicit Runge-Kutta pair of orders 5 and 4 of Dormand and Prince (J. Comput. Appl. Math. 6, 1980, table 2,
 * https://doi.org/10.1016/0771-050X(80)90013-3),
 * with the step-size control and the continuous extension of order 4 of Hairer, Norsett and Wanner (Solving
 * Ordinary Differential Equations I, 2nd edition, 1993, sections II.4 and II.6,
 * https://doi.org/10.1007/978-3-540-78862-1).
 */
import type { Loss, Vector } from '../math/loss.ts';

export interface FlowOptions {
  /** Time at which to stop. */
  readonly duration: number;
  /** Allowed error of a step, relative to max(1, |theta|); 1e-9 by default. */
  readonly tolerance?: number;
  /** Evaluations of the gradient at most, about; 20,000 by default. */
  readonly budget?: number;
  /** Asked at the start and after every step, with the position and -grad f; true ends the flow there. */
  readonly until?: (theta: Float64Array, slope: Float64Array) => boolean;
}

export interface Flow {
  /** Times of the accepted steps, ascending from 0. */
  readonly times: Float64Array;
  /** times.length x dimension, row-major. */
  readonly positions: Float64Array;
  /** Why it ended: the time was reached, `until` said so, the budget was spent, or the gradient is not finite. */
  readonly ended: 'duration' | 'until' | 'budget' | 'not finite';
  /** The position at a time between 0 and the last one, to fourth order, into `out` where given. */
  at(time: number, out?: Float64Array): Float64Array;
}

// Rows of the tableau: a[i] weights the slopes so far for the stage at c[i]; the last row is also the result.
const a = [
  [],
  [1 / 5],
  [3 / 40, 9 / 40],
  [44 / 45, -56 / 15, 32 / 9],
  [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
  [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
  [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
] as const;
/** Difference between the results of order 5 and 4. */
const error = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40] as const;
/** Weights of the continuous extension. */
const dense = [
  -12715105075 / 11282082432,
  0,
  87487479700 / 32700410799,
  -10690763975 / 1880347072,
  701980252875 / 199316789632,
  -1453857185 / 822651844,
  69997945 / 29380423,
] as const;

/** Integrates the flow. Total: a start without a finite gradient gives a flow of one point. */
export function gradientFlow(loss: Loss, start: Vector, options: FlowOptions): Flow {
  const { duration, tolerance = 1e-9, budget = 20_000, until } = options;
  const n = loss.dimension;
  const slopes = Array.from({ length: 7 }, () => new Float64Array(n));
  const trial = new Float64Array(n);
  const theta = Float64Array.from(start);
  const times: number[] = [0];
  const positions: number[] = [...theta];
  /** Four vectors a step beside its start, for the continuous extension. */
  const extension: number[] = [];

  const slope = downhill(loss);
  let time = 0;
  let evaluations = 1;
  let ended: Flow['ended'] = 'duration';
  let finite = slope(theta, slopes[0]!);
  let step = firstStep(theta, slopes[0]!, duration);

  while (time < duration) {
    if (!finite) {
      ended = 'not finite';
      break;
    }
    if (until?.(theta, slopes[0]!)) {
      ended = 'until';
      break;
    }
    if (evaluations > budget) {
      ended = 'budget';
      break;
    }
    const h = Math.min(step, duration - time);
    let good = true;
    for (let stage = 1; stage < 7 && good; stage++) {
      const row = a[stage]!;
      for (let i = 0; i < n; i++) {
        let sum = 0;
        for (let k = 0; k < stage; k++) sum += row[k]! * slopes[k]![i]!;
        trial[i] = theta[i]! + h * sum;
      }
      good = slope(trial, slopes[stage]!);
      evaluations += 1;
    }
    const worst = errorOf(h, slopes, theta, trial, tolerance);
    if (!good || !(worst <= 1)) {
      step = h * (good && Number.isFinite(worst) ? Math.max(0.2, 0.9 * worst ** -0.2) : 0.1);
      // The time no longer moves: the slope breaks off here.
      if (time + step === time) {
        ended = 'not finite';
        break;
      }
      continue;
    }
    for (let i = 0; i < n; i++) {
      const from = theta[i]!;
      const moved = trial[i]! - from;
      const bend = h * slopes[0]![i]! - moved;
      let last = 0;
      for (let k = 0; k < 7; k++) last += dense[k]! * slopes[k]![i]!;
      extension.push(moved, bend, moved - h * slopes[6]![i]! - bend, h * last);
    }
    time = h === duration - time ? duration : time + h;
    theta.set(trial);
    times.push(time);
    positions.push(...theta);
    // First same as last: the slope at the new point is known.
    slopes[0]!.set(slopes[6]!);
    finite = theta.every(Number.isFinite);
    step = h * Math.min(5, 0.9 * Math.max(worst, 1e-10) ** -0.2);
  }

  const all = { times: Float64Array.from(times), positions: Float64Array.from(positions) };
  return { ...all, ended, at: between(all, Float64Array.from(extension), n) };
}

/** How large a step's error is, of the one that is allowed. */
function errorOf(
  h: number,
  slopes: readonly Float64Array[],
  theta: Float64Array,
  trial: Float64Array,
  tolerance: number,
): number {
  let worst = 0;
  for (let i = 0; i < theta.length; i++) {
    let sum = 0;
    for (let k = 0; k < 7; k++) sum += error[k]! * slopes[k]![i]!;
    const scale = tolerance * Math.max(1, Math.abs(theta[i]!), Math.abs(trial[i]!));
    worst = Math.max(worst, Math.abs(h * sum) / scale);
  }
  return worst;
}

/** Writes -grad f at a point; false where that is not finite. */
function downhill(loss: Loss) {
  return (p: Float64Array, out: Float64Array): boolean => {
    loss.gradient(p, out);
    let finite = true;
    for (let i = 0; i < out.length; i++) {
      out[i] = -out[i]!;
      finite &&= Number.isFinite(out[i]!);
    }
    return finite;
  };
}

/** The continuous extension: four vectors a step beside its start. */
function between(
  { times, positions }: Pick<Flow, 'times' | 'positions'>,
  extension: Float64Array,
  n: number,
): Flow['at'] {
  return (when, out = new Float64Array(n)) => {
    const k = intervalOf(times, when);
    const from = times[k]!;
    const to = times[k + 1] ?? from;
    const s = to > from ? Math.min(1, Math.max(0, (when - from) / (to - from))) : 0;
    for (let i = 0; i < n; i++) {
      const base = positions[k * n + i]!;
      const e = (k * n + i) * 4;
      const last = extension[e + 2]! + (1 - s) * extension[e + 3]!;
      out[i] = to > from ? base + s * (extension[e]! + (1 - s) * (extension[e + 1]! + s * last)) : base;
    }
    return out;
  };
}

/** A first step that moves by about a hundredth of the scale of the problem. */
function firstStep(theta: Float64Array, slope: Float64Array, duration: number): number {
  const size = Math.max(1, Math.hypot(...theta));
  const speed = Math.hypot(...slope);
  return Math.min(duration, speed > 0 ? (0.01 * size) / speed : duration);
}

/** Index of the interval between two accepted steps that holds a time. */
function intervalOf(times: Float64Array, when: number): number {
  let low = 0;
  let high = Math.max(0, times.length - 2);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (times[middle]! <= when) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The greatest distance from a position of a path (rows x dimension) to the polyline of a flow's positions. */
export function strayFrom(flow: Pick<Flow, 'positions'>, positions: Float64Array, dimension: number): number {
  let greatest = 0;
  for (let k = 0; k < positions.length; k += dimension) {
    greatest = Math.max(greatest, distanceToCurve(flow.positions, positions, k, dimension));
  }
  return greatest;
}

/** Distance from a point to a polyline. */
function distanceToCurve(curve: Float64Array, points: Float64Array, at: number, n: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k + n < curve.length || k === 0; k += n) {
    const single = curve.length === n;
    let along = 0;
    let length = 0;
    for (let i = 0; i < n; i++) {
      const d = single ? 0 : curve[k + n + i]! - curve[k + i]!;
      along += d * (points[at + i]! - curve[k + i]!);
      length += d * d;
    }
    const s = length > 0 ? Math.min(1, Math.max(0, along / length)) : 0;
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const d = single ? 0 : curve[k + n + i]! - curve[k + i]!;
      sum += (points[at + i]! - curve[k + i]! - s * d) ** 2;
    }
    least = Math.min(least, sum);
    if (single) break;
  }
  return Math.sqrt(least);
}
