import type { Loss, Vector } from '../math/loss.ts';
import { type Noise, noiseScale, noiseStream } from '../math/noise.ts';
import { type LossOracle, type Normals, ruleNormals } from '../optimizers/stepper.ts';

/** One evaluation of a loss at `theta`: returns f, and leaves in `gradient` what the rule is given at a step. */
export interface Sample {
  (step: number, theta: Float64Array, gradient: Float64Array): number;
  /** The same gradient alone: that of a minibatch costs a small part of the loss of all rows. */
  gradient(step: number, theta: Float64Array, gradient: Float64Array): void;
  /** What a rule that draws is given. */
  readonly normals: Normals;
}

/** What an update is given where it asks: gradients elsewhere with the noise that it has at its own position, and draws. */
export function oracleOf(loss: Loss, sample: Sample): LossOracle {
  return { loss, gradientAt: (t, at, out) => sample.gradient(t - 1, at, out), normals: sample.normals };
}

/**
 * The loss with its exact gradient, or that of the step's minibatch where the loss has these, plus noise on each component.
 *
 * @param stream what the noise is called: no draw of one stream is met in another
 */
export function createSampler(loss: Loss, noise: Noise, seed: number, stream?: string): Sample {
  const batch = loss.minibatches?.(seed);
  const both = batch
    ? (step: number, theta: Float64Array, gradient: Float64Array) => {
        batch(step, theta, gradient);
        return loss.value(theta);
      }
    : loss.valueAndGradient
      ? (_step: number, theta: Float64Array, gradient: Float64Array) =>
          loss.valueAndGradient!(theta, gradient)
      : (_step: number, theta: Float64Array, gradient: Float64Array) => {
          loss.gradient(theta, gradient);
          return loss.value(theta);
        };
  const alone =
    batch ??
    ((step: number, theta: Float64Array, gradient: Float64Array) => void both(step, theta, gradient));
  const deviates = noise.deviation === 0 ? null : noiseStream(noise.kind, seed, stream);
  const draw = new Float64Array(loss.dimension);
  const disturb = (step: number, gradient: Float64Array) => {
    if (!deviates) return;
    deviates(step, draw);
    const scale = noiseScale(noise, gradient);
    for (let i = 0; i < draw.length; i++) gradient[i]! += scale * draw[i]!;
  };
  return Object.assign(
    (step: number, theta: Float64Array, gradient: Float64Array) => {
      const value = both(step, theta, gradient);
      disturb(step, gradient);
      return value;
    },
    {
      gradient(step: number, theta: Float64Array, gradient: Float64Array) {
        alone(step, theta, gradient);
        disturb(step, gradient);
      },
      normals: ruleNormals(seed, stream),
    },
  );
}

/** The stream of the cloud: no draw of it is one that a run meets. */
const CLOUD = 'cloud of gradients';

/** What a rule might have been given: draw by draw in the place of step by step. */
export function createCloud(loss: Loss, noise: Noise, seed: number): Sample {
  return createSampler(loss, noise, seed, CLOUD);
}

/**
 * Gradients that a rule might have been given at a position: `count` rows of the loss's dimension, row-major. The
 * same rows at every position, but for the exact gradient they lie about and, when proportional, their spread.
 *
 * @example
 * const noise = { deviation: 0.5, kind: 'gaussian', scaling: 'constant' };
 * const gradients = sampleGradients(compileFormula('x^2 + y^2'), [1, 2], noise, 1000);
 * let mean = 0;
 * for (let row = 0; row < 1000; row++) mean += gradients[2 * row] / 1000;
 * console.log(gradients.length, mean.toFixed(1));
 * // 2000 2.0
 */
export function sampleGradients(
  loss: Loss,
  position: Vector,
  noise: Noise,
  count: number,
  seed = 0,
): Float64Array {
  const n = loss.dimension;
  const sample = createCloud(loss, noise, seed);
  const theta = Float64Array.from(position);
  const out = new Float64Array(count * n);
  for (let row = 0; row < count; row++) sample.gradient(row, theta, out.subarray(row * n, (row + 1) * n));
  return out;
}
