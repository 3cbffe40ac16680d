import { losses } from '../losses/catalog.ts';
import type { Domain, LossEntry } from '../losses/types.ts';
import { optimizerById } from '../optimizers/registry.ts';
import type { HyperparameterValues } from '../optimizers/types.ts';
import { constantSchedule } from '../run/schedule.ts';
import type { Camera, OptimizerSetting, Scene } from './scene.ts';
import { suggestedValues } from './suggest.ts';

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
  return losses.find((entry) => entry.id === id) ?? null;
}

/** A setting of a rule of the registry, at its suggestions for a loss. Throws RangeError for an unknown id. */
export function newOptimizer(
  id: string,
  loss: Pick<LossEntry, 'lr' | 'domain'> | null,
  values: HyperparameterValues = {},
): OptimizerSetting {
  const entry = optimizerById(id);
  if (!entry) throw new RangeError(`No optimizer is called "${id}".`);
  return {
    id,
    on: true,
    values: { ...suggestedValues(entry, loss), ...values },
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
  const entry = entryOf('himmelblau');
  if (!entry) throw new RangeError('The catalog has no row "himmelblau".');
  return {
    version: 1,
    loss: entry.id,
    formula: entry.formula,
    domain: entry.domain,
    start: [-0.4, -0.75],
    noise: 0,
    noiseKind: 'gaussian',
    noiseScaling: 'constant',
    seed: 1,
    steps: 200,
    budget: 'steps',
    optimizers: [
      newOptimizer('sgd', entry, { lr: 0.004 }),
      newOptimizer('momentum', entry, { lr: 0.002 }),
      newOptimizer('rmsprop', entry, { lr: 0.02 }),
      newOptimizer('adam', entry, { lr: 0.22 }),
    ],
    view: {
      heightScale: 'log',
      camera: homeCamera,
      future: true,
      minima: true,
      layout: 'one',
      theme: 'auto',
      overlays: { tangent: false, taylor: false, eigenvectors: false, flow: false, field: false },
      gradient: false,
      magnify: 0,
      map: { curvature: false, labels: false },
      chart: 'loss',
      chartScale: 'log',
      chartSteps: 'linear',
      chartRange: null,
    },
  };
}

/** A middle start for a formula of one's own: off the axes of symmetry, inside the domain. */
export function middleStart([x0, x1, y0, y1]: Domain): [number, number] {
  return [x0 + 0.3 * (x1 - x0), y0 + 0.7 * (y1 - y0)];
}
