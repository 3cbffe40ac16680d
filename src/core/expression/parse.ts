import { FormulaError, type FormulaErrorCode } from './formula-error.ts';
import { functions } from './functions.ts';
import { constants, hintFor } from './names.ts';
import { sentences } from './sentences.ts';
import { type Token, type TokenKind, tokenize } from './tokens.ts';
import type { BinaryOperator, Expression } from './tree.ts';

/**
 * Formula text -> tree, by recursive descent:
 *
 *     sum      = product (('+' | '-') product)*
 *     product  = unary (('*' | '/') unary | power)*        power alone: implicit multiplication
 *     unary    = ('+' | '-') unary | power
 *     power    = value ('^' unary)?
 *     value    = number | name | function '(' sum (',' sum)* ')' | '(' sum ')'
 *
 * So -x^2 is -(x^2), 2^3^2 is 2^(3^2), 2^-x is 2^(-x), and implicit multiplication binds like `*`, from the left:
 * 1/2x is (1/2)*x. What follows without a sign must be a name or a parenthesis, never a number: `x 2` and `2 3`
 * are refused. `xy` is one name; the product is `x y`.
 */

/** Parentheses, signs and exponents that may be open at once. Keeps the recursion far from the stack's end. */
export const MAX_DEPTH = 200;
/** Numbers, names, operators and calls in one formula. */
export const MAX_NODES = 2000;

const LONGEST_QUOTE = 30;

/**
 * Reads `text` with the variables `names`; pi, e and the functions are always known. Throws FormulaError.
 */
export function parseExpression(text: string, names: Iterable<string> = ['x', 'y']): Expression {
  return new Parser(text, new Set(names)).parse();
}

class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #variables: ReadonlySet<string>;
  #at = 0;
  #depth = 0;
  #nodes = 0;

  constructor(text: string, variables: ReadonlySet<string>) {
    this.#text = text;
    this.#tokens = tokenize(text);
    this.#variables = variables;
  }

  parse(): Expression {
    if (this.#next().kind === 'end') fail('empty', sentences.empty, { start: 0, end: this.#text.length });
    const tree = this.#sum();
    const rest = this.#next();
    if (rest.kind === ')') fail('parenthesis', sentences.unopened, rest);
    if (rest.kind === ',') fail('unexpected', sentences.strayComma, rest);
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
      } else if (next.kind === 'name' || next.kind === '(') {
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

  #power(): Expression {
    const base = this.#value();
    const sign = this.#next();
    if (sign.kind !== '^') return base;
    this.#at++;
    this.#enter(sign);
    const exponent = this.#unary();
    this.#depth--;
    return this.#binary('^', base, exponent);
  }

  #value(): Expression {
    const token = this.#next();
    if (token.kind === 'number') {
      this.#at++;
      return this.#made({ kind: 'number', value: token.value, start: token.start, end: token.end });
    }
    if (token.kind === 'name') return this.#name(token);
    if (token.kind === '(') return this.#group(token);
    if (token.kind === 'end') fail('incomplete', sentences.unexpectedEnd, token);
    fail('unexpected', sentences.unexpected(token.text), token);
  }

  #group(open: Token): Expression {
    this.#at++;
    if (this.#next().kind === ')') {
      fail('incomplete', sentences.emptyParentheses, { start: open.start, end: this.#next().end });
    }
    this.#enter(open);
    const inner = this.#sum();
    this.#depth--;
    const close = this.#close(open);
    return { ...inner, start: open.start, end: close.end };
  }

  #name(token: Token): Expression {
    const name = token.text;
    const called = this.#tokens[this.#at + 1]?.kind === '(';
    if (this.#variables.has(name) || constants.has(name)) {
      this.#at++;
      return this.#made({ kind: 'name', name, start: token.start, end: token.end });
    }
    const row = functions.get(name);
    if (row === undefined) {
      const sentence = called ? sentences.unknownFunction : sentences.unknownName;
      fail('name', sentence(quote(name), hintFor(name, this.#variables)), token);
    }
    if (!called) {
      const form = `${name}(${Array.from({ length: row.arity }, () => '...').join(', ')})`;
      fail('function', sentences.bareFunction(name, form), token);
    }
    this.#at++;
    return this.#call(token, row.arity);
  }

  #call(name: Token, arity: number): Expression {
    const open = this.#next();
    this.#at++;
    const args: Expression[] = [];
    this.#enter(open);
    if (this.#next().kind !== ')') {
      args.push(this.#sum());
      while (this.#take(',')) args.push(this.#sum());
    }
    this.#depth--;
    const close = this.#close(open);
    const span = { start: name.start, end: close.end };
    if (args.length !== arity) {
      fail('arguments', sentences.argumentCount(name.text, arity, args.length), span);
    }
    return this.#made({ kind: 'call', name: name.text, args, ...span });
  }

  #close(open: Token): Token {
    const close = this.#next();
    if (close.kind === ',') fail('unexpected', sentences.strayComma, close);
    if (close.kind !== ')') fail('parenthesis', sentences.unclosed, open);
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
