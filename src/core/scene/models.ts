import '../optimizers/players.ts';
import { keeping } from '../math/keeping.ts';
import { restoreOptions } from '../models/options.ts';
import { createModel, modelById } from '../models/registry.ts';
import type { Model, ModelEntry, ModelOptions, OwnData, Table } from '../models/types.ts';
import { modelSayings } from '../models/words.ts';
import { unit } from '../plane/plane.ts';
import { byKey } from '../words/by-key.ts';
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

const keysKnown = new WeakMap<ModelEntry, readonly string[]>();

/** Options as a link writes them, under the names and choices that they are meant for. */
function meant(entry: ModelEntry, given: ModelOptions): ModelOptions {
  let keys = keysKnown.get(entry);
  if (!keys) keysKnown.set(entry, (keys = entry.options.map(({ key }) => key)));
  return Object.fromEntries(
    Object.entries(given).map(([written, value]) => {
      const key = matching(written, keys!) ?? written;
      const option = entry.options.find((one) => one.key === key);
      return [key, option?.kind === 'choice' ? (matching(value, option.choices) ?? value) : value];
    }),
  );
}

/** Models that are kept: the one shown, and those between which one goes back and forth. */
const KEPT = 6;

/** The tables last used, the latest first, and a number for each. */
const tables: { readonly data: OwnData; readonly key: number }[] = [];
let lastKey = 0;

/** The number of a table: a worker is given a copy of the same one with every message. */
function keyOf(data: OwnData): number {
  const at = tables.findIndex((one) => isSame(one.data, data));
  const [known] = at < 0 ? [] : tables.splice(at, 1);
  const one = known ?? { data, key: ++lastKey };
  tables.unshift(one);
  tables.length = Math.min(tables.length, KEPT);
  return one.key;
}

function isSame(a: OwnData, b: OwnData): boolean {
  if (a === b) return true;
  const isList = (one: readonly unknown[], other: readonly unknown[]) =>
    one.length === other.length && one.every((value, i) => Object.is(value, other[i]));
  return isList(a.columns, b.columns) && isList(a.values, b.values);
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
  const entry = entryOf({ id, options });
  const { picture, name, takesData } = entry;
  const inputs = data.columns.length - 1;
  if (!takesData) throw new RangeError(modelSayings.say('noData', name));
  if (picture === 'boundary' && inputs !== 2) {
    throw new RangeError(modelSayings.say('notTwoColumns', name, inputs));
  }
  const { train, test } = tablesOf(data, options);
  const classes = entry.classes(restoreOptions(entry, options).options);
  const isClass = (target: number) => Number.isInteger(target) && target >= 0 && target < classes;
  const strange = classes > 0 ? train.targets.find((target) => !isClass(target)) : undefined;
  if (strange !== undefined) {
    throw new RangeError(modelSayings.say('notClass', name, classes - 1, strange));
  }
  return createModel(id, options, train, test);
}

/** JSON has one zero, a setting two. */
const bothZeros = (_key: string, value: unknown) => (Object.is(value, -0) ? '-0' : value);

const nameOf = ({ id, options, data }: ModelSetting) =>
  `${JSON.stringify([id, options], bothZeros)}${data ? keyOf(data) : ''}`;

/** The model of a setting, made once while it is in use. Throws RangeError for one that was not restored. */
export const modelOf: (setting: ModelSetting) => Model = keeping(KEPT, made, nameOf);

/** A setting as it was read first: what has been recorded and drawn of it stands when a link says it again. */
const asBefore: (setting: ModelSetting) => ModelSetting = keeping(KEPT, (setting) => setting, nameOf);

/** Products of the Hessian and a vector by which the largest curvature is estimated. */
const PRODUCTS = 12;
/** The seed of the initial weights at which it is: a suggestion does not change with what is drawn. */
const SEED = 1;
/** Rows of a table of one's own that it is estimated on, at most: so many, or more where the parameters are few. */
const ROWS = 100;
const ROWS_TIMES_PARAMETERS = 30_000;

/** The model of a part of its table, evenly taken, which tells the curvature as well and sooner. */
function sampled(model: Model): Model {
  const { id, options, loss, train } = model;
  const rows = train.targets.length;
  const count = Math.min(rows, Math.max(ROWS, Math.floor(ROWS_TIMES_PARAMETERS / loss.dimension)));
  if (count === rows) return model;
  const width = train.columns.length;
  const taken = Array.from({ length: count }, (_, i) => Math.floor((i * rows) / count));
  return createModel(id, options, {
    columns: train.columns,
    inputs: Float64Array.from(
      taken.flatMap((row) => [...train.inputs.subarray(row * width, (row + 1) * width)]),
    ),
    targets: Float64Array.from(taken, (row) => train.targets[row]!),
  });
}

/**
 * The rate 1 / (2 lambda) of the largest curvature at the initial weights, or where the model says, by the power method: a
 * quarter of what diverges there. Weights of networks, and those of standardized columns, are some units long; those of other
 * columns as long as the data is large.
 */
function ratesFound(setting: ModelSetting, model: Model): ModelRates {
  const { classes, train, options, pace } = model;
  const { loss, initial } = setting.data ? sampled(model) : model;
  const theta = pace?.at ?? initial(SEED);
  let direction: Float64Array | null = loss.gradient(theta).slice();
  let curvature = 0;
  for (let i = 0; i < PRODUCTS && direction; i++) {
    const along = unit(direction);
    if (!along) break;
    direction = loss.hessianVector(theta, along).slice();
    curvature = Math.sqrt(direction.reduce((sum, x) => sum + x * x, 0));
  }
  const lr = curvature > 0 && Number.isFinite(curvature) ? floorTo125(0.5 / curvature) : 0.1;
  if (pace) return { lr, width: pace.width };
  if (classes > 0) return { lr, width: 0.5 };
  const size = train.targets.reduce((most, target) => Math.max(most, Math.abs(target)), 0);
  return { lr, width: options['standardize'] === true ? size / 4 : size / 2 };
}

const rates = new WeakMap<ModelSetting, ModelRates>();
/** Settings are made anew by whatever reads them; models are kept. */
const ratesOfModels = new WeakMap<Model, ModelRates>();

function ratesOf(setting: ModelSetting): ModelRates {
  const model = modelOf(setting);
  let found = ratesOfModels.get(model);
  if (!found) ratesOfModels.set(model, (found = ratesFound(setting, model)));
  return found;
}

const door: ModelDoor = {
  asBefore,
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
      return { ...restored, refused: error.message };
    }
  },
  set(setting) {
    const entry = entryOf(setting);
    const { defaults } = byKey(entry.options);
    return Object.fromEntries(
      Object.entries(setting.options).filter(([key, value]) => !Object.is(defaults[key], value)),
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
