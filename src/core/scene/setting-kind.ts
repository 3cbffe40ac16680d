import {
  defaultValues,
  optimizerById,
  optimizers,
  readTypedRule,
  ruleOf,
  TYPED_ID,
} from '../optimizers/registry.ts';
import { MAX_RULE_LENGTH } from '../optimizers/typed/text.ts';
import type { Hyperparameter, OptimizerEntry } from '../optimizers/types.ts';
import { constantSchedule } from '../run/schedule.ts';
import { byKey } from '../words/by-key.ts';
import { averageKeys, isOfAverage, printAverage, restoreAverage } from './average-kind.ts';
import { itemOf, parseNamed, printNamed } from './call.ts';
import {
  type At,
  flag,
  isRecord,
  isWithin,
  type Kind,
  member,
  number,
  quote,
  reportUnknown,
  taken,
} from './kinds.ts';
import { limits } from './limits.ts';
import { folded, matching, nearestName } from './match-name.ts';
import { printNumber } from './number-list.ts';
import { compacted, tidied } from './rule-text.ts';
import { escapeName, restoreColor, restoreName, unescapeName } from './run-name.ts';
import type { OptimizerSetting } from './scene.ts';
import { isOfSchedule, parseSchedule, printSchedule, restoreSchedule } from './schedule-kind.ts';
import { sceneSentences } from './scene-sentences.ts';
import { followingKeys } from './suggest.ts';

/**
 * Optimizers and their schedules in links:
 *
 *     opt=adam,lr:0.22,amsgrad,schedule:step,every:50,factor:0.5,name:my favourite,color:blue,off
 *     opt=adam(lr:0.22,amsgrad,schedule:step(every:50,factor:0.5),name:my favourite,color:blue,off)
 *     opt=adam,average:exponential,averageDecay:0.95    opt=sgd,average:tail,averageFrom:100
 *     opt=custom,lr:0.03,name:mine,rule:lr=0.02in[1e-5,1]log;m=0.9*m+gradient;theta=theta-lr*m
 *
 * The first is written, both are read; the third is a rule of one's own, whose text (rule-text.ts) goes to the end. What follows a schedule and is a parameter of its kind is the schedule's.
 * What is at the rule's own default is left out. A value that follows the surface (`lr`, most often) has no default: it
 * is there where it is set, and left out where it is suggested. In a name `%`, commas and parentheses are written as %25,
 * %2C, %28, %29.
 */
export const settings: Kind<readonly OptimizerSetting[]> = {
  get form() {
    return sceneSentences.say('optimizers');
  },
  // What is beyond the limit is counted and not read.
  parse: (texts) =>
    texts
      .filter((text) => text.trim().toLowerCase() !== 'none')
      .map((text, i) => (i < limits.optimizers ? parseSetting(text) : text)),
  print: (value) => (value.length === 0 ? ['none'] : value.map(printSetting)),
  restore(given, fallback, at) {
    if (!Array.isArray(given)) {
      at.report(at.where, sceneSentences.say('mustBe', at.name, settings.form, quote(given)));
      return fallback;
    }
    if (given.length > limits.optimizers) {
      at.report(at.where, sceneSentences.say('tooMany', given.length, limits.optimizers));
    }
    const list: readonly unknown[] = given;
    const known = list.slice(0, limits.optimizers).flatMap((item, i) => {
      const setting = restoreSetting(item, { ...at, where: `${at.where}.${i}` });
      return setting ? [setting] : [];
    });
    if (known.length > 0 || list.length === 0) return known;
    at.report(at.where, sceneSentences.say('noOptimizer'));
    return fallback;
  },
};

/** Where the text of a rule begins: it has the signs that part items. */
const RULE = /(?:^|,)\s*rule\s*:/i;

