import type { Loss } from '../math/loss.ts';
import type { Noise } from '../math/noise.ts';
import { type Anatomy, packState } from './anatomy.ts';
import { createStepper } from '../optimizers/stepper.ts';
import { createCloud } from './sample.ts';
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
  const sample = createCloud(loss, noise, seed);
  const kept = packState(entry, run.stateAt(step), n);
  const out = new Float64Array(count * n);
  let draw = 0;
  const stepper = createStepper(entry, values, n, {
    loss,
    gradientAt: (_t, at, into) => sample.gradient(draw, at, into),
    normals: (_t, into) => sample.normals(draw + 1, into),
  });
  const { theta, gradient, state } = stepper;
  try {
    for (; draw < count; draw++) {
      theta.set(position);
      state.set(kept);
      const value = sample(draw, theta, gradient);
      stepper.step(step + 1, Number(values['lr']), value);
      for (let i = 0; i < n; i++) out[draw * n + i] = theta[i]! - position[i]!;
    }
  } finally {
    stepper.release();
  }
  return out;
}
