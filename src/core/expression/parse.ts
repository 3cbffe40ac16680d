import { evaluate } from './evaluate.ts';
import { FormulaError, type FormulaErrorCode } from './formula-error.ts';
import { functions } from './functions.ts';
import { headLength } from './head.ts';
import { aliases, constants, hintFor, inverses, wordsOf } from './names.ts';
import { sentences } from './sentences.ts';
import { type Token, type TokenKind, tokenize } from './tokens.ts';
import type { BinaryOperator, Expression } from './tree.ts';

/**
 * Formula text -> tree, by recursive descent:
 *
 *     formula  = head? sum                                 head: f(x, y) =, z =, lambda x, y:, (x, y) =>
 *     sum      = product (('+' | '-') product)*
 *     product  = unary (('*' | '/') unary | power)*        power alone: implicit multiplication
 *     unary    = ('+' | '-') unary | power
 *     power    = value superscript? ('^' unary)?
 *     value    = number | name | call | '(' sum ')' | '|' sum '|' | radical value | fraction value value
 *     call     = function raised? '(' sum (',' sum)* ')' | function raised? power+
 *     raised   = '^' whole | superscript                   sin^2(x) is sin(x)^2, sin^-1(x) is asin(x)
 *
 * So -x^2 is -(x^2), 2^3^2 is 2^(3^2), 2^-x is 2^(-x), and implicit multiplication binds like `*`, from the left:
 * 1/2x is (1/2)*x. What follows without a sign must not be a number: `x 2` and `2 3` are refused. A name that is none
 * is read as the known names that it is made of: `xy^2` is x*y^2, 1/xy is (1/x)*y, e^xy is e^x*y.
 *
 * A function without parentheses takes the numbers, names and powers behind it, up to the next function: sin 2x cos y is
 * sin(2x)*cos(y). Where that leaves a doubt, at a parenthesis or a division, it is refused. A radical takes the one
 * value behind it: √2x is sqrt(2)*x. A bar closes what a bar has opened where a value stands before it.
 */

/** Parentheses, signs and exponents that may be open at once. Keeps the recursion far from the stack's end. */
export const MAX_DEPTH = 200;
/** Numbers, names, operators and calls in one formula. */
export const MAX_NODES = 2000;

const LONGEST_QUOTE = 30;
/** Functions of two that are applied to more from the left, two at a time. */
const MANY: ReadonlySet<string> = new Set(['min', 'max']);
/** Terms of one sum. */
export const MAX_TERMS = 200;
/** What looks like a function and is written out. */
const OPERATORS: ReadonlySet<string> = new Set(['sum', 'mod']);
const CLOSING: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);

/**
 * Reads `text` with the variables `names`; pi, e and the functions are always known. Throws FormulaError.
 */
export function parseExpression(text: string, names: Iterable<string> = ['x', 'y']): Expression {
  return new Parser(text, new Set(names)).parse();
}

class Parser {
  readonly #text: string;
  readonly #tokens: Token[];
  readonly #variables: ReadonlySet<string>;
  #at = 0;
  #depth = 0;
  #nodes = 0;
  /** Bars that are open since the last parenthesis. */
  #bars = 0;
  /** The indices of the sums around, with their values. */
  readonly #indices = new Map<string, number>();
  /** Whether a comma separates arguments here. */
  #listing = false;

  constructor(text: string, variables: ReadonlySet<string>) {
    this.#text = text;
    this.#tokens = tokenize(text);
    this.#variables = variables;
  }

  parse(): Expression {
    if (this.#next().kind === 'end') fail('empty', sentences.empty, { start: 0, end: this.#text.length });
    this.#at = headLength(this.#tokens, this.#variables);
    const tree = this.#sum();
    const rest = this.#next();
    if (rest.kind === ')') fail('parenthesis', sentences.unopened(rest.text), rest);
    if (rest.kind === ',') fail('unexpected', sentences.strayComma, rest);
    if (rest.kind === '=' || rest.kind === '=>') fail('character', sentences.equals(rest.text), rest);
    if (rest.kind !== 'end') fail('unexpected', sentences.unexpected(rest.text), rest);
    return tree;
  }

  #sum(): Expression {
    let left = this.#product();
    for (;;) {
      const operator = this.#next().kind;
      if (operator !== '+' && operator !== '-') return left;
      this.#at++;
      left = this.#binary(operator, left, this.#product());
    }
  }

