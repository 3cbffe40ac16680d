/** Which hyperparameters take part in a rule's updates. Follows from the registry's lines alone. */
import { namesIn } from '../expression/tree.ts';
import { actsOf, numbersOf, readRule, undecided } from './read-rule.ts';
import type { EquationLine, Hyperparameter, HyperparameterValues, OptimizerEntry } from './types.ts';

export interface ActingSetting extends Pick<Hyperparameter, 'key' | 'symbol' | 'label'> {
  readonly value: number | boolean;
}

/**
 * The hyperparameters that take part in some update: a number that is named in a line of the rule that applies, at
 * some step and whatever its scalars come to; a switch that is on and decides which lines apply. So a momentum of
 * zero leaves dampening and Nesterov's form out.
 */
export function actingSettings(entry: OptimizerEntry, values: HyperparameterValues): ActingSetting[] {
  return entry.hyperparameters.flatMap(({ key, symbol, label }): ActingSetting[] => {
    const value = values[key];
    if (value === undefined || value === false || !takesPart(entry, values, key)) return [];
    return [{ key, symbol, label, value }];
  });
}

/** Whether a number is named in a line that applies, or a switch, turned, would change which lines do. */
export function takesPart(entry: OptimizerEntry, values: HyperparameterValues, key: string): boolean {
  const { lines: applying, names } = applyingLines(entry, values);
  const value = values[key];
  if (typeof value !== 'boolean') return names.has(key);
  const { lines: turned } = applyingLines(entry, { ...values, [key]: !value });
  return applying.length !== turned.length || applying.some((line, i) => line !== turned[i]);
}

/** A run's values stay the same object while others change. */
const known = new WeakMap<HyperparameterValues, Applying>();

interface Applying {
  readonly entry: OptimizerEntry;
  readonly lines: readonly EquationLine[];
  /** All that the lines name, and what decides from step to step whether they apply. */
  readonly names: ReadonlySet<string>;
}

function applyingLines(entry: OptimizerEntry, values: HyperparameterValues): Applying {
  const before = known.get(values);
  if (before?.entry === entry) return before;
  const numbers = numbersOf(entry, values);
  const { lines: all, starts } = readRule(entry);
  const read = all
    .map((one) => ({ ...one, acts: actsOf(one, numbers) }))
    .filter(({ acts }) => acts !== 'never');
  const names = read.flatMap(({ line, tree, when, acts }) => [
    ...(line.found?.reads ?? namesIn(tree)),
    ...(acts === 'sometimes' ? namesIn(undecided(when!, numbers)) : []),
  ]);
  // What the state begins at counts where a line reads it.
  const reads = new Set(names);
  const begun = [...starts].flatMap(([key, tree]) => (reads.has(key) ? namesIn(tree) : []));
  const applying = { entry, lines: read.map(({ line }) => line), names: new Set([...names, ...begun]) };
  known.set(values, applying);
  return applying;
}
