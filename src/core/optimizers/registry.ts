import { byKey } from '../words/by-key.ts';
import { adagrad } from './adagrad.ts';
import { adam } from './adam.ts';
import { adamw } from './adamw.ts';
import { withKnobs } from './knobs.ts';
import { rmsprop } from './rmsprop.ts';
import { momentum, nesterov, sgd } from './sgd.ts';
import type { ReadRuleText } from './typed/faults.ts';
import type { Hyperparameter, HyperparameterValues, OptimizerEntry, RuleRow } from './types.ts';
import { wordedRule } from './worded.ts';

const entries = [sgd, momentum, nesterov, rmsprop, adam, adamw, adagrad].map(whole);

/**
 * Every update rule that is loaded: those of most scenes, and all others behind them once `all.ts` is. The order decides
 * which colors are theirs.
 *
 * @example
 * const adam = optimizers.find(({ id }) => id === 'adam');
 * console.log(adam.name, adam.hyperparameters.slice(0, 4).map(({ key }) => key).join(' '));
 * // Adam lr beta1 beta2 eps
 */
export const optimizers: readonly OptimizerEntry[] = entries;

const byId = new Map(entries.map((entry) => [entry.id, entry]));
const places = new Map(entries.map(({ id }, i) => [id, i]));
const early = entries.length;

/**
 * Adds rules that are not there yet.
 *
 * @param from the place of the first among all, behind those that are there from the start: some come before the others
 */
export function register(more: readonly RuleRow[], from = 0): void {
  for (const [i, rule] of more.entries()) {
    if (byId.has(rule.id)) continue;
    const entry = whole(rule);
    byId.set(entry.id, entry);
    places.set(entry.id, early + from + i);
    entries.push(entry);
  }
  entries.sort((a, b) => places.get(a.id)! - places.get(b.id)!);
}

/** The place of a rule in the order of all, whichever of them are loaded; undefined for none of the registry. */
export function placeOf(id: string): number | undefined {
  return places.get(id);
}

/** With what any rule takes beside its own, and with its words. */
function whole(rule: RuleRow): OptimizerEntry {
  return wordedRule(withKnobs(rule));
}

export function optimizerById(id: string): OptimizerEntry | undefined {
  return byId.get(id);
}

/** The id of every rule that its text says. */
export const TYPED_ID = 'custom';

/** What names a rule: an id of the registry, or that of typed ones with the text. */
export interface RuleName {
  readonly id: string;
  readonly rule?: string;
}

type Reader = (text: string) => ReadRuleText;

const NO_READER: Reader = () => ({ entry: null, faults: [] });
let reader = NO_READER;

/** What reads the texts of rules is loaded with the rules that most scenes do without. */
export function registerReader(read: Reader): void {
  reader = read;
}

/** The rule that a text says, or its faults: without any where what reads texts is not loaded. */
export function readTypedRule(text: string): ReadRuleText {
  return reader(text);
}

/** The rule of a setting: of the registry, or its own text's. */
export function ruleOf({ id, rule }: RuleName): OptimizerEntry | undefined {
  return rule === undefined ? optimizerById(id) : (reader(rule).entry ?? undefined);
}

/** Whether two settings are of one rule. */
export function isSameRule(a: RuleName, b: RuleName): boolean {
  return a.id === b.id && a.rule === b.rule;
}

/** What `recordRun` takes for a setting. */
export function choiceOf(name: RuleName, values: HyperparameterValues): OptimizerChoice {
  const rule = name.rule === undefined ? undefined : ruleOf(name);
  return rule ? { ...values, rule } : { ...values, id: name.id };
}

export function defaultValues(entry: OptimizerEntry): HyperparameterValues {
  return { ...byKey(entry.hyperparameters).defaults };
}

/** A rule of the registry by its id, or one that was compiled from a text, with any of its hyperparameters. */
export type OptimizerChoice = (
  | { readonly id: string; readonly rule?: undefined }
  | { readonly id?: undefined; readonly rule: OptimizerEntry }
) &
  Readonly<Record<string, number | boolean | string | OptimizerEntry | undefined>>;

/**
 * A rule and all of its values from an id, or the rule itself, with some of them; those left out take their defaults.
 *
 * Throws RangeError for an unknown id or key, or a number that is not finite or out of the row's hard range, and
 * TypeError for a value of the wrong kind; the message names the key and the value.
 */
export function resolveOptimizer(setting: OptimizerChoice): {
  entry: OptimizerEntry;
  values: HyperparameterValues;
} {
  const entry = setting.rule ?? optimizerById(setting.id);
  if (!entry) {
    throw new RangeError(
      `No optimizer is called ${quote(setting.id)}; there are ${[...byId.keys()].join(', ')}.`,
    );
  }
  const { keys, rows, defaults } = byKey(entry.hyperparameters);
  const values: Record<string, number | boolean> = { ...defaults };
  for (const [key, value] of Object.entries(setting)) {
    if (key === 'id' || key === 'rule' || value === undefined) continue;
    if (value === entry.fixed?.[key]) continue;
    const row = rows.get(key);
    if (!row) {
      throw new RangeError(`${entry.name} has no hyperparameter ${quote(key)}; it has ${keys.join(', ')}.`);
    }
    values[key] = checked(entry, row, value);
  }
  return { entry, values };
}

function checked(entry: OptimizerEntry, row: Hyperparameter, value: unknown): number | boolean {
  const { key, kind, hardMin, hardMax, names } = row;
  if (kind === 'boolean') {
    if (typeof value === 'boolean') return value;
    const named = names?.findIndex((name) => name === value) ?? -1;
    if (named >= 0) return named === 1;
    throw new TypeError(`${key} of ${entry.name} must be true or false, not ${quote(value)}.`);
  }
  if (typeof value !== 'number') {
    throw new TypeError(`${key} of ${entry.name} must be a number, not ${quote(value)}.`);
  }
  if (!Number.isFinite(value)) {
    throw new RangeError(`${key} of ${entry.name} must be a finite number, not ${value}.`);
  }
  if (value < hardMin)
    throw new RangeError(`${key} of ${entry.name} must be at least ${hardMin}, not ${value}.`);
  if (value > hardMax)
    throw new RangeError(`${key} of ${entry.name} must be at most ${hardMax}, not ${value}.`);
  return value;
}

/** A value as it would be written, shortened. */
function quote(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
