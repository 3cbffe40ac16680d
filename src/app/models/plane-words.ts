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
    case 'hessian': {
      const [first, second] = seen.curvatures ?? [Number.NaN, Number.NaN];
      const [a, b] = [formatNumber(first, 3), formatNumber(second, 3)];
      return text.ofCurvatures(names[0] ?? '', String(seen.step), a, b);
    }
    case 'step':
      return text.ofStep(names[0] ?? '', String(seen.step), seen.isAlongGradient);
    case 'random':
      return text.random(names[0] ?? '');
    case 'parameters': {
      const [first = '', second = ''] = seen.parameters;
      return names[0] === undefined
        ? text.allParameters(first, second)
        : text.ofParameters(first, second, names[0]);
    }
  }
}

/** What is said of how runs are seen: of the plane, how they hang over it, how far off it they and their arrows are at the step. */
export interface PlaneSentences {
  readonly plane: string;
  readonly hangs: string;
  readonly beside: string;
  readonly arrows: string;
}

/** Everything that has to be said of how the runs are seen at a step: the selected run, without one all of them. */
export function planeSentences(frame: Frame, model: ModelView): PlaneSentences {
  const { state, derived } = frame;
  const { seen } = model;
  const nothing = { hangs: '', beside: '', arrows: '' };
  if (model.failure !== null) return { plane: text.failed(model.failure), ...nothing };
  const isNone = !state.scene.optimizers.some(({ on }) => on);
  if (isNone) return { plane: text.noRuns, ...nothing };
  if (!seen) return { plane: text.waiting, ...nothing };
  const labels = new Map(derived.runs.map(({ index, label }) => [index, label]));
  const plane = [text.planeIs(planeWords(seen, (index) => labels.get(index) ?? ''))];
  if (state.scene.model?.options['drawn'] === 'second') plane.push(text.ofSecond);
  if (seen.instead !== null) plane.push(text.instead(text.planes[seen.instead]));
  if (model.steps < state.scene.steps) plane.push(text.limited(String(model.steps)));
  if (model.keepEvery > 1) plane.push(text.thinned(String(model.keepEvery)));
  const isAll = seen.kind === 'parameters' && seen.runs.length === 0;
  const selected = derived.runs.find(({ index }) => index === state.selected);
  const beside = selected ? besideSentences(frame, selected, isAll) : allBeside(frame, isAll);
  return {
    plane: plane.join(' '),
    hangs: isAll ? '' : text.hangs,
    beside: beside.join(' '),
    // On a plane of all that there is nothing is left out of an arrow.
    arrows: selected && !isAll ? arrowsIn(frame, model, selected) : '',
  };
}

/** Why nothing can be made of a scene's model yet, in a sentence; null where its runs are whole, and of a formula. */
export function whyNotYet(frame: Frame): string | null {
  const { model } = frame.derived;
  const isWhole = model && !model.progress && !model.losses;
  if (!frame.state.scene.model || (model?.seen && isWhole)) return null;
  return isWhole ? planeSentences(frame, model).plane : text.notYet;
}

/** How far off the plane a run is at the step, as it is read. */
export function offPlane(
  { state, derived }: Frame,
  { run, distances }: Pick<RunView, 'run' | 'distances'>,
): string {
  const [x0, x1] = derived.surface.grid.domain;
  const distance = distances?.[Math.min(state.playhead.step, run.steps)] ?? 0;
  return formatNumber(distance <= NOWHERE * (x1 - x0) ? 0 : distance, 3);
}

/** Without a selected run: which of them are seen through the surface, and how far off it each is. */
function allBeside(frame: Frame, isAll: boolean): string[] {
  if (isAll) return [];
  const { runs } = frame.derived;
  const below = runs.filter((view) => isBelow(frame, view)).map(({ label }) => label);
  const off = text.allOff(runs.map((view) => text.runOff(view.label, offPlane(frame, view))));
  return below.length > 0 ? [text.below(below), off] : [off];
}

/** Whether a run off the plane has a loss that is less than that of its foot there. */
function isBelow(frame: Frame, view: RunView): boolean {
  const { run } = view;
  const { surface } = frame.derived;
  const row = Math.min(frame.state.playhead.step, run.steps);
  const [x0, x1, y0, y1] = surface.grid.domain;
  const [x, y] = [run.positions[2 * row]!, run.positions[2 * row + 1]!];
  const ground = heightAt(surface, (x - x0) / (x1 - x0), (y - y0) / (y1 - y0));
  return offPlane(frame, view) !== '0' && surface.scale.height(run.losses[row]!) < ground - 1e-3;
}

/** How far a run is from the plane at the step, and what that does to how it is seen. */
function besideSentences(frame: Frame, view: RunView, isAll: boolean): string[] {
  const { state, derived } = frame;
  const { run, label, index } = view;
  const row = Math.min(state.playhead.step, run.steps);
  const distance = offPlane(frame, view);
  const share = percent(derived.model?.share(index, row) ?? Number.NaN);
  const sentences = distance !== '0' ? [text.off(label, distance, share)] : isAll ? [] : [text.on(label)];
  const { average } = view;
  if (average) sentences.push(text.averageOff(offPlane(frame, average)));
  if (isBelow(frame, view)) sentences.push(text.below([label]));
  if (run.losses[row]! > derived.surface.grid.max) sentences.push(text.farAbove(label));
  return sentences;
}

/** How much of the step, and of the gradient where it is drawn, lies in the plane. */
function arrowsIn({ state }: Frame, model: ModelView, { index }: RunView): string {
  const { scene, playhead, picked } = state;
  const own = playhead.playing ? null : model.step(index, playhead.step, picked);
  const along = own && percent(1 - own.off.step);
  if (!own || along === null) return '';
  const isGradient = scene.view.gradient || picked !== null;
  return text.step.arrows(along, isGradient ? percent(1 - own.off.gradient) : null);
}