function parseSetting(text: string): unknown {
  const typed = folded(text.slice(0, 20)).startsWith(TYPED_ID) ? RULE.exec(text) : null;
  const call = parseNamed(typed ? text.slice(0, typed.index) : text);
  // A text instead of an optimizer: restoring says what is wrong with it.
  if (!call) return text;
  const values: [string, unknown][] = [];
  let on = true;
  let schedule: unknown;
  const own: Record<string, unknown> = {};
  const rule = ruleNamed(call.name);
  const keys = rule && byKey(rule.hyperparameters).keys;
  for (const [written, value] of call.items) {
    const key = matching(written, ownKeys) ?? (keys && matching(written, keys)) ?? written;
    if (key === 'off' && value === null) on = false;
    else if (key === 'schedule') schedule = parseSchedule(value ?? '');
    else if (key === 'name') own['name'] = unescapeName(value ?? '');
    else if (key === 'color') own['color'] = value ?? '';
    else if (Object.hasOwn(averageKeys, key) && (!typed || isOfAverage(own['average'], key, value)))
      own['average'] = { ...(own['average'] as object | undefined), [averageKeys[key]!]: itemOf(value) };
    else if (isRecord(schedule) && isOfSchedule(schedule, key))
      schedule = { ...schedule, [key]: itemOf(value) };
    else values.push([written, itemOf(value)]);
  }
  if (typed) own['rule'] = text.slice(typed.index + typed[0].length);
  const id = typed ? TYPED_ID : (rule?.id ?? call.name);
  const setting = { id, on, values: Object.fromEntries(values), ...own };
  return schedule === undefined ? setting : { ...setting, schedule };
}

/** Keys of an optimizer that are none of its rule's. */
export const ownKeys = [
  'off',
  'schedule',
  'average',
  'averageDecay',
  'averageFrom',
  'name',
  'color',
  'rule',
] as const;

function printSetting(setting: OptimizerSetting): string {
  const { id, rule, on, values, suggested, schedule, average, name, color } = setting;
  const entry = ruleOf(setting);
  const standard = entry ? defaultValues(entry) : {};
  const following = entry ? followingKeys(entry) : [];
  const items: [string, string | null][] = Object.entries(values)
    .filter(([key, value]) =>
      following.includes(key) ? !suggested.includes(key) : !Object.is(value, standard[key]),
    )
    .map(([key, value]) => [key, value === true ? null : value === false ? 'false' : printNumber(value)]);
  if (schedule.kind !== 'constant') items.push(...printSchedule(schedule));
  if (average) items.push(...printAverage(average));
  if (name !== '') items.push(['name', escapeName(name)]);
  if (color !== null) items.push(['color', color]);
  if (!on) items.push(['off', null]);
  const printed = printNamed(id, items);
  return rule === undefined ? printed : `${printed},rule:${compacted(rule)}`;
}

let known: readonly string[] = [];

/** The names that a link may give to rules: of each its id, and what the page calls it. Rules come, none goes. */
function ruleNames(): typeof known {
  if (known.length !== 2 * optimizers.length) known = optimizers.flatMap(({ id, name }) => [id, name]);
  return known;
}

/** The rule that an outside value names. */
function ruleNamed(given: unknown): OptimizerEntry | undefined {
  const exact = typeof given === 'string' ? optimizerById(given) : undefined;
  if (exact) return exact;
  const names = ruleNames();
  const name = matching(given, names);
  return name === undefined ? undefined : optimizers[names.indexOf(name) >> 1];
}

const TYPED = [TYPED_ID];

function restoreSetting(given: unknown, at: At): OptimizerSetting | null {
  const id = member(given, 'id');
  const text = member(given, 'rule');
  const isTyped = text !== undefined && matching(id, TYPED) !== undefined;
  const typed = isTyped ? restoreRule(text, at) : null;
  if (isTyped && !typed) return null;
  const entry = typed?.entry ?? ruleNamed(id);
  if (!entry || !isRecord(given)) {
    const found = typeof given === 'string' ? given : id;
    at.report(
      at.where,
      sceneSentences.say('unknownOptimizer', quote(found), nearestName(found, ruleNames())),
    );
    return null;
  }
  reportUnknown(
    given,
    ['id', ...(typed ? ['rule'] : []), 'on', 'values', 'suggested', 'schedule', 'average', 'name', 'color'],
    at,
  );
  const on = member(given, 'on');
  const schedule = member(given, 'schedule');
  const average = restoreAverage(member(given, 'average'), at);
  const inside = (key: string): At => ({
    ...at,
    name: sceneSentences.say('of', key, entry.name),
    where: `${at.where}.${key}`,
  });
  return {
    id: entry.id,
    ...(typed && { rule: typed.rule }),
    on: on === undefined ? true : flag.restore(on, true, { ...at, name: 'on', where: `${at.where}.on` }),
    ...restoreValues(entry, member(given, 'values'), member(given, 'suggested'), at),
    schedule:
      schedule === undefined
        ? constantSchedule
        : restoreSchedule(schedule, { ...at, where: `${at.where}.schedule` }),
    ...(average && { average }),
    name: restoreName(member(given, 'name') ?? '', inside('name')),
    color: restoreColor(member(given, 'color') ?? null, inside('color')),
  };
}