  #product(): Expression {
    let left = this.#unary();
    for (;;) {
      const next = this.#next();
      if (next.kind === '*' || next.kind === '/') {
        this.#at++;
        left = this.#binary(next.kind, left, this.#unary());
      } else if (this.#beginsFactor(next)) {
        left = this.#binary('*', left, this.#power());
      } else if (next.kind === 'number') {
        fail('unexpected', sentences.numberAfterValue(quote(next.text)), next);
      } else {
        return left;
      }
    }
  }

  #unary(): Expression {
    const sign = this.#next();
    if (sign.kind !== '+' && sign.kind !== '-') return this.#power();
    this.#at++;
    this.#enter(sign);
    const operand = this.#unary();
    this.#depth--;
    if (sign.kind === '+') return operand;
    return this.#made({ kind: 'negation', operand, start: sign.start, end: operand.end });
  }

  #beginsFactor({ kind }: Token): boolean {
    if (kind === '|') return this.#bars === 0;
    return kind === 'name' || kind === '(' || kind === 'radical' || kind === 'fraction';
  }

  #power(): Expression {
    return this.#raise(this.#value());
  }

  #raise(value: Expression): Expression {
    let base = value;
    const superscript = this.#next();
    if (superscript.kind === 'superscript') {
      this.#at++;
      base = this.#binary('^', base, this.#whole(superscript));
    }
    const sign = this.#next();
    if (sign.kind !== '^') return base;
    this.#at++;
    this.#enter(sign);
    const exponent = this.#unary();
    this.#depth--;
    return this.#binary('^', base, exponent);
  }

  #whole({ value, start, end }: Token): Expression {
    const number = this.#made({ kind: 'number', value: Math.abs(value), start, end });
    return value < 0 ? this.#made({ kind: 'negation', operand: number, start, end }) : number;
  }

  #value(): Expression {
    const token = this.#next();
    switch (token.kind) {
      case 'number':
        this.#at++;
        return this.#made({ kind: 'number', ...this.#decimal(token) });
      case 'name':
        return this.#name(token);
      case '(':
        return this.#group(token);
      case '|':
        return this.#absolute(token);
      case 'radical':
        return this.#radical(token);
      case 'fraction':
        return this.#fraction(token);
      case 'end':
        return fail('incomplete', sentences.unexpectedEnd, token);
      case '=':
      case '=>':
        return fail('character', sentences.equals(token.text), token);
      default:
        return fail('unexpected', sentences.unexpected(token.text), token);
    }
  }

  /** A number, with the digits behind a decimal comma where no comma separates arguments. */
  #decimal(whole: Token): { value: number; start: number; end: number } {
    const { value, start, end } = whole;
    const comma = this.#next();
    const rest = this.#tokens[this.#at + 1];
    const isDecimal =
      !this.#listing &&
      /^\d+$/.test(whole.text) &&
      comma.kind === ',' &&
      comma.start === end &&
      rest?.kind === 'number' &&
      rest.start === comma.end &&
      /^\d+(?:[eE]|$)/.test(rest.text);
    if (!isDecimal) return { value, start, end };
    const span = { start, end: rest.end };
    if (/^[1-9]\d{0,2}$/.test(whole.text) && /^\d{3}$/.test(rest.text)) {
      fail('number', sentences.groupedDigits(whole.text + rest.text, `${whole.text}.${rest.text}`), span);
    }
    this.#at += 2;
    return { value: Number(`${whole.text}.${rest.text}`), ...span };
  }

  #group(open: Token): Expression {
    this.#at++;
    if (this.#next().kind === ')') {
      fail('incomplete', sentences.emptyParentheses, { start: open.start, end: this.#next().end });
    }
    const inner = this.#within(open, false, () => this.#sum());
    const close = this.#close(open);
    return { ...inner, start: open.start, end: close.end };
  }

  #absolute(open: Token): Expression {
    this.#at++;
    const bars = this.#bars + 1;
    const inner = this.#within(open, false, () => {
      this.#bars = bars;
      return this.#sum();
    });
    const close = this.#next();
    if (close.kind !== '|') fail('parenthesis', sentences.unclosedBar, open);
    this.#at++;
    return this.#made({ kind: 'call', name: 'abs', args: [inner], start: open.start, end: close.end });
  }

  /** What `read` reads behind an opening sign. */
  #within<T>(open: Token, listing: boolean, read: () => T): T {
    const outside = [this.#bars, this.#listing] as const;
    this.#bars = 0;
    this.#listing = listing;
    this.#enter(open);
    const inner = read();
    this.#depth--;
    [this.#bars, this.#listing] = outside;
    return inner;
  }

  #radical(sign: Token): Expression {
    this.#at++;
    this.#enter(sign);
    const index = this.#next();
    const isIndexed = sign.text === '\\sqrt' && index.text === '[';
    const degree = isIndexed ? this.#group(index) : undefined;
    const operand = this.#value();
    this.#depth--;
    const span = { start: sign.start, end: operand.end };
    const isCube = sign.text === '\u221b' || (degree?.kind === 'number' && degree.value === 3);
    if (isCube) return this.#made({ kind: 'call', name: 'cbrt', args: [operand], ...span });
    if (degree === undefined) return this.#made({ kind: 'call', name: 'sqrt', args: [operand], ...span });
    const one = this.#made({ kind: 'number', value: 1, start: degree.start, end: degree.end });
    return { ...this.#binary('^', operand, this.#binary('/', one, degree)), ...span };
  }

  /** \\frac{1}{2}, \\frac12: what is not in braces is one character. */
  #fraction(sign: Token): Expression {
    this.#at++;
    this.#enter(sign);
    const [above, below] = [this.#braced(), this.#braced()];
    this.#depth--;
    return { ...this.#binary('/', above, below), start: sign.start };
  }

  #braced(): Expression {
    const token = this.#next();
    const isLong = (token.kind === 'number' || token.kind === 'name') && token.end - token.start > 1;
    if (isLong && !token.text.startsWith('pi'))
      fail('unexpected', sentences.braces(quote(token.text)), token);
    return this.#value();
  }

  #name(token: Token): Expression {
    const isKnown = this.#variables.has(token.text) || constants.has(token.text);
    if (isKnown && !this.#indices.has(token.text)) {
      this.#at++;
      return this.#made({ kind: 'name', name: token.text, start: token.start, end: token.end });
    }
    const name = aliases.get(token.text) ?? token.text;
    const called = this.#tokens[this.#at + 1]?.kind === '(';
    const index = this.#indices.get(name);
    if (index !== undefined) {
      this.#at++;
      return this.#number(index, token);
    }
    if (called && name === 'mod') return this.#remainder(token);
    if (called && name === 'sum') return this.#series(token);
    const row = functions.get(name);
    if (row !== undefined) return this.#function(token, name, row.arity);
    const words = this.#wordsOf(token.text);
    if (words === undefined) {
      const sentence = called ? sentences.unknownFunction : sentences.unknownName;
      fail('name', sentence(quote(token.text), hintFor(token.text, this.#variables)), token);
    }
    this.#split(token, words);
    return this.#name(this.#next());
  }

  /** The words of a name in its place. */
  #split(token: Token, words: readonly string[]): void {
    let start = token.start;
    const parts = words.map((text, i): Token => {
      const end = i === words.length - 1 ? token.end : start + text.length;
      const part: Token = { kind: 'name', text, value: 0, start, end };
      start = end;
      return part;
    });
    this.#tokens.splice(this.#at, 1, ...parts);
  }

  #function(token: Token, name: string, arity: number): Expression {
    this.#at++;
    const raised = arity === 1 ? this.#raised(token, name) : undefined;
    const inverse = raised?.value === -1 ? inverses.get(name) : undefined;
    const called = inverse ?? name;
    const call =
      this.#next().kind === '(' ? this.#call(token, called, arity) : this.#bareCall(token, called, arity);
    if (raised === undefined || inverse !== undefined) return call;
    return this.#binary('^', call, this.#whole(raised));
  }

  /** The exponent between a function's name and its argument, as a number token. */
  #raised(token: Token, name: string): Token | undefined {
    const sign = this.#next();
    if (sign.kind !== '^' && sign.kind !== 'superscript') return undefined;
    this.#at++;
    let exponent = sign;
    if (sign.kind === '^') {
      const open = this.#next();
      const isGrouped = this.#take('(');
      const isNegative = this.#take('-');
      const digits = this.#next();
      const value = isNegative ? -digits.value : digits.value;
      exponent = { ...digits, kind: 'number', value: digits.kind === 'number' ? value : Number.NaN };
      this.#at += digits.kind === 'number' ? 1 : 0;
      if (isGrouped && Number.isFinite(exponent.value)) this.#close(open);
    }
    const isRead = exponent.value === -1 ? inverses.has(name) : exponent.value > 0;
    if (!isRead || !Number.isInteger(exponent.value)) {
      fail('function', sentences.raisedFunction(name), { start: token.start, end: sign.end });
    }
    return exponent;
  }

  /** sin x, sin 2x, sin x^2: the numbers, names and powers that follow. */
  #bareCall(token: Token, name: string, arity: number): Expression {
    const first = this.#next();
    const isReadable =
      arity === 1 &&
      (first.kind === 'number' || first.kind === 'name' || this.#beginsFactor(first)) &&
      first.kind !== '(';
    if (!isReadable) {
      const form = `${token.text}(${Array.from({ length: arity }, () => '...').join(', ')})`;
      fail('function', sentences.bareFunction(token.text, form), token);
    }
    this.#enter(token);
    let arg = this.#power();
    while (this.#next().kind === 'name' && !this.#beginsFunction()) {
      arg = this.#binary('*', arg, this.#power());
    }
    this.#depth--;
    const after = this.#next();
    if (after.kind === '(' || after.kind === '/' || (after.kind === '|' && this.#bars === 0)) {
      const end = { start: token.start, end: arg.end };
      fail(
        'function',
        sentences.doubtfulArgument(token.text, quote(this.#text.slice(arg.start, arg.end))),
        end,
      );
    }
    return this.#made({ kind: 'call', name, args: [arg], start: token.start, end: arg.end });
  }

  /** Whether the name that follows is a function's; cuts it into its words where it is none. */
  #beginsFunction(): boolean {
    const token = this.#next();
    if (this.#variables.has(token.text) || constants.has(token.text)) return false;
    if (this.#indices.has(token.text)) return false;
    if (OPERATORS.has(token.text) || functions.has(aliases.get(token.text) ?? token.text)) return true;
    const words = this.#wordsOf(token.text);
    if (words !== undefined) this.#split(token, words);
    return words !== undefined && functions.has(aliases.get(words[0]!) ?? words[0]!);
  }

  #wordsOf(name: string): readonly string[] | undefined {
    return wordsOf(name, new Set([...this.#variables, ...this.#indices.keys()]));
  }

  /** A number that may be negative, as the tree writes it. */
  #number(value: number, { start, end }: Token): Expression {
    return this.#whole({ kind: 'number', text: '', value, start, end });
  }

  /** mod(a, b) = a - b*floor(a/b): of b's sign, as Python's and NumPy's. */
  #remainder(token: Token): Expression {
    this.#at++;
    const call = this.#call(token, 'mod', 2);
    if (call.kind !== 'call') return call;
    const [a, b] = [call.args[0]!, call.args[1]!];
    const span = { start: call.start, end: call.end };
    const quotient = this.#binary('/', a, b);
    const floor = this.#made({ kind: 'call', name: 'floor', args: [quotient], ...span });
    return { ...this.#binary('-', a, this.#binary('*', b, floor)), ...span };
  }

  /** sum(i, 1, 5, x^i), written out. */
  #series(token: Token): Expression {
    this.#at++;
    const open = this.#next();
    this.#at++;
    const index = this.#next();
    const isFree = index.kind === 'name' && !this.#variables.has(index.text) && !functions.has(index.text);
    if (!isFree) fail('arguments', sentences.series, token);
    this.#at++;
    const tree = this.#within(open, true, () => {
      const first = this.#bound(token);
      const last = this.#bound(token);
      const terms = last - first + 1;
      const isCountable = Number.isInteger(first) && Number.isInteger(last) && terms > 0;
      if (!isCountable || terms > MAX_TERMS) fail('arguments', sentences.seriesBounds(MAX_TERMS), token);
      this.#comma(token);
      return this.#terms(index.text, first, last);
    });
    const close = this.#close(open);
    return { ...tree, start: token.start, end: close.end };
  }

  #bound(token: Token): number {
    this.#comma(token);
    return evaluate(this.#sum(), {});
  }

  #comma(token: Token): void {
    if (!this.#take(',')) fail('arguments', sentences.series, token);
  }

  #terms(index: string, first: number, last: number): Expression {
    const outside = this.#indices.get(index);
    const body = this.#at;
    let total: Expression | undefined;
    for (let i = first; i <= last; i++) {
      this.#at = body;
      this.#indices.set(index, i);
      const term = this.#sum();
      total = total === undefined ? term : this.#binary('+', total, term);
    }
    if (outside === undefined) this.#indices.delete(index);
    else this.#indices.set(index, outside);
    return total!;
  }

  #call(token: Token, name: string, arity: number): Expression {
    const open = this.#next();
    this.#at++;
    const args = this.#within(open, true, () => {
      const list: Expression[] = [];
      if (this.#next().kind !== ')') {
        list.push(this.#sum());
        while (this.#take(',')) list.push(this.#sum());
      }
      return list;
    });
    const close = this.#close(open);
    const span = { start: token.start, end: close.end };
    if (args.length > 2 && MANY.has(name)) {
      return args.reduce((a, b) => this.#made({ kind: 'call', name, args: [a, b], ...span }));
    }
    if (args.length !== arity) {
      fail('arguments', sentences.argumentCount(token.text, arity, args.length), span);
    }
    return this.#made({ kind: 'call', name, args, ...span });
  }

  #close(open: Token): Token {
    const close = this.#next();
    if (close.kind === ',') fail('unexpected', sentences.strayComma, close);
    if (close.kind === '=' || close.kind === '=>') fail('character', sentences.equals(close.text), close);
    if (close.kind !== ')' || close.text !== CLOSING.get(open.text)) {
      fail('parenthesis', sentences.unclosed(open.text), open);
    }
    this.#at++;
    return close;
  }

  #binary(operator: BinaryOperator, left: Expression, right: Expression): Expression {
    return this.#made({ kind: 'binary', operator, left, right, start: left.start, end: right.end });
  }

  #made(node: Expression): Expression {
    if (++this.#nodes > MAX_NODES) fail('too-large', sentences.tooLarge(MAX_NODES), node);
    return node;
  }

  #enter(token: Token): void {
    if (++this.#depth > MAX_DEPTH) fail('too-deep', sentences.tooDeep(MAX_DEPTH), token);
  }

  #take(kind: TokenKind): boolean {
    if (this.#next().kind !== kind) return false;
    this.#at++;
    return true;
  }

  /** The token to be read next; the last one, 'end', is never passed. */
  #next(): Token {
    return this.#tokens[this.#at]!;
  }
}

function fail(code: FormulaErrorCode, message: string, span: { start: number; end: number }): never {
  throw new FormulaError(code, message, span.start, span.end);
}

function quote(text: string): string {
  return text.length <= LONGEST_QUOTE ? text : `${text.slice(0, LONGEST_QUOTE)}...`;
}
