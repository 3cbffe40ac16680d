import { constants } from './names.ts';
import { fail, type FormulaReader } from './reader.ts';
import { formulaSentences } from './formula-sentences.ts';
import { symbolOf } from './symbols.ts';
import type { Span } from './tree.ts';

/**
 * Which names of a formula are its variables:
 *
 *   1. those in front of it: f(w, b) = ..., lambda w, b: ..., (w, b) => ...
 *   2. x and y, where either occurs
 *   3. where one or two names occur, these
 *   4. where more do, the two with an index (a w1^2 + b w2^2), else a usual pair (a u^2 + b v^2)
 *
 * Two with an index are in its order, others in the order in which they occur. One alone has a partner, on which nothing
 * depends. Every other name is a parameter.
 */
export type Variables = readonly [string, string];

const PAIRS: readonly Variables[] = [
  ['u', 'v'],
  ['w', 'b'],
  ['m', 'b'],
  ['s', 't'],
  ['p', 'q'],
  ['X', 'Y'],
  ['theta', 'phi'],
  ['alpha', 'beta'],
];
/** Letters that are functions in front of a parenthesis. */
const CALLED = /^[fgh]$/;
/** A name of several letters that is read as a product may bring one that occurs nowhere else. */
const LONGEST_PRODUCT = 3;

/** The names of one letter that occur behind the reader's place and have no value, in their order. */
export function singleLetters(reader: FormulaReader, values: ReadonlyMap<string, number>): readonly string[] {
  const { tokens, at } = reader;
  const indices = new Set<string>();
  for (let i = at; i + 2 < tokens.length; i++) {
    if (tokens[i]!.text === 'sum' && tokens[i + 1]!.kind === '(') indices.add(tokens[i + 2]!.text);
  }
  const names = tokens.slice(at).flatMap(({ kind, text }, i) => {
    const isCalled = tokens[at + i + 1]?.kind === '(';
    return kind === 'name' ? [{ text, isCalled }] : [];
  });
  const isKnown = (name: string) => constants.has(name) || values.has(name) || indices.has(name);
  const isSymbol = (name: string) => symbolOf(name) !== null && !isKnown(name);
  const applied = new Set(
    names
      .filter(({ text, isCalled }) => isCalled && (CALLED.test(text) || reader.isFunction(text)))
      .map(({ text }) => text),
  );
  const alone = new Set(names.map(({ text }) => text).filter((name) => isSymbol(name) && !applied.has(name)));
  const found = new Set<string>();
  for (const { text, isCalled } of names) {
    if (alone.has(text)) found.add(text);
    else if (!isKnown(text) && !reader.isFunction(text)) {
      for (const part of product(text, isCalled, alone, isSymbol)) found.add(part);
    }
  }
  return [...found];
}

/** `ax` and `xyz` are products where at most one of their letters occurs nowhere else; x and y need not. */
function product(
  name: string,
  isCalled: boolean,
  alone: ReadonlySet<string>,
  isSymbol: (name: string) => boolean,
): readonly string[] {
  const letters = Array.from(name);
  if (
    letters.length > LONGEST_PRODUCT ||
    !letters.every((letter) => isSymbol(letter) || constants.has(letter))
  )
    return [];
  const symbols = letters.filter(isSymbol);
  const fresh = symbols.filter((letter) => !alone.has(letter) && letter !== 'x' && letter !== 'y');
  const isProduct = symbols.length > fresh.length && fresh.length <= 1;
  return isProduct && !(isCalled && fresh.length > 0 && letters.length > 2) ? symbols : [];
}

/** @param place the place in the text to blame where it cannot be told which are the two */
export function nameVariables(
  declared: readonly string[],
  symbols: readonly string[],
  place: Span,
): Variables {
  if (declared.length > 2) fail('name', formulaSentences.say('twoVariables'), place);
  if (declared.length === 2 && !(declared.includes('x') && declared.includes('y')))
    return [declared[0]!, declared[1]!];
  if (declared.length === 1) return paired(declared[0]!);
  if (declared.length === 2 || symbols.length === 0 || symbols.includes('x') || symbols.includes('y'))
    return ['x', 'y'];
  const two = symbols.length > 2 ? pairAmong(symbols) : symbols;
  if (two === undefined)
    return fail(
      'name',
      formulaSentences.say('whichVariables', symbols.join(', '), symbols.slice(0, 2).join(', ')),
      place,
    );
  return two.length === 1 ? paired(two[0]!) : inOrder([two[0]!, two[1]!]);
}

function pairAmong(symbols: readonly string[]): readonly string[] | undefined {
  const indexed = symbols.filter((name) => symbolOf(name)!.index >= 0);
  if (indexed.length === 2) return indexed;
  return PAIRS.find((pair) => pair.every((name) => symbols.includes(name)));
}

function inOrder([a, b]: Variables): Variables {
  const [first, second] = [symbolOf(a)?.index ?? -1, symbolOf(b)?.index ?? -1];
  return first >= 0 && second >= 0 && second < first ? [b, a] : [a, b];
}

/** A variable with one that stands beside it. */
function paired(name: string): Variables {
  if (name === 'x' || name === 'y') return ['x', 'y'];
  const symbol = symbolOf(name);
  if (symbol && symbol.index >= 0) return [name, symbol.letter + (symbol.index + 1)];
  return [name, PAIRS.find(([first]) => first === name)?.[1] ?? 'y'];
}
