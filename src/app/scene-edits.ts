import { optimizerById } from '../core/optimizers/registry.ts';
import type { Hyperparameter } from '../core/optimizers/types.ts';
import { entryOf } from '../core/scene/defaults.ts';
import type { Scene } from '../core/scene/scene.ts';
import { suggestedLr } from '../core/scene/suggest.ts';

/** The scene on another surface of the catalog, seen whole from where it was seen; the same one where there is none. */
export function onSurface(scene: Scene, id: string): Scene {
  const entry = entryOf(id);
  if (!entry) return scene;
  const before = entryOf(scene.loss);
  return {
    ...scene,
    loss: id,
    formula: entry.formula,
    domain: entry.domain,
    start: entry.start,
    // A learning rate that was the last surface's suggestion becomes this one's; one's own stays.
    optimizers: scene.optimizers.map((setting) => {
      const rule = optimizerById(setting.id);
      if (!rule || !before || setting.values['lr'] !== suggestedLr(rule, before)) return setting;
      return { ...setting, values: { ...setting.values, lr: suggestedLr(rule, entry) } };
    }),
    view: {
      ...scene.view,
      heightScale: entry.heightScale,
      camera: { ...scene.view.camera, target: [0, 0] },
    },
  };
}

/** Whether a rule has a meaning at this value. */
export function isAllowed(row: Hyperparameter, value: number | boolean): boolean {
  if (typeof value === 'boolean') return row.kind === 'boolean';
  return row.kind === 'number' && Number.isFinite(value) && value >= row.hardMin && value <= row.hardMax;
}

/** Undo gives the document back, not the place from which it was looked at. */
export function withCamera(scene: Scene, from: Scene): Scene {
  return { ...scene, view: { ...scene.view, camera: from.view.camera } };
}
