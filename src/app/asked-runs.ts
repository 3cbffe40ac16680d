import type { AskedRun } from '../core/ask/answer.ts';
import { namesOf } from './run-names.ts';
import type { Derived, Frame, RunView } from './state.ts';

/** What a scene's question is asked of: its runs; those of a model with what the plane does not tell of them. */
export function askedRuns({ runs, model }: Derived): readonly AskedRun[] {
  if (!model) return runs;
  return runs.map((view) => {
    const [from, to] = [model.at(view.index, 0), model.at(view.index, 1)];
    if (!from || !to) return view;
    return { ...view, firstStep: Math.hypot(...to.map((value, i) => value - from[i]!)) };
  });
}

/** Whether they are still to come: of a model they are recorded while one reads. */
export function areAwaited({ state: { scene }, derived: { model, runs } }: Frame): boolean {
  if (!scene.model) return false;
  if (!model || model.progress || model.losses) return true;
  return runs.length === 0 && !model.failure && scene.optimizers.some(({ on }) => on);
}

/** The runs as a question calls them: the scene has their names while they are still to come. */
export function namedRuns(frame: Frame): readonly Pick<RunView, 'index' | 'label'>[] {
  if (!areAwaited(frame)) return frame.derived.runs;
  const { optimizers } = frame.state.scene;
  return namesOf(optimizers).flatMap(({ label }, index) => (optimizers[index]?.on ? [{ index, label }] : []));
}
