import { FormulaError } from '../expression/formula-error.ts';
import { completed } from '../expression/parameters.ts';
import type { Domain } from '../losses/types.ts';
import { compiled } from './compiled.ts';
import type { Report } from './document.ts';
import { boundOf, isDomain, isPlace, limits } from './limits.ts';
import { withoutUnseen } from './link-text.ts';
import { folded, matching, nearestName } from './match-name.ts';
import { parseNumber, parseNumbers, printNumber } from './number-list.ts';
import { sceneSentences } from './scene-sentences.ts';

/**
 * A kind of value: how it is written in a link, and what of outside data is taken for one.
 *
 * Nothing here throws or trusts: `given` may be anything, and what cannot be taken is reported and replaced.
 */
export interface Kind<T> {
  /** What it must be, as a noun for sentences and documentation: "a whole number from 1 to 9". */
  readonly form: string;
  /** The value that a link's texts stand for, unchecked; one text for each time that the key is given. */
  parse(texts: readonly string[]): unknown;
  /** Its texts in a link; one, but for a key that repeats. */
  print(value: T): readonly string[];
  /** The value when it is of this kind, else the fallback and a report. */
  restore(given: unknown, fallback: T, at: At): T;
}

/** Where a value stands: what it is called in sentences, its path in the document, and whom to tell. */
export interface At {
  readonly name: string;
  readonly where: string;
  readonly report: Report;
}

/** Text from outside as it may be shown: short, without characters that are invisible or reorder others. */
export function shown(text: string, length = 40): string {
  const short = text.length > length ? `${text.slice(0, length - 3)}...` : text;
  return short.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '\uFFFD');
}

/** A value as a sentence quotes it, never walked through. */
export function quote(value: unknown): string {
  if (typeof value === 'string') return `"${shown(value)}"`;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    const short = items.length > 0 && items.length <= 4 && items.every((item) => typeof item !== 'object');
    return short ? items.map(quote).join(', ') : sceneSentences.say('aList');
  }
  if (value === null || value === undefined) return sceneSentences.say('nothing');
  return typeof value === 'object'
    ? sceneSentences.say('anObject')
    : sceneSentences.say('ofType', typeof value);
}

/** The own member of an outside object, or undefined: never one that its prototype lends. */
export function member(given: unknown, key: string): unknown {
  return isRecord(given) && Object.hasOwn(given, key) ? given[key] : undefined;
}

export function isRecord(given: unknown): given is Record<string, unknown> {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}

/** The value when it is of the kind; else undefined, and a report. For kinds that take a value whole. */
export function taken<T>(kind: Kind<T>, given: unknown, standard: T, at: At): T | undefined {
  let refused = false;
  const report: Report = (where, message) => {
    refused = true;
    at.report(where, message);
  };
  const value = kind.restore(given, standard, { ...at, report });
  return refused ? undefined : value;
}

/** Reports that a value is none of a kind; the fallback stands in. */
export function refuseValue<T>(kind: Pick<Kind<T>, 'form'>, given: unknown, fallback: T, at: At): T {
  at.report(at.where, sceneSentences.say('mustBe', at.name, kind.form, quote(given)));
  return fallback;
}

const last = (texts: readonly string[]): string => texts.at(-1) ?? '';

interface Range {
  readonly min: number;
  readonly max: number;
  readonly whole?: boolean;
}

/** A bound as it is checked, without the plus sign of a power. */
const plain = (value: number) => String(value).replace('e+', 'e');

function rangeForm({ min, max, whole = false }: Range): string {
  const end = (limit: number) => {
    const { value, exclusive } = boundOf(limit);
    return { value: plain(value), exclusive };
  };
  return sceneSentences.say(
    'number',
    whole,
    min > -Infinity ? end(min) : null,
    max < Infinity ? end(max) : null,
  );
}

/** Whether a value is a number of a range. */
export function isWithin({ min, max, whole = false }: Range, given: unknown): given is number {
  const allowed = typeof given === 'number' && Number.isFinite(given) && given >= min && given <= max;
  return allowed && (!whole || Number.isInteger(given));
}

export function number({ min, max, whole = false }: Range): Kind<number> {
  const kind: Kind<number> = {
    get form() {
      return rangeForm({ min, max, whole });
    },
    parse: (texts) => parseNumber(last(texts)) ?? last(texts),
    print: (value) => [printNumber(value)],
    restore: (given, fallback, at) =>
      isWithin({ min, max, whole }, given) ? given : refuseValue(kind, given, fallback, at),
  };
  return kind;
}

export function choice<T extends string>(values: readonly T[]): Kind<T> {
  const kind: Kind<T> = {
    get form() {
      const [first, second] = values;
      return values.length === 2
        ? sceneSentences.say('either', first!, second!)
        : sceneSentences.say('oneOf', values);
    },
    parse: (texts) => matching(last(texts), values) ?? last(texts),
    print: (value) => [value],
    restore(given, fallback, at) {
      const value = matching(given, values);
      if (value !== undefined) return value;
      const near = nearestName(given, values);
      at.report(at.where, sceneSentences.say('mustBe', at.name, kind.form, quote(given), near));
      return fallback;
    },
  };
  return kind;
}

export function choiceOfNumbers<T extends number>(values: readonly T[]): Kind<T> {
  const kind: Kind<T> = {
    get form() {
      return sceneSentences.say('oneOf', values.map(String));
    },
    parse: (texts) => parseNumber(last(texts)) ?? last(texts),
    print: (value) => [printNumber(value)],
    restore: (given, fallback, at) =>
      values.find((one) => one === given) ?? refuseValue(kind, given, fallback, at),
  };
  return kind;
}

