/** Which hyperparameters take part in a rule's updates. Follows from the registry's lines alone. */
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

function namesIn({ formula, found }: EquationLine): readonly string[] {
  return found?.reads ?? formula.match(/[A-Za-z_]\w*/g) ?? [];
}

/** A run's values stay the same object while others change. */
const known = new WeakMap<HyperparameterValues, Applying>();

interface Applying {
  readonly entry: OptimizerEntry;
  readonly lines: readonly EquationLine[];
  /** All that the lines name. */
  readonly names: ReadonlySet<string>;
}

function applyingLines(entry: OptimizerEntry, values: HyperparameterValues): Applying {
  const before = known.get(values);
  if (before?.entry === entry) return before;
  const all = scopes(entry, values);
  const lines = entry.rule.lines.filter((line) => !line.when || all.some((scope) => line.when?.(scope)));
  const applying = { entry, lines, names: new Set(lines.flatMap(namesIn)) };
  known.set(values, applying);
  return applying;
}

/** Scopes at an early, the next and a late step, with the rule's scalars small and large. */
function scopes(entry: OptimizerEntry, values: HyperparameterValues): Record<string, number>[] {
  const scalars = [
    ...entry.rule.scalars,
    ...entry.rule.lines.filter(({ part }) => part === 'scalar').map(({ key }) => key),
  ];
  const hyperparameters = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, Number(value)]),
  );
  return [1, 2, 1_000_000].flatMap((t) =>
    [-1e9, 0, 1e9].map((scalar) => ({
      ...Object.fromEntries(scalars.map((key) => [key, scalar])),
      ...hyperparameters,
      t,
    })),
  );
}
