import type { Loss, Vector } from '../math/loss.ts';
import { type Noise, noiseScale, noiseStream } from '../math/noise.ts';

/** One evaluation of a loss at `theta`: returns f, and leaves in `gradient` what the rule is given at a step. */
export type Sample = (step: number, theta: Float64Array, gradient: Float64Array) => number;

/** The loss with its exact gradient, plus noise on each component. */
export function createSampler(loss: Loss, noise: Noise, seed: number): Sample {
  const exact = loss.valueAndGradient
    ? (_step: number, theta: Float64Array, gradient: Float64Array) => loss.valueAndGradient!(theta, gradient)
    : (_step: number, theta: Float64Array, gradient: Float64Array) => {
        loss.gradient(theta, gradient);
        return loss.value(theta);
      };
  if (noise.deviation === 0) return exact;
  const deviates = noiseStream(noise.kind, seed);
  const draw = new Float64Array(loss.dimension);
  return (step, theta, gradient) => {
    const value = exact(step, theta, gradient);
    deviates(step, draw);
    const scale = noiseScale(noise, gradient);
    for (let i = 0; i < draw.length; i++) gradient[i]! += scale * draw[i]!;
    return value;
  };
}

/** The stream of the cloud: no draw of it is one that a run meets. */
const CLOUD = 'cloud of gradients';

/**
 * Gradients that a rule might have been given at a position: `count` rows of the loss's dimension, row-major. The
 * same rows at every position, but for the exact gradient they lie about and, when proportional, their spread.
 */
export function sampleGradients(
  loss: Loss,
  position: Vector,
  noise: Noise,
  count: number,
  seed = 0,
): Float64Array {
  const n = loss.dimension;
  const exact = loss.gradient(position);
  const scale = noiseScale(noise, exact);
  const deviates = noiseStream(noise.kind, seed, CLOUD);
  const draw = new Float64Array(n);
  const out = new Float64Array(count * n);
  for (let row = 0; row < count; row++) {
    deviates(row, draw);
    for (let i = 0; i < n; i++) out[row * n + i] = exact[i]! + scale * draw[i]!;
  }
  return out;
}
