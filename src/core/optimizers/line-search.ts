import type { Loss } from '../math/loss.ts';
import { dot } from '../math/solve.ts';

/**
 * A line search for the strong Wolfe conditions (Nocedal and Wright, algorithms 3.5 and 3.6).
 *
 *     phi(a) = f(theta + a d)
 *     phi(a) <= phi(0) + c1 a phi'(0)        the loss goes down enough
 *     |phi'(a)| <= c2 |phi'(0)|              and has become flat enough
 *
 * The book leaves two choices open: here a trial that is too short is doubled, and an interval that holds a good
 * length is halved. A value that is not a number counts as too high. After `MAX_TRIALS`, or when halving no longer
 * moves the position, the best length that goes down enough is taken; zero where there is none. `phi'(0)` uses the
 * gradient that the rule was given, noise included; trials see the exact loss.
 *
 * J. Nocedal, S. J. Wright, "Numerical optimization", 2006, https://doi.org/10.1007/978-0-387-40065-5.
 */
export interface LineSearch {
  /** Trials of all searches so far: each is one value and one gradient. */
  trials: number;
  /** The step length along `direction`, from a first trial `first`. */
  search(theta: Float64Array, direction: Float64Array, gradient: Float64Array, first: number): number;
}

const MAX_TRIALS = 40;

export function createLineSearch(loss: Loss, c1: number, c2: number): LineSearch {
  const trial = new Float64Array(loss.dimension);
  const trialGradient = new Float64Array(loss.dimension);
  let [value, slope, moved] = [0, 0, true];

  function evaluate(theta: Float64Array, direction: Float64Array, length: number): void {
    moved = false;
    for (let i = 0; i < trial.length; i++) {
      trial[i] = theta[i]! + length * direction[i]!;
      if (trial[i] !== theta[i]) moved = true;
    }
    if (!moved) return;
    line.trials++;
    if (loss.valueAndGradient) {
      value = loss.valueAndGradient(trial, trialGradient);
    } else {
      value = loss.value(trial);
      loss.gradient(trial, trialGradient);
    }
    slope = dot(trialGradient, direction);
  }

  const line: LineSearch = {
    trials: 0,
    search(theta, direction, gradient, first) {
      const value0 = loss.value(theta);
      const slope0 = dot(gradient, direction);
      if (!(slope0 < 0)) return 0;
      const isLowEnough = (length: number) => value <= value0 + c1 * length * slope0;
      const isFlatEnough = () => Math.abs(slope) <= -c2 * slope0;

      // `low` goes down enough and is the best so far; the other end of the interval is `high`, once there is one.
      let [low, lowValue] = [0, value0];
      let high: number | null = null;
      let length = first;
      for (let n = 0; n < MAX_TRIALS; n++) {
        evaluate(theta, direction, length);
        if (!moved) break;
        if (!isLowEnough(length) || !(value < lowValue)) {
          high = length;
        } else {
          if (isFlatEnough()) return length;
          if (high === null ? slope >= 0 : slope * (high - low) >= 0) high = low;
          low = length;
          lowValue = value;
        }
        length = high === null ? 2 * length : (low + high) / 2;
      }
      return low;
    },
  };
  return line;
}