/** The rule that a text from outside says, with the text as it is kept; null, and a report, where it is none. */
function restoreRule(
  given: unknown,
  at: At,
): { readonly entry: OptimizerEntry; readonly rule: string } | null {
  const where = `${at.where}.rule`;
  if (typeof given !== 'string' || given.length > MAX_RULE_LENGTH) {
    const form = sceneSentences.say('aText', MAX_RULE_LENGTH);
    at.report(
      where,
      sceneSentences.say(
        'mustBe',
        'rule',
        form,
        typeof given === 'string' ? sceneSentences.say('aLongerOne') : quote(given),
      ),
    );
    return null;
  }
  const rule = tidied(given);
  const { entry, faults } = readTypedRule(rule);
  if (entry) return { entry, rule };
  const [fault] = faults;
  at.report(
    where,
    fault
      ? sceneSentences.say('rule', fault.line, fault.message)
      : sceneSentences.say('unknownOptimizer', quote(TYPED_ID)),
  );
  return null;
}

/**
 * The values that are given, the others at their defaults, but for those that follow the surface: one that is not given
 * is left out of `values`, for `adoptSuggestions` to fill in. Named in `suggested` are these, and those that the document names.
 */
function restoreValues(
  entry: OptimizerEntry,
  given: unknown,
  named: unknown,
  at: At,
): Pick<OptimizerSetting, 'values' | 'suggested'> {
  const following = followingKeys(entry);
  const { keys, rows } = byKey(entry.hyperparameters);
  const found = new Map<string, number | boolean>();
  const result = () => {
    const values: Record<string, number | boolean> = {};
    for (const { key, default: standard } of entry.hyperparameters) {
      const value = found.get(key) ?? (following.includes(key) ? undefined : standard);
      if (value !== undefined) values[key] = value;
    }
    return {
      values,
      suggested: following.filter((key) => !found.has(key) || (Array.isArray(named) && named.includes(key))),
    };
  };
  if (given === undefined) return result();
  if (!isRecord(given)) {
    at.report(
      `${at.where}.values`,
      sceneSentences.say(
        'mustBe',
        sceneSentences.say('values', entry.name),
        sceneSentences.say('anObject'),
        quote(given),
      ),
    );
    return result();
  }
  for (const written in given) {
    if (!Object.hasOwn(given, written)) continue;
    const key = matching(written, keys) ?? written;
    const row = rows.get(key);
    const own = given[written];
    if (row && isOf(row, own)) {
      found.set(key, own);
      continue;
    }
    const where = `${at.where}.values.${key}`;
    if (!row) {
      at.report(where, sceneSentences.say('unknownValue', entry.name, quote(key), keys.join(', ')));
      continue;
    }
    const kind: Kind<number | boolean> =
      typeof row.default === 'boolean' ? flag : number({ min: row.hardMin, max: row.hardMax });
    // A switch, too, by what other code calls its states.
    const state = row.names?.findIndex((name) => name === own) ?? -1;
    const value = taken(kind, state < 0 ? own : state === 1, row.default, {
      ...at,
      where,
      name: sceneSentences.say('of', key, entry.name),
    });
    if (value !== undefined) found.set(key, value);
  }
  return result();
}

/** Whether a value can be taken as it is, which most can. */
function isOf(
  { default: standard, hardMin, hardMax }: Hyperparameter,
  given: unknown,
): given is number | boolean {
  if (typeof standard === 'boolean') return typeof given === 'boolean';
  return isWithin({ min: hardMin, max: hardMax }, given);
}