const switches: ReadonlyMap<string, boolean> = new Map([
  ['on', true],
  ['true', true],
  ['1', true],
  ['off', false],
  ['false', false],
  ['0', false],
]);

export const flag: Kind<boolean> = {
  get form() {
    return sceneSentences.say('onOrOff');
  },
  parse: (texts) => switches.get(folded(last(texts).slice(0, 9))) ?? last(texts),
  print: (value) => [value ? 'on' : 'off'],
  restore: (given, fallback, at) =>
    typeof given === 'boolean' ? given : refuseValue(flag, given, fallback, at),
};

/** Names of the members of a record of switches that are on. */
export function flags<T extends Readonly<Record<keyof T, boolean>>>(standard: T): Kind<T> {
  const names = Object.keys(standard) as (keyof T & string)[];
  const kind: Kind<T> = {
    get form() {
      return sceneSentences.say('anyOf', names);
    },
    parse(texts) {
      const given = last(texts)
        .split(',')
        .map((name) => name.trim());
      return Object.fromEntries(
        given
          .filter((name) => name !== '' && folded(name) !== 'none')
          .map((name) => [matching(name, names) ?? name, true]),
      );
    },
    print: (value) => [names.filter((name) => value[name]).join(',') || 'none'],
    restore(given, fallback, at) {
      if (!isRecord(given)) return refuseValue(kind, given, fallback, at);
      reportUnknown(given, names, at);
      const value = { ...fallback };
      for (const name of names) {
        const on = member(given, name);
        if (on === undefined) continue;
        value[name] = flag.restore(on, fallback[name], {
          ...at,
          name,
          where: `${at.where}.${name}`,
        }) as T[typeof name];
      }
      return value;
    },
  };
  return kind;
}

/** Reports the members of an outside record that have no meaning. */
export function reportUnknown(given: Record<string, unknown>, known: readonly string[], at: At): void {
  for (const key in given) {
    if (!Object.hasOwn(given, key) || known.includes(key)) continue;
    const near = nearestName(key, known);
    at.report(
      at.where === '' ? key : `${at.where}.${key}`,
      sceneSentences.say('unknownKey', quote(key), near),
    );
  }
}

export const point: Kind<readonly [number, number]> = {
  get form() {
    return sceneSentences.say('twoNumbers', plain(-limits.coordinate), plain(limits.coordinate));
  },
  parse: (texts) => parseNumbers(last(texts)),
  print: (value) => [value.map(printNumber).join(',')],
  restore(given, fallback, at) {
    if (Array.isArray(given) && given.length === 2) {
      const [x, y]: readonly unknown[] = given;
      if (isPlace(x) && isPlace(y)) return [x, y];
    }
    return refuseValue(point, given, fallback, at);
  },
};

/** Two whole numbers from 0 to a greatest one, the first below the second; null is written "all". */
export function interval(max: number): Kind<readonly [number, number] | null> {
  const kind: Kind<readonly [number, number] | null> = {
    get form() {
      return sceneSentences.say('interval', max);
    },
    parse: (texts) => (folded(last(texts).slice(0, 9)) === 'all' ? null : parseNumbers(last(texts))),
    print: (value) => [value === null ? 'all' : value.map(printNumber).join(',')],
    restore(given, fallback, at) {
      if (given === null) return null;
      if (Array.isArray(given) && given.length === 2) {
        const [from, to]: readonly unknown[] = given;
        if (isCount(from, max) && isCount(to, max) && from < to) return [from, to];
      }
      return refuseValue(kind, given, fallback, at);
    },
  };
  return kind;
}

function isCount(given: unknown, max: number): given is number {
  return typeof given === 'number' && Number.isInteger(given) && given >= 0 && given <= max;
}

export const domain: Kind<Domain> = {
  get form() {
    return sceneSentences.say('fourNumbers', plain(-limits.coordinate), plain(limits.coordinate));
  },
  parse: (texts) => parseNumbers(last(texts)),
  print: (value) => [value.map(printNumber).join(',')],
  restore(given, fallback, at) {
    const list: readonly unknown[] = Array.isArray(given) ? given : [];
    if (isDomain(list)) return [list[0], list[1], list[2], list[3]];
    at.report(at.where, sceneSentences.say('domain', domain.form, plain(limits.side), quote(given)));
    return fallback;
  },
};

/** A rectangle, or null, which no link writes. */
export const domainOrNone: Kind<Domain | null> = {
  get form() {
    return domain.form;
  },
  parse: domain.parse,
  print: (value) => (value === null ? [] : domain.print(value)),
  restore: (given, fallback, at) =>
    given === null ? null : (taken(domain, given, [0, 1, 0, 1], at) ?? fallback),
};

/** A remainder that a reader of links would take for an encoded sign of powers or parentheses. */
const encodedSigns = /%(?=5E|28|29)/gi;

export const formula: Kind<string> = {
  get form() {
    return sceneSentences.say('aFormula');
  },
  parse: last,
  // What a link would lose on its way.
  print: (value) => [withoutUnseen(value.replaceAll(/[\r\n]+/g, ' ')).replaceAll(encodedSigns, '% ')],
  restore(given, fallback, at) {
    if (typeof given !== 'string') return refuseValue(formula, given, fallback, at);
    try {
      const whole = completed(given);
      compiled(whole);
      return whole;
    } catch (error) {
      if (!(error instanceof FormulaError)) throw error;
      at.report(at.where, sceneSentences.say('formula', error.message));
      return fallback;
    }
  },
};
