import type { FormulaErrorCode } from '../../expression/formula-error.ts';
import { functions } from '../../expression/functions.ts';
import { ruleFunctions } from '../../expression/rule-functions.ts';
import { type Token, tokenize } from '../../expression/tokens.ts';
import type { Faults } from './faults.ts';
import { ruleSentences } from './rule-sentences.ts';
import { linesOf, type TextLine } from './text.ts';

/** A line of a rule by its left side; the right side of a parameter is its numbers, of the others still to be read. */
export type Statement = ParameterStatement | FormulaStatement;

interface Named {
  readonly name: string;
  /** The place of the name in the whole text. */
  readonly start: number;
  readonly end: number;
}

export interface ParameterStatement extends Named {
  readonly kind: 'parameter';
  readonly value: number;
  readonly range: readonly [min: number, max: number] | null;
  readonly log: boolean;
}

export interface FormulaStatement extends Named {
  /** `name(0) = ...`, or `name = ...`. */
  readonly kind: 'start' | 'assignment';
  readonly formula: string;
  /** Where the formula begins in the whole text. */
  readonly at: number;
}

const LONGEST_NAME = 24;
/** Parameters and the ends of their sliders lie within this. */
export const MAX_RULE_PARAMETER = 1e100;

/** What is given to every rule. */
export const givens: readonly string[] = ['gradient', 'theta', 't', 'loss'];

/** What is given where something begins: the start, and the place of each of its numbers, from 0. */
export const startGivens: readonly string[] = ['theta', 'index'];

/** Names that say something already: in formulas, in documents, in pictures of a step, in every object. */
const RESERVED: ReadonlySet<string> = new Set([
  ...functions.keys(),
  ...ruleFunctions.keys(),
  'where',
  'if',
  'else',
  'ifelse',
  'mod',
  'bmod',
  'and',
  'or',
  'not',
  'otherwise',
  'for',
  'from',
  'to',
  'in',
  'pi',
  'off',
  'id',
  'rule',
  'schedule',
  'name',
  'color',
  'evaluations',
  'plain',
]);

/** Whether a name says something already. */
export function isReserved(name: string): boolean {
  return RESERVED.has(name) || name in {};
}

/** The statements of a text; lines that are none are faults. */
export function statementsOf(text: string, faults: Faults): Statement[] {
  return linesOf(text).flatMap((line) => {
    const statement = statementOf(line, faults);
    if (!statement) faults.refused.add(/^\s*([\p{L}_][\p{L}\w]*)/u.exec(line.text)?.[1] ?? '');
    return statement ?? [];
  });
}

/** Arrows of papers and programs, as a sign of the same length. */
function withSign(line: string): string {
  return line.replace(/^([^=<:\u2190]*)(<-|:=|\u2190)(?!=)/, (_, name: string, sign: string) =>
    sign === '<-' ? `${name}= ` : `${name}${sign.length === 2 ? ' ' : ''}=`,
  );
}

