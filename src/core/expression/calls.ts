import { evaluate } from './evaluate.ts';
import { functions } from './functions.ts';
import { constants, inverses } from './names.ts';
import { fail, quoteSource, type FormulaReader } from './reader.ts';
import { formulaSentences } from './formula-sentences.ts';
import type { Token } from './tokens.ts';
import type { Expression } from './tree.ts';

/**
 * Functions and what they are applied to:
 *
 *     call     = function raised? '(' whole (',' whole)* ')' | function raised? power+
 *     raised   = '^' whole number | superscript             sin^2(x) is sin(x)^2, sin^-1(x) is asin(x)
 *
 * A function without parentheses takes the numbers, names and powers behind it, up to the next function: sin 2x cos y is
 * sin(2x)*cos(y). Where that leaves a doubt, at a parenthesis or a division, it is refused.
 */

/** Functions of two that are applied to more from the left, two at a time. */
const MANY: ReadonlySet<string> = new Set(['min', 'max']);
/** Terms of one sum. */
export const MAX_TERMS = 200;

type Applied = (reader: FormulaReader, token: Token) => Expression;

/** What is written like a function and is none. */
const written: ReadonlyMap<string, Applied> = new Map<string, Applied>([
  ['mod', remainder],
  ['sum', series],
  ['where', choice],
  ['if', choice],
  ['ifelse', choice],
]);

/** Whether a name is applied to what comes behind it. */
export function isApplied(name: string, called: boolean): boolean {
  return (called && written.has(name)) || functions.has(name);
}

/** @param name the plain name of the function at `token` */
export function apply(reader: FormulaReader, token: Token, name: string): Expression {
  if (reader.beginsFurther()) {
    reader.at++;
    const { list, end } = reader.arguments();
    count(token, list, reader.more.get(name)!, end);
    return reader.call(name, list, { start: token.start, end });
  }
  const special = written.get(name);
  if (special !== undefined) {
    reader.at++;
    return special(reader, token);
  }
  const { arity } = functions.get(name)!;
  reader.at++;
  const power = arity === 1 ? raised(reader, token, name) : undefined;
  const inverse = power?.value === -1 ? inverses.get(name) : undefined;
  const called = inverse ?? name;
  const isCalled = reader.next().kind === '(';
  const call = isCalled ? parenthesised(reader, token, called, arity) : bare(reader, token, called, arity);
  if (power === undefined || inverse !== undefined) return call;
  return reader.binary('^', call, reader.literal(power.value, power));
}

function parenthesised(reader: FormulaReader, token: Token, name: string, arity: number): Expression {
  const { list, end } = reader.arguments();
  const span = { start: token.start, end };
  if (list.length > 2 && MANY.has(name)) {
    return list.reduce((a, b) => reader.call(name, [a, b], span));
  }
  count(token, list, arity, end);
  return reader.call(name, list, span);
}

function count(token: Token, list: readonly Expression[], arity: number, end: number): void {
  if (list.length === arity) return;
  fail('arguments', formulaSentences.say('argumentCount', token.text, arity, list.length), {
    start: token.start,
    end,
  });
}

/** The exponent between a function's name and its argument, as a number token. */
function raised(reader: FormulaReader, token: Token, name: string): Token | undefined {
  const sign = reader.next();
  if (sign.kind !== '^' && sign.kind !== 'superscript') return undefined;
  reader.at++;
  let exponent = sign;
  if (sign.kind === '^') {
    const open = reader.next();
    const isGrouped = reader.take('(');
    const isNegative = reader.take('-');
    const digits = reader.next();
    const value = isNegative ? -digits.value : digits.value;
    exponent = { ...digits, kind: 'number', value: digits.kind === 'number' ? value : Number.NaN };
    reader.at += digits.kind === 'number' ? 1 : 0;
    if (isGrouped && Number.isFinite(exponent.value)) reader.close(open);
  }
  const isRead = exponent.value === -1 ? inverses.has(name) : exponent.value > 0;
  if (!isRead || !Number.isInteger(exponent.value)) {
    fail('function', formulaSentences.say('raisedFunction', name), { start: token.start, end: sign.end });
  }
  return exponent;
}

