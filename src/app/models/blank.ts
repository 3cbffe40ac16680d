import { createSurface } from '../../core/geometry/surface.ts';
import type { Grid, Surface } from '../../core/geometry/types.ts';
import type { Loss } from '../../core/math/loss.ts';
import { isOfField, overlayIds } from '../../core/scene/overlays.ts';
import type { Scene } from '../../core/scene/scene.ts';
import type { Critical } from '../critical.ts';
import { memo } from '../memo.ts';
import { shownWith } from '../shown-state.ts';

/** What stands for a model's picture until it has come, and for what is not known of a model at all. */

/** Nothing is known of minima and saddles, and nothing is looked for. */
export const unknown: Critical = {
  points: [],
  continua: [],
  minima: [],
  lowest: null,
  domain: null,
  complete: false,
  tooMany: false,
  searched: true,
};

/** What stands for a loss that is still to come. */
export const nothing: Loss = {
  dimension: 2,
  value: () => Number.NaN,
  gradient: (_p, out = new Float64Array(2)) => out.fill(Number.NaN),
  hessian: (_p, out = new Float64Array(4)) => out.fill(Number.NaN),
};

export const flat = memo((scales: Scene['view']['scales']): Surface => {
  const values = new Float64Array(4);
  const grid: Grid = { nx: 2, ny: 2, domain: [-1, 1, -1, 1], values, min: 0, max: 0 };
  return createSurface(grid, 'linear', scales);
});

/** A state's scene without what is not drawn of a model: but for two players all that is of a surface. */
function withoutOverlays(scene: Scene): Scene {
  const { view, model } = scene;
  const out = overlayIds.filter((id) => view.overlays[id] && !(model?.id === 'two-players' && isOfField(id)));
  if (out.length === 0) return scene;
  const off = Object.fromEntries(out.map((id) => [id, false]));
  return { ...scene, view: { ...view, overlays: { ...view.overlays, ...off } } };
}

/** What is shown of states of models. */
export const shownOfModels = () => shownWith(withoutOverlays);
