import { createSurface } from '../../core/geometry/surface.ts';
import type { Grid, Surface } from '../../core/geometry/types.ts';
import type { Loss } from '../../core/math/loss.ts';
import { sliceOf } from '../../core/plane/slice.ts';
import { modelOf } from '../../core/scene/models.ts';
import type { ModelSetting, Scene } from '../../core/scene/scene.ts';
import { memo } from '../memo.ts';
import type { Derived, ModelView, RunView } from '../state.ts';
import { flat, nothing, unknown } from './blank.ts';
import { extentOf } from './extent.ts';
import { planeAxisNames, type SeenPlane } from './seen-plane.ts';
import type { Sampled } from './surface-source.ts';

/** What views draw of a model, in the place of what is made of a formula; the same while nothing of it has changed. */
export function createModelDerived() {
  const lossOn = memo(
    (model: ModelSetting, on: SeenPlane | null): Loss =>
      on ? sliceOf(modelOf(model).loss, on.plane) : nothing,
  );
  const surfaceOf = memo(
    (
      grid: Grid,
      kind: Scene['view']['heightScale'],
      scales: Scene['view']['scales'],
      highest: number,
      lowest: number,
      names: Surface['variables'],
    ): Surface =>
      createSurface(
        { ...grid, min: Math.min(grid.min, lowest), max: Math.max(grid.max, highest) },
        kind,
        scales,
        names,
      ),
  );
  const derivedOf = memo(
    (loss: Loss, surface: Surface, runs: readonly RunView[], model: ModelView): Derived => ({
      entry: {
        id: model.entry.id,
        name: model.entry.name,
        family: 'model',
        formula: '',
        domain: surface.grid.domain,
        minima: [],
        minimaComplete: false,
        saddles: [],
        start: [0, 0],
        heightScale: 'log',
        lr: 0,
        lesson: model.entry.lesson,
        source: model.entry.source,
        loss,
      },
      loss,
      critical: unknown,
      surface,
      runs,
      model,
    }),
  );

  /** @param on the picture of the model; null until it has come */
  return (
    model: ModelSetting,
    { heightScale, scales }: Scene['view'],
    on: Sampled | null,
    runs: readonly RunView[],
    view: ModelView,
  ): Derived => {
    const [highest, lowest] = on ? extentOf(runs, on) : [Number.NaN, Number.NaN];
    const surface = on
      ? surfaceOf(on.grid, heightScale, scales, highest, lowest, planeAxisNames(on.seen))
      : flat(scales);
    return derivedOf(lossOn(model, on?.seen ?? null), surface, runs, view);
  };
}