/** sin x, sin 2x, sin x^2: the numbers, names and powers that follow. */
function bare(reader: FormulaReader, token: Token, name: string, arity: number): Expression {
  const first = reader.next();
  const isReadable =
    arity === 1 && (first.kind === 'number' || reader.beginsFactor(first)) && first.kind !== '(';
  if (!isReadable) {
    const form = `${token.text}(${Array.from({ length: arity }, () => '...').join(', ')})`;
    fail('function', formulaSentences.say('bareFunction', token.text, form), token);
  }
  const arg = reader.deeper(token, () => {
    let product = reader.grammar.power(reader);
    for (;;) {
      const next = reader.next();
      if (next.kind !== 'name' || !reader.beginsFactor(next) || beginsFunction(reader)) return product;
      product = reader.binary('*', product, reader.grammar.power(reader));
    }
  });
  const after = reader.next();
  if (after.kind === '(' || after.kind === '/' || (after.kind === '|' && reader.bars === 0)) {
    const end = { start: token.start, end: arg.end };
    fail(
      'function',
      formulaSentences.say('doubtfulArgument', token.text, quoteSource(reader.said(arg))),
      end,
    );
  }
  return reader.call(name, [arg], { start: token.start, end: arg.end });
}

/** Whether the name that follows is a function's; cuts it into its words where it is none. */
function beginsFunction(reader: FormulaReader): boolean {
  const token = reader.next();
  if (reader.isName(token.text) || constants.has(token.text)) return false;
  if (reader.isFunction(token.text)) return true;
  const words = reader.wordsOf(token.text);
  if (words !== undefined) reader.split(token, words);
  return words !== undefined && reader.isFunction(words[0]!);
}

/** mod(a, b) = a - b*floor(a/b): of b's sign, as Python's and NumPy's. */
function remainder(reader: FormulaReader, token: Token): Expression {
  const { list, end } = reader.arguments();
  count(token, list, 2, end);
  const [a, b] = [list[0]!, list[1]!];
  const span = { start: token.start, end };
  const floor = reader.call('floor', [reader.binary('/', a, b)], span);
  return { ...reader.binary('-', a, reader.binary('*', b, floor)), ...span };
}

/** where(x < 0, a, b) */
function choice(reader: FormulaReader, token: Token): Expression {
  const { list, end } = reader.arguments();
  count(token, list, 3, end);
  const [condition, then, otherwise] = [list[0]!, list[1]!, list[2]!];
  return reader.choice(condition, then, otherwise, { start: token.start, end });
}

/** sum(i, 1, 5, x^i), written out. */
function series(reader: FormulaReader, token: Token): Expression {
  const open = reader.next();
  reader.at++;
  const index = reader.next();
  const isFree = index.kind === 'name' && !reader.names.has(index.text) && !functions.has(index.text);
  if (!isFree) fail('arguments', formulaSentences.say('series'), token);
  reader.at++;
  const tree = reader.within(open, true, () => {
    const [first, last] = [bound(reader, token), bound(reader, token)];
    const terms = last - first + 1;
    const isCountable = Number.isInteger(first) && Number.isInteger(last) && terms > 0;
    if (!isCountable || terms > MAX_TERMS)
      fail('arguments', formulaSentences.say('seriesBounds', MAX_TERMS), token);
    comma(reader, token);
    return writtenOut(reader, index.text, first, last);
  });
  return { ...tree, start: token.start, end: reader.close(open).end };
}

function bound(reader: FormulaReader, token: Token): number {
  comma(reader, token);
  return evaluate(reader.grammar.sum(reader), {});
}

function comma(reader: FormulaReader, token: Token): void {
  if (!reader.take(',')) fail('arguments', formulaSentences.say('series'), token);
}

function writtenOut(reader: FormulaReader, index: string, first: number, last: number): Expression {
  const outside = reader.indices.get(index);
  const body = reader.at;
  let total: Expression | undefined;
  for (let i = first; i <= last; i++) {
    reader.at = body;
    reader.indices.set(index, i);
    const term = reader.grammar.sum(reader);
    total = total === undefined ? term : reader.binary('+', total, term);
  }
  if (outside === undefined) reader.indices.delete(index);
  else reader.indices.set(index, outside);
  return total!;
}
