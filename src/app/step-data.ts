import type { Noise } from '../core/math/noise.ts';
import { hasSimplex } from '../core/optimizers/simplex.ts';
import type { OptimizerEntry } from '../core/optimizers/types.ts';
import { sampleGradients } from '../core/run/sample.ts';
import type { Run } from '../core/run/types.ts';
import { explainStep } from './anatomy.ts';
import type { Derived, State } from './state.ts';

/** What stage and map show of a step beside its arrows: a rule's simplex, the gradients that it might have met. */

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
  /** x and y by turns: where the tip of the gradient's arrow might have been, in the domain. */
  readonly tips: Float64Array;
}

let last: { readonly keys: readonly unknown[]; readonly cloud: GradientCloud } | null = null;

/**
 * The cloud about the tip of the gradient's arrow of the explained step; null without noise, without such a step,
 * and while time runs. The same object while nothing of it has changed.
 */
export function gradientCloud(state: State, derived: Derived): GradientCloud | null {
  const { noise, noiseKind, noiseScaling, seed } = state.scene;
  if (noise === 0 || state.playhead.playing) return null;
  const explained = explainStep(state, derived);
  if (!explained) return null;
  const { from, factor } = explained.marks;
  const keys = [derived.loss, from[0], from[1], factor, noise, noiseKind, noiseScaling, seed];
  if (last?.keys.every((key, i) => Object.is(key, keys[i]))) return last.cloud;
  const shape: Noise = { deviation: noise, kind: noiseKind, scaling: noiseScaling };
  const draws = sampleGradients(derived.loss, from, shape, DRAWS, seed);
  const cloud = { tips: draws.map((component, i) => from[i % 2 === 0 ? 0 : 1] + factor * component) };
  last = { keys, cloud };
  return cloud;
}
