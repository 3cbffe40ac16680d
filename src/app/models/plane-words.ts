import { formatNumber } from '../../core/math/format.ts';
import { heightAt } from '../../core/geometry/surface.ts';
import { models as text } from '../../text/en/models.ts';
import type { Frame, ModelView, RunView } from '../state.ts';
import type { SeenPlane } from './seen-plane.ts';

/** What is said of the plane on which a model is seen, and of where runs are to it. */

/** A distance below this share of the surface's side is none: rounding. */
const NOWHERE = 1e-9;

export function percent(share: number): string | null {
  if (!Number.isFinite(share)) return null;
  return `${formatNumber(share * 100, 3)} %`;
}

/** "through the last points of SGD, Momentum and Adam" */
export function planeWords(seen: SeenPlane, labelOf: (index: number) => string): string {
  const names = seen.runs.map(labelOf);
  switch (seen.kind) {
    case 'ends':
      return text.through(names, seen.throughStart);
    case 'principal': {
      const [first, second] = seen.explained ?? [Number.NaN, Number.NaN];
      return text.alongMovement(names, percent(first) ?? '', percent(second) ?? '');
    }
    case 'random':
      return text.random(names[0] ?? '');
    case 'parameters':
      return text.ofParameters(seen.parameters[0] ?? '', seen.parameters[1] ?? '', names[0] ?? '');
  }
}

/** Everything that has to be said of how the runs are seen at a step: the plane, and the selected run beside it. */
export function planeSentences(frame: Frame, model: ModelView): string[] {
  const { state, derived } = frame;
  const { seen } = model;
  if (model.failure !== null) return [text.failed(model.failure)];
  if (!seen) return [text.waiting];
  const labels = new Map(derived.runs.map(({ index, label }) => [index, label]));
  const sentences = [
    text.planeIs(planeWords(seen, (index) => labels.get(index) ?? '')),
    ...(seen.instead === null ? [] : [text.instead(text.planes[seen.instead])]),
    text.hangs,
  ];
  const view = derived.runs.find(({ index }) => index === state.selected) ?? derived.runs[0];
  if (view) sentences.push(...besideSentences(frame, model, view));
  if (model.steps < state.scene.steps) sentences.push(text.limited(String(model.steps)));
  return sentences;
}

/** How far a run is from the plane at the step, and what that does to how it is seen. */
function besideSentences({ state, derived }: Frame, model: ModelView, view: RunView): string[] {
  const { run, label, distances, index } = view;
  const { step } = state.playhead;
  const row = Math.min(step, run.steps);
  const { surface } = derived;
  const { domain } = surface.grid;
  const distance = distances?.[row] ?? 0;
  const isOn = distance <= NOWHERE * (domain[1] - domain[0]);
  const sentences = isOn
    ? [text.on(label)]
    : [text.off(label, formatNumber(distance, 3), percent(model.share(index, row)))];
  const [x, y] = [run.positions[2 * row]!, run.positions[2 * row + 1]!];
  const [u, v] = [(x - domain[0]) / (domain[1] - domain[0]), (y - domain[2]) / (domain[3] - domain[2])];
  const ground = heightAt(surface, u, v);
  const own = surface.scale.height(run.losses[row]!);
  if (!isOn && own < ground - 1e-3) sentences.push(text.below(label));
  if (run.losses[row]! > surface.grid.max) sentences.push(text.farAbove(label));
  return sentences;
}
