/** What views are told of a model: how far its runs are, and what its parameters are and do at a step. */
import { withData } from './model-data.ts';
import type { Domain } from '../../core/geometry/types.ts';
import { modelById } from '../../core/models/registry.ts';
import type { ModelEntry } from '../../core/models/types.ts';
import { modelOf } from '../../core/scene/models.ts';
import type { ModelSetting } from '../../core/scene/scene.ts';
import { memo } from '../memo.ts';
import type { ModelView, RunView } from '../state.ts';
import { withAverages } from './extent.ts';
import type { Growth } from './growth.ts';
import type { Recordings } from './recordings.ts';
import type { RunViews } from './run-views.ts';
import type { SeenPlane } from './seen-plane.ts';
import type { SeenRun } from './seen-run.ts';
import { factorsOn, type SeenStep, seenStep, wholeStep } from './seen-step.ts';
import type { Sampled } from './surface-source.ts';

interface Progress {
  readonly done: number;
  readonly total: number;
}

/** @param shown the picture of the present model; null until it has come */
function createStepsSeen(
  recordings: Recordings,
  projectionOf: RunViews['projectionOf'],
  shown: () => Sampled | null,
) {
  const stepOf = memo(
    (growth: Growth, run: SeenRun, on: SeenPlane, domain: Domain, step: number, row: number | null) =>
      seenStep(growth, run, on.plane, factorsOf(growth, run, on, domain), step, row),
  );
  const factorsOf = memo((growth: Growth, run: SeenRun, on: SeenPlane, domain: Domain) =>
    factorsOn(growth, run, on.plane, domain),
  );
  const stepSeen = (index: number, step: number, row: number | null): SeenStep | null => {
    const on = shown();
    const growth = recordings.shownOf(index);
    // Arrows that come and go while runs are recorded explain nothing.
    if (!on || !growth || !recordings.isDone) return null;
    return stepOf(growth, projectionOf(growth, on.seen.plane), on.seen, on.domain, step, row);
  };
  return stepSeen;
}

/**
 * The view of a model, the same while nothing of it has changed.
 *
 * @param shown the picture of the present model; null until it has come
 */
export function createModelView(
  recordings: Recordings,
  projectionOf: RunViews['projectionOf'],
  shown: () => Sampled | null,
) {
  const stepSeen = createStepsSeen(recordings, projectionOf, shown);
  const anatomyOf = memo(wholeStep);
  const viewOf = memo(
    (
      model: ModelSetting,
      on: SeenPlane | null,
      _runs: readonly RunView[],
      done: number,
      total: number,
      steps: number,
      keepEvery: number,
      why: string | null,
      isFine: boolean,
      losses: number,
      ofLosses: number,
      curvatures: number,
      ofCurvatures: number,
    ): ModelView => ({
      entry: entryOf(model),
      model: modelOf(model),
      seen: on,
      progress: done < total ? { done, total } : null,
      losses: losses < ofLosses ? { done: losses, total: ofLosses } : null,
      curvatures: curvatures < ofCurvatures ? { done: curvatures, total: ofCurvatures } : null,
      steps,
      keepEvery,
      failure: why,
      isFine,
      withData,
      at(index, step) {
        const growth = recordings.shownOf(index);
        if (!growth) return null;
        return growth.at(Math.min(step, growth.rows - 1));
      },
      right(index) {
        const growth = recordings.shownOf(index);
        return growth ? growth.right.subarray(0, growth.rows) : new Float64Array(0);
      },
      step: stepSeen,
      anatomy(index, step) {
        const growth = recordings.shownOf(index);
        return growth && recordings.isDone ? anatomyOf(growth, step) : null;
      },
      share(index, step) {
        const growth = recordings.shownOf(index);
        if (!on || !growth) return Number.NaN;
        return projectionOf(growth, on.plane).shares[Math.min(step, growth.rows - 1)] ?? Number.NaN;
      },
    }),
  );
  return (
    model: ModelSetting,
    on: SeenPlane | null,
    runs: readonly RunView[],
    why: string | null,
    isFine: boolean,
    curvatures: Progress,
  ): ModelView => {
    const { progress, steps, keepEvery } = recordings;
    const losses = withAverages(recordings.losses, runs);
    return viewOf(
      model,
      on,
      runs,
      progress.done,
      progress.total,
      steps,
      keepEvery,
      why,
      isFine,
      losses.done,
      losses.total,
      curvatures.done,
      curvatures.total,
    );
  };
}

/** The model's row; of a table of one's own it says nothing of the data that the model brings. */
function entryOf({ id, data }: ModelSetting): ModelEntry {
  const entry = modelById(id)!;
  return data ? { ...entry, ...entry.onOwn } : entry;
}
