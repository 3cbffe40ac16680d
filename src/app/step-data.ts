import type { Noise } from '../core/math/noise.ts';
import { hasSimplex } from '../core/optimizers/simplex.ts';
import type { OptimizerEntry } from '../core/optimizers/types.ts';
import { sampleSteps } from '../core/run/sample-steps.ts';
import type { Run } from '../core/run/types.ts';
import { explainStep, factorsOf } from './anatomy.ts';
import type { Derived, State } from './state.ts';

/** What stage and map show of a step beside its arrows: a rule's simplex, the steps that noise might have made of it. */

/**
 * The vertices of the simplex after `step` updates, (n + 1) x n, best first; null for a rule without one, and at
 * step 0: the first update makes it.
 */
export function simplexAt(
  { entry, run }: { entry: OptimizerEntry; run: Run },
  step: number,
): Float64Array | null {
  if (!hasSimplex(entry)) return null;
  const simplex = run.stateAt(Math.min(step, run.steps))['simplex'];
  return simplex instanceof Float64Array ? simplex : null;
}

/** Draws of the noise that are shown. */
const DRAWS = 150;

export interface GradientCloud {
  /** x and y by turns: where the tip of the step's arrow might have been, in the domain. */
  readonly tips: Float64Array;
}

let last: { readonly keys: readonly unknown[]; readonly cloud: GradientCloud } | null = null;

/**
 * The cloud about the tip of the explained step's arrow: where other draws of the noise would have led. Null without
 * noise, for a rule that asks for no gradient, without such a step, and while time runs. The same object while nothing
 * of it has changed.
 */
export function gradientCloud(state: State, derived: Derived): GradientCloud | null {
  const { noise, noiseKind, noiseScaling, seed, view } = state.scene;
  if (noise === 0 || state.playhead.playing) return null;
  const explained = explainStep(state, derived);
  if (explained?.anatomy.lines[0]?.id !== 'gradient') return null;
  const { anatomy, marks } = explained;
  const factor = factorsOf(explained.view, derived).step * 10 ** view.magnify;
  const keys = [explained, factor];
  if (last?.keys.every((key, i) => Object.is(key, keys[i]))) return last.cloud;
  const shape: Noise = { deviation: noise, kind: noiseKind, scaling: noiseScaling };
  const steps = sampleSteps(anatomy, explained.view.run, derived.loss, shape, DRAWS, seed);
  const cloud = { tips: steps.map((component, i) => marks.from[i % 2 === 0 ? 0 : 1] + factor * component) };
  last = { keys, cloud };
  return cloud;
}
