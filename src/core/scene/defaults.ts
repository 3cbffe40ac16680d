import { lossById } from '../losses/catalog.ts';
import type { LossEntry } from '../losses/types.ts';
import { defaultValues, optimizerById } from '../optimizers/registry.ts';
import type { HyperparameterValues } from '../optimizers/types.ts';
import { constantSchedule } from '../run/schedule.ts';
import { noOverlays } from './overlays.ts';
import { type Camera, followers, type OptimizerSetting, type Scene } from './scene.ts';
import { followingKeys, type Suggestions, suggestedValues, suggestionsOfEntry } from './suggest.ts';

/** The camera of the first visit: from the front, half above, the whole block in the stage. */
export const homeCamera: Camera = {
  projection: 'perspective',
  azimuth: -0.42,
  elevation: 0.92,
  zoom: 1,
  target: [0, 0],
};

/** The catalog's row of an id, null for 'custom' or an unknown one. */
export function entryOf(id: string): LossEntry | null {
  return lossById(id) ?? null;
}

/**
 * A setting of a rule of the registry: `values` are set, the others at their suggestions; without suggestions, set at
 * the registry's defaults. Throws RangeError for an unknown id.
 */
export function newOptimizer(
  id: string,
  suggestions: Suggestions | null,
  values: HyperparameterValues = {},
): OptimizerSetting {
  const entry = optimizerById(id);
  if (!entry) throw new RangeError(`No optimizer is called "${id}".`);
  return {
    id,
    on: true,
    values: { ...(suggestions ? suggestedValues(entry, suggestions) : defaultValues(entry)), ...values },
    suggested: suggestions ? followingKeys(entry).filter((key) => !(key in values)) : [],
    schedule: constantSchedule,
    name: '',
    color: null,
  };
}

/**
 * What a first visit opens on: four rules leave one point of Himmelblau's surface, next to a saddle, and part:
 * two basins for four optimizers.
 */
export function defaultScene(): Scene {
  return (made ??= makeDefault());
}

/** Whatever is read begins with it. */
let made: Scene | null = null;

function makeDefault(): Scene {
  const entry = entryOf('himmelblau');
  if (!entry) throw new RangeError('The catalog has no row "himmelblau".');
  const suggestions = suggestionsOfEntry(entry);
  return {
    version: 1,
    loss: entry.id,
    formula: entry.formula,
    curve: false,
    model: null,
    plane: { kind: 'auto', run: null, seed: 1, axes: [0, 1] },
    suggested: followers,
    domain: entry.domain,
    base: null,
    start: entry.start,
    noise: 0,
    noiseKind: 'gaussian',
    noiseScaling: 'constant',
    seed: 1,
    steps: 200,
    budget: 'steps',
    optimizers: ['sgd', 'momentum', 'rmsprop', 'adam'].map((id) => newOptimizer(id, suggestions)),
    ask: null,
    view: {
      heightScale: entry.heightScale,
      scales: 'auto',
      camera: homeCamera,
      future: true,
      minima: true,
      layout: 'one',
      theme: 'auto',
      overlays: noOverlays,
      gradient: false,
      magnify: 0,
      map: { curvature: false, labels: false },
      chart: 'loss',
      chartScale: 'log',
      chartSteps: 'linear',
      chartRange: null,
      settingMap: null,
      swarm: null,
      race: null,
    },
  };
}
