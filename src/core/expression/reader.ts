import { FormulaError, type FormulaErrorCode } from './formula-error.ts';
import { aliases, cutIntoNames } from './names.ts';
import { functions } from './functions.ts';
import { formulaSentences } from './formula-sentences.ts';
import type { Token, TokenKind } from './tokens.ts';
import { type BinaryOperator, type Expression, isCondition } from './tree.ts';

/** Parentheses, signs and exponents that may be open at once. Keeps the recursion far from the stack's end. */
export const MAX_DEPTH = 200;
/** Numbers, names, operators and calls in one formula. */
export const MAX_NODES = 2000;

const LONGEST_QUOTE = 30;
const CLOSING: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
  ['\u230a', '\u230b'],
  ['\u2308', '\u2309'],
]);
/** What looks like a function and is written out. */
const OPERATORS: ReadonlySet<string> = new Set(['sum', 'mod', 'where', 'if', 'ifelse']);

type Place = Pick<Token, 'start' | 'end'>;

/** The parts of the grammar that the others are made of; parse.ts puts them together. */
export interface Grammar {
  /** Anything, a condition too. */
  whole(reader: FormulaReader): Expression;
  sum(reader: FormulaReader): Expression;
  power(reader: FormulaReader): Expression;
  value(reader: FormulaReader): Expression;
}

/** A place in the tokens of a formula, with what is known there; makes nodes, and counts them. */
export class FormulaReader {
  readonly grammar: Grammar;
  readonly text: string;
  readonly tokens: Token[];
  readonly names: ReadonlySet<string>;
  /** Functions beside those of every formula, with the number of their arguments. */
  readonly more: ReadonlyMap<string, number>;
  /** Those of the names that a sentence lists. */
  variables: readonly string[] = [];
  at = 0;
  /** Bars that are open since the last parenthesis. */
  bars = 0;
  /** Whether a comma separates arguments here. */
  listing = false;
  /** The indices of the sums around, with their values. */
  readonly indices = new Map<string, number>();
  #depth = 0;
  #nodes = 0;

  constructor(
    text: string,
    tokens: Token[],
    names: ReadonlySet<string>,
    grammar: Grammar,
    more: ReadonlyMap<string, number> = new Map(),
  ) {
    this.text = text;
    this.tokens = tokens;
    this.names = names;
    this.grammar = grammar;
    this.more = more;
  }

  /** The token to be read next; the last one, 'end', is never passed. */
  next(): Token {
    return this.tokens[this.at]!;
  }

  take(kind: TokenKind): boolean {
    if (this.next().kind !== kind) return false;
    this.at++;
    return true;
  }

  /** Takes a word that is no variable here. */
  takeWord(...words: readonly string[]): boolean {
    const { kind, text } = this.next();
    if (kind !== 'name' || !words.includes(text) || this.isName(text)) return false;
    this.at++;
    return true;
  }

  /** Whether a name stands for a number here. */
  isName(text: string): boolean {
    return this.names.has(text) || this.indices.has(text);
  }

  /** Whether the next token is one of the further functions, applied to as many arguments as it takes. */
  beginsFurther(): boolean {
    const { text } = this.next();
    const arity = this.more.get(text);
    if (arity === undefined || this.tokens[this.at + 1]?.kind !== '(') return false;
    // What is also another function is told by its arguments: max(a) and max(a, b).
    return !this.isFunction(text) || this.isListed() === arity > 1;
  }

  /** Whether a name is a function's, or is applied like one. */
  isFunction(text: string): boolean {
    return OPERATORS.has(text) || functions.has(aliases.get(text) ?? text);
  }

  /** The known names that a name is made of, or undefined. */
  wordsOf(name: string): readonly string[] | undefined {
    // The names of rules are words: one that is misspelled is not a product.
    if (this.more.size > 0) return undefined;
    return cutIntoNames(name, new Set([...this.names, ...this.indices.keys()]));
  }

  /** The words of a name in its place. */
  split(token: Token, words: readonly string[]): void {
    let start = token.start;
    const parts = words.map((text, i): Token => {
      const end = i === words.length - 1 ? token.end : start + text.length;
      const part: Token = { kind: 'name', text, value: 0, start, end };
      start = end;
      return part;
    });
    this.tokens.splice(this.at, 1, ...parts);
  }

  beginsFactor({ kind, text }: Token): boolean {
    if (kind === '|') return this.bars === 0;
    if (kind === 'name') return !CONNECTING.has(text) || this.isName(text) || this.isListed();
    return kind === '(' || kind === 'radical' || kind === 'fraction' || kind === 'cases';
  }

