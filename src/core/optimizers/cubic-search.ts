import type { Loss } from '../math/loss.ts';
import { dot } from '../math/solve.ts';

/**
 * The line search for the strong Wolfe conditions as `torch.optim.LBFGS` has it (M. Schmidt's minFunc,
 * https://www.cs.ubc.ca/~schmidtm/Software/minFunc.html): after a trial that is too short the next is where the cubic through the
 * last two is lowest, but a little longer at least, and at most ten times as long; in an interval that holds a good length it is
 * where the cubic is lowest, and well away from the ends where the trial before was near one of them. After 26 trials the best so
 * far is taken. A value that is not a number is compared as it is, as in PyTorch.
 */
export interface CubicSearch {
  /** Trials of all searches so far: each is one value and one gradient. */
  trials: number;
  /** The step length along `direction`, from a first trial `first`. */
  search(theta: Float64Array, direction: Float64Array, slope: number, first: number): number;
}

export const CUBIC = { decrease: 1e-4, flatness: 0.9, most: 25 } as const;

interface Point {
  length: number;
  value: number;
  slope: number;
}

const newPoint = (): Point => ({ length: 0, value: 0, slope: 0 });

/** Where the cubic through two points is lowest, within bounds; their middle where it has no minimum. */
function lowest(a: Point, b: Point, min: number, max: number): number {
  const [near, far] = a.length <= b.length ? [a, b] : [b, a];
  const d = near.slope + far.slope - (3 * (near.value - far.value)) / (near.length - far.length);
  const square = d * d - near.slope * far.slope;
  if (!(square >= 0)) return (min + max) / 2;
  const root = Math.sqrt(square);
  const share = (far.slope + root - d) / (far.slope - near.slope + 2 * root);
  return Math.min(Math.max(far.length - (far.length - near.length) * share, min), max);
}

/** @param shortest an interval of which no component is longer is not searched further */
export function createCubicSearch(loss: Loss, shortest: number): CubicSearch {
  const { decrease, flatness, most } = CUBIC;
  const at = new Float64Array(loss.dimension);
  const gradient = new Float64Array(loss.dimension);
  const ends: [Point, Point] = [newPoint(), newPoint()];
  const trial = newPoint();

  function evaluate(theta: Float64Array, direction: Float64Array, length: number): void {
    for (let i = 0; i < at.length; i++) at[i] = theta[i]! + length * direction[i]!;
    line.trials++;
    trial.length = length;
    if (loss.valueAndGradient) {
      trial.value = loss.valueAndGradient(at, gradient);
    } else {
      trial.value = loss.value(at);
      loss.gradient(at, gradient);
    }
    trial.slope = dot(gradient, direction);
  }

  const line: CubicSearch = {
    trials: 0,
    search(theta, direction, slope, first) {
      const value = loss.value(theta);
      const isTooHigh = () => trial.value > value + decrease * trial.length * slope;
      const isFlat = () => Math.abs(trial.slope) <= -flatness * slope;
      const [a, b] = ends;
      a.length = 0;
      a.value = value;
      a.slope = slope;
      let count = 0;
      for (evaluate(theta, direction, first); ; count++) {
        if (count === most) return value <= trial.value ? 0 : trial.length;
        if (isTooHigh() || (count > 1 && trial.value >= a.value)) break;
        if (isFlat()) return trial.length;
        if (trial.slope >= 0) break;
        const next = lowest(a, trial, trial.length + 0.01 * (trial.length - a.length), 10 * trial.length);
        Object.assign(a, trial);
        evaluate(theta, direction, next);
      }
      Object.assign(b, trial);

      const size = direction.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
      let [low, high] = a.value <= b.value ? [a, b] : [b, a];
      let isNear = false;
      for (; count < most; count++) {
        const [min, max] = a.length <= b.length ? [a.length, b.length] : [b.length, a.length];
        if ((max - min) * size < shortest) break;
        let next = lowest(a, b, min, max);
        const margin = 0.1 * (max - min);
        const isClose = Math.min(max - next, next - min) < margin;
        if (isClose && (isNear || next >= max || next <= min)) {
          next = Math.abs(next - max) < Math.abs(next - min) ? max - margin : min + margin;
          isNear = false;
        } else {
          isNear = isClose;
        }
        evaluate(theta, direction, next);
        if (isTooHigh() || trial.value >= low.value) {
          Object.assign(high, trial);
          [low, high] = a.value <= b.value ? [a, b] : [b, a];
          continue;
        }
        const isDone = isFlat();
        if (!isDone && trial.slope * (high.length - low.length) >= 0) Object.assign(high, low);
        Object.assign(low, trial);
        if (isDone) break;
      }
      return low.length;
    },
  };
  return line;
}
