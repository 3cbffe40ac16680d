import type { Loss } from '../math/loss.ts';
import { normalStream } from '../math/random.ts';

/** One evaluation of a loss at `theta`: returns f, and leaves in `gradient` what the rule is given at a step. */
export type Sample = (step: number, theta: Float64Array, gradient: Float64Array) => number;

/** The loss with its exact gradient, plus Gaussian noise of standard deviation `noise` on each component. */
export function createSampler(loss: Loss, noise: number, seed: number): Sample {
  const exact = loss.valueAndGradient
    ? (_step: number, theta: Float64Array, gradient: Float64Array) => loss.valueAndGradient!(theta, gradient)
    : (_step: number, theta: Float64Array, gradient: Float64Array) => {
        loss.gradient(theta, gradient);
        return loss.value(theta);
      };
  if (noise === 0) return exact;
  const normals = normalStream(seed);
  const draw = new Float64Array(loss.dimension);
  return (step, theta, gradient) => {
    const value = exact(step, theta, gradient);
    normals(step, draw);
    for (let i = 0; i < draw.length; i++) gradient[i]! += noise * draw[i]!;
    return value;
  };
}
