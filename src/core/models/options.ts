import { compileFormula } from '../expression/compile.ts';
import { FormulaError } from '../expression/formula-error.ts';
import type { Model, ModelOptions, ModelRow, NumberOption, OptionRow, OptionValue } from './types.ts';
import { byKey } from '../words/by-key.ts';
import { modelName, modelSayings } from './words.ts';

/** The seed of what a generator makes. */
export const dataSeedOption: NumberOption = {
  key: 'dataSeed',
  kind: 'number',
  default: 0,
  min: 0,
  max: 999_999,
  whole: true,
  ofData: true,
};

/** Most rows of a minibatch: as many as there are of digits. */
const MAX_BATCH = 2000;

/** How many rows an update sees. */
export function batchSizeOption(standard: number): NumberOption {
  return {
    key: 'batchSize',
    kind: 'number',
    default: standard,
    min: 0,
    max: MAX_BATCH,
    whole: true,
  };
}

/**
 * Whether an option changes anything of a model as it is.
 *
 * @param isOwn whether its data is a table of one's own
 */
export function counts(
  option: OptionRow,
  { options, train }: Pick<Model, 'options' | 'train'>,
  isOwn: boolean,
): boolean {
  return !(isOwn && option.ofData) && (option.counts?.(options, train.columns) ?? true);
}

/** The option's value where it is one; else what is wrong with it. */
function read(option: OptionRow, value: unknown): { value: OptionValue } | { problem: string } {
  switch (option.kind) {
    case 'switch':
      if (typeof value === 'boolean') return { value };
      return { problem: modelSayings.say('notSwitch', option.key, said(value)) };
    case 'choice':
      if (typeof value === 'string' && option.choices.includes(value)) return { value };
      return { problem: modelSayings.say('notAmong', option.key, option.choices, said(value)) };
    case 'formula':
      return readFormulaOption(option.key, value);
    case 'number': {
      const { key, min, max, whole } = option;
      const isInside = typeof value === 'number' && value >= min && value <= max;
      if (isInside && !(whole && !Number.isInteger(value))) return { value };
      return { problem: modelSayings.say('notNumber', key, option, said(value)) };
    }
  }
}

function readFormulaOption(key: string, value: unknown): { value: OptionValue } | { problem: string } {
  // A link's 3 is a number before it is a formula.
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return { problem: modelSayings.say('notFormula', key, said(value), '') };
  try {
    compileFormula(text, { variables: ['x', 'y'] });
    return { value: text };
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    return { problem: modelSayings.say('notFormula', key, said(text), error.message) };
  }
}

function said(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}

/** All of a model's options from some from outside: what is wrong takes its default and is told. Never throws. */
export function restoreOptions(
  { id, options }: ModelRow,
  given: unknown,
): { options: ModelOptions; problems: readonly string[] } {
  const { keys, rows, defaults } = byKey(options);
  const values: Record<string, OptionValue> = { ...defaults };
  if (given === undefined) return { options: values, problems: [] };
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    return { options: values, problems: [modelSayings.say('notOptions', modelName(id), said(given))] };
  }
  const problems: string[] = [];
  for (const [key, value] of Object.entries(given)) {
    const option = rows.get(key);
    if (value === undefined) continue;
    if (option === undefined) {
      problems.push(modelSayings.say('noOption', modelName(id), said(key), keys));
      continue;
    }
    const found = read(option, value);
    if ('value' in found) values[key] = found.value;
    else problems.push(found.problem);
  }
  return { options: values, problems };
}