  /** Whether several arguments in parentheses come behind the next token: `mod(x, 2)`, and not `x mod (y + 2)`. */
  isListed(separator: TokenKind = ','): boolean {
    let depth = 0;
    for (let i = this.at + 1; i < this.tokens.length; i++) {
      const { kind } = this.tokens[i]!;
      if (kind === '(') depth++;
      else if (kind === ')') depth--;
      if (depth <= 0) return false;
      if (kind === separator && depth === 1) return true;
    }
    return false;
  }

  /** One level deeper; refused beyond the limit. */
  deeper<T>(token: Token, read: () => T): T {
    if (++this.#depth > MAX_DEPTH) fail('too-deep', formulaSentences.say('tooDeep', MAX_DEPTH), token);
    const inner = read();
    this.#depth--;
    return inner;
  }

  /** What `read` reads behind an opening sign. */
  within<T>(open: Token, listing: boolean, read: () => T): T {
    const outside = [this.bars, this.listing] as const;
    this.bars = 0;
    this.listing = listing;
    const inner = this.deeper(open, read);
    [this.bars, this.listing] = outside;
    return inner;
  }

  close(open: Token): Token {
    const close = this.next();
    if (close.kind === ',') fail('unexpected', formulaSentences.say('strayComma'), close);
    if (close.kind === '=' || close.kind === '=>')
      fail('character', formulaSentences.say('equals', close.text), close);
    if (close.kind !== ')' || close.text !== CLOSING.get(open.text)) {
      fail('parenthesis', formulaSentences.say('unclosed', open.text), open);
    }
    this.at++;
    return close;
  }

  /** Everything between the parentheses that come next, separated by commas, or where commas are decimal by semicolons. */
  arguments(): { readonly list: readonly Expression[]; readonly end: number } {
    const open = this.next();
    this.at--;
    const separator = this.isListed(';') ? ';' : ',';
    this.at += 2;
    const list = this.within(open, separator === ',', () => {
      const args: Expression[] = [];
      if (this.next().kind === ')') return args;
      do args.push(this.grammar.whole(this));
      while (this.take(separator));
      return args;
    });
    return { list, end: this.close(open).end };
  }

  made(node: Expression): Expression {
    if (++this.#nodes > MAX_NODES) fail('too-large', formulaSentences.say('tooLarge', MAX_NODES), node);
    return node;
  }

  binary(operator: BinaryOperator, left: Expression, right: Expression): Expression {
    const [a, b] = [this.number(left), this.number(right)];
    return this.made({ kind: 'binary', operator, left: a, right: b, start: a.start, end: b.end });
  }

  call(name: string, args: readonly Expression[], { start, end }: Place): Expression {
    const numbers = args.map((arg) => this.number(arg));
    return this.made({ kind: 'call', name, args: numbers, start, end });
  }

  /** A number that may be negative, as the tree writes it. */
  literal(value: number, { start, end }: Place): Expression {
    const number = this.made({ kind: 'number', value: Math.abs(value), start, end });
    return value < 0 ? this.made({ kind: 'negation', operand: number, start, end }) : number;
  }

  /** A relation or a junction of conditions. */
  condition(name: string, args: readonly Expression[], { start, end }: Place): Expression {
    return this.made({ kind: 'call', name, args, start, end });
  }

  choice(condition: Expression, then: Expression, otherwise: Expression, { start, end }: Place): Expression {
    const args = [this.holding(condition), this.number(then), this.number(otherwise)];
    return this.made({ kind: 'call', name: 'where', args, start, end });
  }

  /** In the place of a number a condition is 1 where it holds, else 0. */
  number(tree: Expression): Expression {
    if (!isCondition(tree)) return tree;
    return this.choice(tree, this.literal(1, tree), this.literal(0, tree), tree);
  }

  /** A tree that must be a condition. */
  holding(tree: Expression): Expression {
    if (!isCondition(tree))
      fail('unexpected', formulaSentences.say('notCondition', quoteSource(this.said(tree))), tree);
    return tree;
  }

  said({ start, end }: Place): string {
    return this.text.slice(start, end);
  }
}

/** Words between values. */
const CONNECTING: ReadonlySet<string> = new Set([
  'and',
  'or',
  'if',
  'else',
  'mod',
  'bmod',
  'otherwise',
  'for',
  'from',
  'to',
]);

export function fail(code: FormulaErrorCode, message: string, span: Place): never {
  throw new FormulaError(code, message, span.start, span.end);
}

export function quoteSource(text: string): string {
  return text.length <= LONGEST_QUOTE ? text : `${text.slice(0, LONGEST_QUOTE)}...`;
}
