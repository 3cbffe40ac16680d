import { createStepper } from '../optimizers/stepper.ts';
import { oracleOf } from './sample.ts';
import type { Recording } from './seek.ts';

/** Of a recording of which not all positions are kept. */
export interface Thinned
  extends Pick<
    Recording,
    'entry' | 'values' | 'rate' | 'loss' | 'sample' | 'losses' | 'dimension' | 'checkpoints'
  > {
  /** The last step recorded by now. */
  steps(): number;
  /** A position that is kept: those where the state is, too, at least. */
  kept(step: number): Float64Array | null;
}

/**
 * Any position of a run of which every so many are kept, with the state there: the updates in between are made again. The same
 * update is given the same numbers, so that these are the same positions, to the bit. Those of one gap are held until another
 * is asked for.
 */
export function createReplay(recording: Thinned): (step: number) => Float64Array {
  const { entry, values, rate, loss, sample, losses, dimension: n, checkpoints } = recording;
  const every = checkpoints.interval;
  let [from, to] = [-1, -1];
  let gap = new Float64Array(0);

  const fill = (first: number) => {
    [from, to] = [first, Math.min(first + every - 1, recording.steps())];
    // Views of what was held before stay what they are.
    gap = new Float64Array((to - from) * n);
    const stepper = createStepper(entry, values, n, oracleOf(loss, sample));
    try {
      const { theta, gradient, state } = stepper;
      const before = new Float64Array(state.length);
      checkpoints.restore(first, before);
      state.set(before);
      theta.set(recording.kept(first)!);
      for (let k = first; k < to; k++) {
        sample.gradient(k, theta, gradient);
        stepper.step(k + 1, rate(k + 1), losses[k]!);
        gap.set(theta, (k - first) * n);
      }
    } finally {
      stepper.release();
    }
  };

  return (step) => {
    const own = recording.kept(step);
    if (own) return own;
    if (!(step > from && step <= to)) fill(Math.floor(step / every) * every);
    const at = (step - from - 1) * n;
    return gap.subarray(at, at + n);
  };
}
