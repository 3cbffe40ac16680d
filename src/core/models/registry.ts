import { robotArm } from './arm.ts';
import { digits } from './digits.ts';
import { matrices } from './matrices.ts';
import { optionPrices } from './option-prices.ts';
import { restoreOptions } from './options.ts';
import { twoPlayers } from './players.ts';
import { posterior } from './posterior.ts';
import { readmission } from './readmission.ts';
import { recovery } from './recovery.ts';
import { delivery } from './route.ts';
import { sales } from './sales.ts';
import { twoInputs } from './two-inputs.ts';
import type { Model, ModelEntry, ModelOptions, Table } from './types.ts';
import { modelSayings, wordedModel } from './words.ts';

/**
 * Every model on data, in the order in which they are offered.
 *
 * @example
 * console.log(models.map(({ id }) => id).join(' '));
 * // sales spiral moons xor logistic softmax readmission digits option-prices robot-arm delivery recovery posterior memory deep-linear low-rank two-players
 */
export const models: readonly ModelEntry[] = [
  sales,
  ...twoInputs,
  readmission,
  digits,
  optionPrices,
  robotArm,
  delivery,
  recovery,
  posterior,
  ...matrices,
  twoPlayers,
].map(wordedModel);

export function modelById(id: string): ModelEntry | undefined {
  return models.find((entry) => entry.id === id);
}

/** Rows and columns of a table of one's own, at most. */
export const MAX_ROWS = 100_000;
export const MAX_COLUMNS = 196;

/**
 * A model with any of its options, the others at their defaults, on its own data or a table of one's own: the same numbers for
 * the same options, to the bit. Of a table of one's own nothing is held back but what is given so.
 *
 * Throws RangeError, in a sentence, for an unknown id or option, a value out of its range, and a table that is empty, not
 * finite, too large, or not one for this model.
 *
 * @example
 * const { loss, parameters, initial } = createModel('moons', { units: 4 });
 * console.log(loss.dimension, parameters.map(({ name }) => name).join(' '), initial(1).length);
 * // 17 W1 b1 W2 b2 17
 */
export function createModel(
  id: string,
  options: Partial<ModelOptions> = {},
  table?: Table,
  heldBack: Table | null = null,
): Model {
  const entry = modelById(id);
  if (!entry) {
    throw new RangeError(
      `No model is called ${JSON.stringify(id)}; there are ${models.map((row) => row.id).join(', ')}.`,
    );
  }
  const restored = restoreOptions(entry, options);
  const [problem] = restored.problems;
  if (problem !== undefined) throw new RangeError(problem);
  if (heldBack && !table) throw new RangeError('heldBack is of a table of one’s own, and there is none.');
  if (table) checkTable(table);
  if (heldBack) checkTable(heldBack);
  const { train, test } = table ? { train: table, test: heldBack } : entry.make(restored.options);
  const built = entry.build(restored.options, train, test);
  const matrices = built.parameters.flatMap(({ shape, offset }) =>
    shape.length === 2 ? [{ rows: shape[0]!, columns: shape[1]!, offset }] : [],
  );
  if (matrices.length > 0) Object.assign(built.loss, { matrices });
  return { ...built, id, options: restored.options };
}

function checkTable({ columns, inputs, targets }: Table): void {
  const [rows, width] = [targets.length, columns.length];
  if (width < 1 || width > MAX_COLUMNS) {
    throw new RangeError(modelSayings.say('columns', MAX_COLUMNS, width));
  }
  if (rows < 1 || rows > MAX_ROWS) throw new RangeError(modelSayings.say('rows', MAX_ROWS, rows));
  if (inputs.length !== rows * width) {
    throw new RangeError(
      `inputs must be ${rows} x ${width} numbers, a row for each target; there are ${inputs.length}.`,
    );
  }
  inputs.forEach((value, i) => {
    if (Number.isFinite(value)) return;
    throw new RangeError(modelSayings.say('notFinite', Math.floor(i / width), columns[i % width]!, value));
  });
  targets.forEach((value, row) => {
    if (!Number.isFinite(value)) throw new RangeError(modelSayings.say('targetNotFinite', row, value));
  });
}
