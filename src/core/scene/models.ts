import { keeping } from '../math/keeping.ts';
import { restoreOptions } from '../models/options.ts';
import { createModel, modelById } from '../models/registry.ts';
import type { Model, ModelEntry, ModelOptions, OwnData, Table } from '../models/types.ts';
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
const dataKeys = new WeakMap<OwnData, string>();

/** A table as text, made once: a worker is given the same one again and again. */
function keyOf(data: OwnData): string {
  const key = dataKeys.get(data) ?? JSON.stringify(data);
  dataKeys.set(data, key);
  return key;
}

/** A table of one's own: its last rows are held back where the model has an option for how many. */
function tablesOf({ columns, values }: OwnData, options: ModelOptions): { train: Table; test: Table | null } {
  const width = columns.length;
  const rows = values.length / width;
  const kept = Math.max(1, rows - Math.floor(rows * Number(options['heldBack'] ?? 0)));
  const part = (from: number, to: number): Table => ({
    columns: columns.slice(0, -1),
    inputs: Float64Array.from(values.slice(from * width, to * width).filter((_, i) => i % width < width - 1)),
    targets: Float64Array.from({ length: to - from }, (_, i) => values[(from + i + 1) * width - 1]!),
  });
  return { train: part(0, kept), test: kept < rows ? part(kept, rows) : null };
}

/** Throws RangeError, in a sentence, where a table is none for the model. */
function made({ id, options, data }: ModelSetting): Model {
  if (!data) return createModel(id, options);
  const { picture, name } = entryOf({ id, options });
  const inputs = data.columns.length - 1;
  if (picture === 'digits') throw new RangeError(`${name} takes no data of one's own.`);
  if (picture === 'boundary' && inputs !== 2) {
    throw new RangeError(
      `${name} takes two columns and a class; there are ${inputs} columns beside the last.`,
    );
  }
  const { train, test } = tablesOf(data, options);
  const model = createModel(id, options, train, test);
  const isClass = (target: number) => Number.isInteger(target) && target >= 0 && target < model.classes;
  const strange = model.classes > 0 ? train.targets.find((target) => !isClass(target)) : undefined;
  if (strange !== undefined) {
    throw new RangeError(
      `${name} tells classes from 0 to ${model.classes - 1} apart; the data has ${strange}.`,
    );
  }
  return model;
}

/** The model of a setting, made once while it is in use. Throws RangeError for one that was not restored. */
export const modelOf: (setting: ModelSetting) => Model = keeping(
  KEPT,
  made,
  ({ id, options, data }) => `${JSON.stringify([id, options])}${data ? keyOf(data) : ''}`,
);

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
    const restored = restoreOptions(entry, meant(entry, setting.options));
    if (!setting.data) return restored;
    const { data } = setting;
    try {
      modelOf({ id: setting.id, options: restored.options, data });
      return { ...restored, data };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return { ...restored, problems: [...restored.problems, error.message] };
    }
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