/** What papers and programs write and a rule does not: steps and coordinates behind names, the sign of the gradient. */
const FOREIGN = [
  ['stepOfName', /[A-Za-z]\w*(?=_\{[^}]*[-+])/],
  ['coordinateOf', /(?<![\w.])[A-Za-z]\w*(?=\[)/],
  ['nabla', /\u2207|\\nabla/],
] as const;

function foreignIn(line: TextLine, faults: Faults): boolean {
  for (const [said, sign] of FOREIGN) {
    const found = sign.exec(line.text);
    if (!found || isReserved(found[0])) continue;
    const from = line.start + found.index;
    faults.add('name', ruleSentences.say(said, found[0]), from, from + found[0].length);
    return true;
  }
  return false;
}

function statementOf(line: TextLine, faults: Faults): Statement | null {
  if (foreignIn(line, faults)) return null;
  const text = withSign(line.text);
  const tokens = faults.of(line.start, () => tokenize(text));
  if (!tokens) return null;
  const at = (i: number) => tokens[i]!;
  const fault = (code: FormulaErrorCode, message: string, from: Token, to = from) => {
    faults.add(code, message, line.start + from.start, line.start + to.end);
    return null;
  };
  const end = tokens.at(-1)!;
  const first = at(0);
  if (first.kind !== 'name') return fault('assignment', ruleSentences.say('noName'), first);
  const name = first.text;
  const compared = at(1);
  if (compared.kind === 'relation' && compared.text === '==') {
    return fault('assignment', ruleSentences.say('comparison', name), compared);
  }
  if (/^[-+*/^]$/.test(compared.kind) && at(2).kind === '=') {
    return fault('assignment', ruleSentences.say('compound', name, compared.text), compared, at(2));
  }
  let sign = 1;
  let kind: FormulaStatement['kind'] = 'assignment';
  if (compared.kind === '(' && tokens.some((token) => token.kind === '=')) {
    if (at(2).kind !== 'number' || at(2).value !== 0 || at(3).kind !== ')') {
      return fault('assignment', ruleSentences.say('startPlace', name), compared);
    }
    kind = 'start';
    sign = 4;
  }
  if (at(sign).kind !== '=') return fault('assignment', ruleSentences.say('noSign'), end);
  const second = tokens.find(({ kind: each }, i) => i > sign && each === '=');
  if (second) return fault('assignment', ruleSentences.say('twoSigns'), second);
  if (at(sign + 1).kind === 'end') return fault('empty', ruleSentences.say('emptyValue', name), end);
  const wrong = wrongName(name, line.text.slice(first.start, first.end));
  if (wrong !== null) return fault('name', wrong, first);
  const named = { name, start: line.start + first.start, end: line.start + first.end };
  if (kind === 'assignment') {
    const declared = declaration(tokens, sign + 1);
    if (declared?.kind === 'broken')
      return fault('declaration', ruleSentences.say('declaration', name), declared.at);
    if (declared) {
      const { value, range, log } = declared;
      const [low, high] = range ?? [1, 2];
      const last = tokens.at(-2)!;
      if ([value, ...(range ?? [])].some((one) => Math.abs(one) > MAX_RULE_PARAMETER)) {
        return fault('number', ruleSentences.say('hugeParameter', MAX_RULE_PARAMETER), last);
      }
      if (!(low < high)) return fault('declaration', ruleSentences.say('range'), last);
      if (log && range && low <= 0) return fault('declaration', ruleSentences.say('logRange'), last);
      return { kind: 'parameter', ...named, value, range, log };
    }
  }
  const from = at(sign).end;
  return { kind, ...named, formula: text.slice(from), at: line.start + from };
}

function wrongName(name: string, typed: string): string | null {
  if (name === 't' || name === 'loss') return ruleSentences.say('given', name);
  if (!/^[A-Za-z]/.test(name)) return ruleSentences.say('underscore', typed);
  if (isReserved(name)) return ruleSentences.say('reserved', name);
  return name.length > LONGEST_NAME ? ruleSentences.say('longName', LONGEST_NAME) : null;
}

type Declaration =
  | {
      readonly kind: 'whole';
      readonly value: number;
      readonly range: readonly [number, number] | null;
      readonly log: boolean;
    }
  | { readonly kind: 'broken'; readonly at: Token };

/** A number, and the ends of its slider; null for what is a formula. */
function declaration(tokens: readonly Token[], from: number): Declaration | null {
  let place = from;
  const number = (): number | null => {
    const negative = tokens[place]!.kind === '-';
    const token = tokens[place + (negative ? 1 : 0)];
    if (token?.kind !== 'number') return null;
    place += negative ? 2 : 1;
    return negative ? -token.value : token.value;
  };
  const word = (text: string) => {
    const { kind, text: found } = tokens[place]!;
    if (kind !== 'name' || found !== text) return false;
    place++;
    return true;
  };
  const take = (kind: Token['kind']) => {
    if (tokens[place]!.kind !== kind) return false;
    place++;
    return true;
  };
  const value = number();
  if (value === null) return null;
  const next = tokens[place]!;
  if (next.kind !== 'end' && !(next.kind === 'name' && /^(?:in|log|from)$/.test(next.text))) return null;
  let log = word('log');
  let range: readonly [number, number] | null = null;
  const broken = (): Declaration => ({ kind: 'broken', at: tokens[place]! });
  const isIn = word('in');
  if (isIn || word('from')) {
    const opened = isIn && take('(');
    const low = number();
    const parted = isIn ? take(',') : word('to');
    const high = number();
    if (low === null || !parted || high === null || opened !== isIn || (isIn && !take(')'))) return broken();
    range = [low, high];
  }
  log = word('log') || log;
  return tokens[place]!.kind === 'end' ? { kind: 'whole', value, range, log } : broken();
}
