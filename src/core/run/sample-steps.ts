import type { Loss } from '../math/loss.ts';
import type { Noise } from '../math/noise.ts';
import { type Anatomy, packState } from './anatomy.ts';
import { sampleGradients } from './sample.ts';
import type { Run } from './types.ts';

/**
 * What the update that leaves `step` would have added to the position under other draws of the noise: `count` rows,
 * row-major. The update itself is done anew for each, so that what a rule makes of a gradient is in it.
 */
export function sampleSteps(
  { entry, values, step, before }: Pick<Anatomy, 'entry' | 'values' | 'step' | 'before'>,
  run: Run,
  loss: Loss,
  noise: Noise,
  count: number,
  seed = 0,
): Float64Array {
  const n = loss.dimension;
  const position = before[0]!.value as Float64Array;
  const gradients = sampleGradients(loss, position, noise, count, seed);
  const kept = packState(entry, run.stateAt(step), n);
  const update = entry.rule.update(values, n, loss);
  const state = new Float64Array(kept.length);
  const theta = new Float64Array(n);
  const out = new Float64Array(count * n);
  for (let row = 0; row < count; row++) {
    theta.set(position);
    state.set(kept);
    update(theta, gradients.subarray(row * n, (row + 1) * n), state, step + 1, Number(values['lr']));
    for (let i = 0; i < n; i++) out[row * n + i] = theta[i]! - position[i]!;
  }
  return out;
}
