import type { Hyperparameter } from '../core/optimizers/types.ts';
import { becomesCurve } from '../core/scene/curve.ts';
import { entryOf } from '../core/scene/defaults.ts';
import { onModel, onSurface, suggestAgain } from '../core/scene/follow.ts';
import { modelIds } from '../core/scene/model-door.ts';
import { chosenSeconds } from '../core/scene/race.ts';
import type { Scene } from '../core/scene/scene.ts';

/**
 * The scene on another surface of the catalog, or on a model, seen whole from where it was seen; the same one where there
 * is none.
 */
export function onEntry(scene: Scene, id: string): Scene {
  const entry = entryOf(id);
  if (entry) return seenWhole(onSurface(scene, { loss: id, formula: entry.formula }));
  const isModel = modelIds.some((known) => known === id);
  return isModel ? seenWhole(onModel(scene, { id, options: {} })) : scene;
}

/** The scene on the surface of a formula that compiles, seen in the same way. */
export function onFormula(scene: Scene, formula: string): Scene {
  return seenWhole(onSurface(scene, { loss: 'custom', formula, curve: becomesCurve(scene, formula) }));
}

function seenWhole(scene: Scene): Scene {
  return { ...scene, view: { ...scene.view, camera: { ...scene.view.camera, target: [0, 0] } } };
}

/** The scene with another domain or start; back at what the surface suggests, it is suggested again. */
export function placed<K extends 'domain' | 'start'>(scene: Scene, what: K, value: Scene[K]): Scene {
  const suggested = suggestAgain(scene, what);
  const back = suggested[what].every((number, i) => number === value[i]);
  return back ? suggested : { ...scene, [what]: value };
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

/**
 * The scene with one optimizer more, or without one of them: its plane stays on its run, and what a race tunes of each with
 * that one.
 *
 * @param change of a list with an item for each optimizer
 */
export function withOptimizers(scene: Scene, change: <T>(list: readonly T[]) => readonly T[]): Scene {
  const optimizers = change(scene.optimizers);
  let { plane, view } = scene;
  const own = plane.run === null ? undefined : scene.optimizers[plane.run];
  if (own) {
    const run = optimizers.indexOf(own);
    plane = { ...plane, run: run < 0 ? null : run };
  }
  const { race } = view;
  if (race && race.second.length > 0) {
    const second = change(scene.optimizers.map((_, index) => race.second[index] ?? ''));
    view = { ...view, race: { ...race, second: chosenSeconds(second) } };
  }
  return { ...scene, optimizers, plane, view };
}
