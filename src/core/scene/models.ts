import { restoreOptions } from '../models/options.ts';
import { createModel, modelById } from '../models/registry.ts';
import type { Model, ModelEntry, ModelOptions } from '../models/types.ts';
import { unit } from '../plane/plane.ts';
import { matching } from './match-name.ts';
import { type ModelDoor, type ModelRates, openModelDoor } from './model-door.ts';
import { floorTo125 } from './rates.ts';
import type { ModelSetting } from './scene.ts';

/** The models that a document may name, with their numbers. */

function entryOf({ id }: ModelSetting): ModelEntry {
  const entry = modelById(id);
  if (!entry) throw new RangeError(`No model is called "${id}".`);
  return entry;
}

/** Options as a link writes them, under the names and choices that they are meant for. */
function meant(entry: ModelEntry, given: ModelOptions): ModelOptions {
  const keys = entry.options.map(({ key }) => key);
  return Object.fromEntries(
    Object.entries(given).map(([written, value]) => {
      const key = matching(written, keys) ?? written;
      const option = entry.options.find((one) => one.key === key);
      return [key, option?.kind === 'choice' ? (matching(value, option.choices) ?? value) : value];
    }),
  );
}

/** Models that are kept: the one shown, and those between which one goes back and forth. */
const KEPT = 6;
const kept = new Map<string, Model>();

/** The model of a setting, made once while it is in use. Throws RangeError for one that was not restored. */
export function modelOf(setting: ModelSetting): Model {
  const key = JSON.stringify([setting.id, setting.options]);
  const model = kept.get(key) ?? createModel(setting.id, setting.options);
  kept.delete(key);
  kept.set(key, model);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
  }
  return model;
}

/** Products of the Hessian and a vector by which the largest curvature is estimated. */
const PRODUCTS = 12;
/** The seed of the initial weights at which it is: a suggestion does not change with what is drawn. */
const SEED = 1;

/**
 * The rate 1 / (2 lambda) of the largest curvature at the initial weights, by the power method: a quarter of what diverges
 * there. Weights of networks, and those of standardized columns, are some units long; those of other columns as
 * long as the data is large.
 */
function ratesOf(setting: ModelSetting): ModelRates {
  const { loss, initial, classes, train, options } = modelOf(setting);
  const theta = initial(SEED);
  let direction: Float64Array | null = loss.gradient(theta).slice();
  let curvature = 0;
  for (let i = 0; i < PRODUCTS && direction; i++) {
    const along = unit(direction);
    if (!along) break;
    direction = loss.hessianVector(theta, along).slice();
    curvature = Math.sqrt(direction.reduce((sum, x) => sum + x * x, 0));
  }
  const lr = curvature > 0 && Number.isFinite(curvature) ? floorTo125(0.5 / curvature) : 0.1;
  if (classes > 0) return { lr, width: 0.5 };
  const size = train.targets.reduce((most, target) => Math.max(most, Math.abs(target)), 0);
  return { lr, width: options['standardize'] === true ? size / 4 : size / 2 };
}

const rates = new WeakMap<ModelSetting, ModelRates>();

const door: ModelDoor = {
  restore(setting) {
    const entry = entryOf(setting);
    return restoreOptions(entry, meant(entry, setting.options));
  },
  set(setting) {
    const entry = entryOf(setting);
    const standard = new Map(entry.options.map(({ key, default: value }) => [key, value]));
    return Object.fromEntries(
      Object.entries(setting.options).filter(([key, value]) => !Object.is(standard.get(key), value)),
    );
  },
  rates(setting) {
    const known = rates.get(setting) ?? entryOf(setting).rates?.(setting.options) ?? ratesOf(setting);
    rates.set(setting, known);
    return known;
  },
};

/** From here on documents with models are checked. */
export function openModels(): void {
  openModelDoor(door);
}
