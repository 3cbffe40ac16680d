/** Runs on a model as views see them: projected onto a plane, with their looks, names and where they leave its picture. */
import type { Domain } from '../../core/geometry/types.ts';
import { ruleOf } from '../../core/optimizers/registry.ts';
import type { Plane } from '../../core/plane/plane.ts';
import { firstStepOutside } from '../../core/run/place.ts';
import { isSameView } from '../derive.ts';
import { looksOf } from '../looks.ts';
import { memo } from '../memo.ts';
import { namesOf } from '../run-names.ts';
import type { RunView, State } from '../state.ts';
import type { Growth } from './growth.ts';
import type { Recordings } from './recordings.ts';
import { createProjection, type ProjectedRun, type SeenRun } from './seen-run.ts';
import type { SharpnessSource } from './sharpness.ts';
import type { Sampled } from './surface-source.ts';

export interface RunViews {
  /** A run as far as it has come, seen on a plane. */
  projectionOf(growth: Growth, plane: Plane): SeenRun;
  /** All runs that can be seen on a picture; the same objects while nothing of them has changed. */
  viewsOn(state: State, picture: Sampled): readonly RunView[];
}

export function createRunViews(
  recordings: Pick<Recordings, 'placed'>,
  sharpness: Pick<SharpnessSource, 'of'>,
): RunViews {
  const projections = new WeakMap<Plane, WeakMap<Growth, ProjectedRun>>();
  const looks = memo(looksOf);
  let views: readonly RunView[] = [];
  /** The rectangle that `views` were seen in. */
  let seenIn: Domain | null = null;

  const projectionOf = (growth: Growth, plane: Plane): SeenRun => {
    let onPlane = projections.get(plane);
    if (!onPlane) projections.set(plane, (onPlane = new WeakMap()));
    let projection = onPlane.get(growth);
    if (!projection) onPlane.set(growth, (projection = createProjection(growth, plane)));
    return projection.seen(sharpness.of(growth));
  };

  const viewsOn = (state: State, { seen: on, domain }: Sampled): readonly RunView[] => {
    const { optimizers } = state.scene;
    const look = looks(optimizers, state.palette);
    const naming = namesOf(optimizers);
    const next = recordings.placed().flatMap(({ index, growth }): RunView[] => {
      const optimizer = optimizers[index];
      const entry = optimizer && ruleOf(optimizer);
      if (!entry || !look[index] || !naming[index] || growth.rows === 0) return [];
      const run = projectionOf(growth, on.plane);
      if (run.steps < 0) return [];
      const before = views.find((view) => view.index === index);
      const average =
        optimizer.average && growth.isOver && growth.averages.on(on.plane, optimizer.average, run);
      const stays = before?.run === run && seenIn === domain;
      const view: RunView = {
        index,
        setting: optimizer,
        entry,
        label: naming[index].label,
        naming: naming[index],
        run,
        distances: run.distances,
        ...(average && { average }),
        look: look[index],
        leftAt: stays ? before.leftAt : firstStepOutside(run, domain),
      };
      return [before && isSameView(before, view) ? before : view];
    });
    seenIn = domain;
    if (next.length !== views.length || next.some((view, i) => view !== views[i])) views = next;
    return views;
  };

  return { projectionOf, viewsOn };
}
