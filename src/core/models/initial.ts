import { normalStream, uniformStream } from '../math/random.ts';
import { type ParameterShape, sizeOf, totalSize } from './parameters.ts';

/**
 * Where a network's weights begin, drawn for each matrix of `out` x `in`; biases begin at 0.
 *
 *     he        normal of variance 2 / in                          K. He et al. 2015, https://arxiv.org/abs/1502.01852
 *     glorot    uniform within +-sqrt(6 / (in + out))              X. Glorot, Y. Bengio 2010, https://proceedings.mlr.press/v9/glorot10a.html
 *     zero      all zero: units that are the same stay the same
 *     large     five times what `he` draws: units saturate, logits overshoot
 *
 * All of them are multiplied by a scale.
 */
export const initials = ['he', 'glorot', 'zero', 'large'] as const;
export type Initial = (typeof initials)[number];

export function initialWeights(
  parameters: readonly ParameterShape[],
  kind: Initial,
  seed: number,
  scale = 1,
): Float64Array {
  const theta = new Float64Array(totalSize(parameters));
  if (kind === 'zero') return theta;
  const draws = kind === 'glorot' ? uniformStream(seed, 'weights') : normalStream(seed, 'weights');
  parameters.forEach((parameter, index) => {
    const [outputs = 0, inputs] = parameter.shape;
    if (inputs === undefined) return;
    const part = theta.subarray(parameter.offset, parameter.offset + sizeOf(parameter));
    draws(index, part);
    const bound = Math.sqrt(6 / (inputs + outputs));
    const deviation = (kind === 'large' ? 5 : 1) * Math.sqrt(2 / inputs);
    for (let i = 0; i < part.length; i++) {
      part[i] = scale * (kind === 'glorot' ? bound * (2 * part[i]! - 1) : deviation * part[i]!);
    }
  });
  return theta;
}
