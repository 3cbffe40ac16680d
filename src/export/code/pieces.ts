import { operate, wholePower } from '../../core/expression/operations.ts';
import type { BinaryOperator, Relation } from '../../core/expression/tree.ts';
import type { Dialect } from './dialect.ts';
import { pythonFloat, pythonNumber } from './python.ts';

/**
 * Python expressions of numbers, put together so that Python computes what Fall Line does, in the same order.
 *
 * Whole powers are made of squares (x^3 is `x**2*x`): a square is exact to rounding in either library, other powers
 * are not the same to the bit everywhere. Parts without a variable are written as typed where Python's own arithmetic
 * agrees, else as the number that they come to: Python's integers overflow into exceptions, and its roots of negative
 * numbers are complex.
 */

/** How tightly each kind binds. */
const OR = -3;
const AND = -2;
const NOT = -1;
const COMPARISON = 0;
export const SUM = 1;
export const PRODUCT = 2;
export const SIGN = 3;
export const POWER = 4;
export const VALUE = 5;

export interface CodePiece {
  readonly text: string;
  readonly level: number;
  /** Calls, parentheses and operators inside one another. */
  readonly depth: number;
  /** The terms of a sum, each but the first with its sign. */
  readonly terms?: readonly string[];
  /** What a part without a variable comes to. */
  readonly value?: number;
  /** Whether a part without a variable may stay as it is written. */
  readonly plain?: boolean;
}

/** Parts longer than this in parentheses, or nested deeper, get a name of their own. */
const LONGEST_GROUP = 60;
const DEEPEST = 40;
const WIDTH = 92;
/** Beyond, doubles are not exact and Python's integers are. */
const LARGEST_WHOLE = 2 ** 53;
/** As in the graph of a formula: larger exponents are left to the library. */
const LARGEST_EXPONENT = 16;

export class Writer {
  /** Assignments that come before the expressions that use them. */
  readonly statements: string[] = [];
  /** Functions that the script must define. */
  readonly helpers = new Set<string>();
  readonly #dialect: Dialect;
  readonly #bound = new Map<string, string>();

  readonly #prefix: string;

  /** @param prefix what names of parts begin with */
  constructor(dialect: Dialect, prefix = 'u') {
    this.#dialect = dialect;
    this.#prefix = prefix;
  }

  variable(name: string): CodePiece {
    return { text: name, level: VALUE, depth: 0 };
  }

  number(value: number): CodePiece {
    const text = pythonNumber(value);
    return { text, level: text.startsWith('-') ? SIGN : VALUE, depth: 0, value, plain: true };
  }

  /** A constant of the language: pi, e. */
  constant(name: 'pi' | 'e', value: number): CodePiece {
    return { text: `${this.#dialect.module}.${name}`, level: VALUE, depth: 0, value, plain: true };
  }

  negation(a: CodePiece): CodePiece {
    const text = `-${this.#group(a, SIGN)}`;
    return this.#made({ text, level: SIGN, depth: a.depth + 1 }, [a], (x) => -x);
  }

  binary(operator: BinaryOperator, a: CodePiece, b: CodePiece): CodePiece {
    const depth = Math.max(a.depth, b.depth) + 1;
    switch (operator) {
      case '+':
      case '-': {
        const right = this.#group(b, PRODUCT);
        const terms = [...(a.terms ?? [a.text]), `${operator} ${right}`];
        const evaluate = operator === '+' ? (x: number, y: number) => x + y : (x: number, y: number) => x - y;
        return this.#made({ text: terms.join(' '), level: SUM, depth, terms }, [a, b], evaluate);
      }
      case '*':
      case '/': {
        const text = `${this.#group(a, PRODUCT)}${operator}${this.#group(b, SIGN)}`;
        const evaluate = operator === '*' ? (x: number, y: number) => x * y : (x: number, y: number) => x / y;
        return this.#made({ text, level: PRODUCT, depth }, [a, b], evaluate);
      }
      case '^':
        return this.power(a, b);
    }
  }

  power(a: CodePiece, b: CodePiece): CodePiece {
    const exponent = b.value;
    if (exponent === 0) return this.number(1);
    if (exponent === 1) return a;
    if (a.value === Math.E) return this.call('exp', [b]);
    if (exponent !== undefined && Number.isInteger(exponent) && Math.abs(exponent) <= LARGEST_EXPONENT) {
      return this.whole(a, exponent);
    }
    // To JavaScript 1 to a power that is not finite is no number, to C it is 1. (A base that comes to 1 by itself is
    // left to C.)
    if (a.value === 1) return this.binary('+', a, this.binary('*', this.number(0), b));
    const text = `${this.#group(a, VALUE)}**${this.#group(b, SIGN)}`;
    const made = { text, level: POWER, depth: Math.max(a.depth, b.depth) + 1 };
    return this.#folded(made, [a, b], (x, y) => operate('call', 'pow', 0, x, y, 0));
  }

  /** base^exponent by repeated squaring, as in `wholePower`; the exponent is not 0. */
  whole(base: CodePiece, exponent: number): CodePiece {
    if (base.value !== undefined) return this.number(wholePower(base.value, exponent));
    const size = Math.abs(exponent);
    const isPowerOfTwo = (size & (size - 1)) === 0;
    const root = isPowerOfTwo || base.level === VALUE ? base : this.bind(base);
    let result = root;
    for (let bit = 30 - Math.clz32(size); bit >= 0; bit--) {
      result = { text: `${this.#group(result, VALUE)}**2`, level: POWER, depth: result.depth + 1 };
      if ((size >> bit) & 1) {
        result = { text: `${result.text}*${root.text}`, level: PRODUCT, depth: result.depth + 1 };
      }
    }
    return exponent > 0 ? result : this.binary('/', this.number(1), result);
  }

  /** A function of the formula language. */
  call(name: string, args: readonly CodePiece[]): CodePiece {
    if (name === 'pow') return this.power(args[0]!, args[1]!);
    const python = this.#dialect.functions.get(name);
    if (python === undefined) throw new Error(`no function ${name}`);
    const depth = Math.max(...args.map((arg) => arg.depth)) + 1;
    const whole = args.every(({ value }) => value !== undefined);
    if (!whole && !python.includes('.')) this.helpers.add(python);
    const given = args.map((arg) => (arg.value === undefined || whole ? arg : this.#asVector(arg)));
    const text = `${python}(${given.map((arg) => this.#short(arg)).join(', ')})`;
    return this.#folded({ text, level: VALUE, depth }, args, (x, y) => operate('call', name, 0, x, y, 0));
  }

  /** `a` where the condition holds, else `b`. NumPy's own, whose numbers overflow quietly. */
  choice(condition: CodePiece, a: CodePiece, b: CodePiece): CodePiece {
    const [when, then, otherwise] = [condition, a, b].map((piece) => this.#short(this.element(piece)));
    const text = `np.where(${when}, ${then}, ${otherwise})`;
    return { text, level: VALUE, depth: Math.max(condition.depth, a.depth, b.depth) + 1 };
  }

  /** `a if condition else b`: nothing of the other is computed, nor has it any part in a derivative. */
  alternative(condition: CodePiece, a: CodePiece, b: CodePiece): CodePiece {
    const [when, then, otherwise] = [condition, a, b].map((piece) => this.#short(this.element(piece)));
    const depth = Math.max(condition.depth, a.depth, b.depth) + 1;
    return this.bind({ text: `${then} if ${when} else ${otherwise}`, level: OR - 1, depth });
  }

  /** A condition. */
  comparison(a: CodePiece, sign: Relation, b: CodePiece): CodePiece {
    return this.#condition(COMPARISON, this.element(a), ` ${sign} `, this.element(b), SUM);
  }

  both(a: CodePiece, b: CodePiece): CodePiece {
    return this.#condition(AND, a, ' and ', b, AND);
  }

  either(a: CodePiece, b: CodePiece): CodePiece {
    return this.#condition(OR, a, ' or ', b, OR);
  }

  not(a: CodePiece): CodePiece {
    return { text: `not ${this.#group(a, NOT)}`, level: NOT, depth: a.depth + 1 };
  }

  #condition(level: number, a: CodePiece, between: string, b: CodePiece, atLeast: number): CodePiece {
    const text = this.#group(a, atLeast) + between + this.#group(b, atLeast);
    return { text, level, depth: Math.max(a.depth, b.depth) + 1 };
  }

  /** Gives a piece a name of its own; the same text gets the same name. */
  bind(piece: CodePiece): CodePiece {
    let name = this.#bound.get(piece.text);
    if (name === undefined) {
      name = this.#prefix + (this.#bound.size + 1);
      this.#bound.set(piece.text, name);
      this.statements.push(...this.statement(`${name} = `, piece));
    }
    return { text: name, level: VALUE, depth: 0 };
  }

  /** `before` and the piece, over several lines where it is a long sum. */
  statement(before: string, piece: CodePiece): string[] {
    if (before.length + piece.text.length <= WIDTH || piece.terms === undefined)
      return [`${before}${piece.text}`];
    return [`${before}(`, ...piece.terms.map((term) => `    ${term}`), ')'];
  }

  /** As an element of an array: never an integer. */
  element(piece: CodePiece): CodePiece {
    return piece.value === undefined ? piece : { ...piece, text: pythonFloat(piece.value) };
  }

  #group(piece: CodePiece, atLeast: number): string {
    if (piece.level >= atLeast) return this.#short(piece);
    if (piece.text.length > LONGEST_GROUP) return this.bind(piece).text;
    return `(${piece.text})`;
  }

  /** A piece that is not too deep to be part of another. */
  #short(piece: CodePiece): string {
    return piece.depth > DEEPEST ? this.bind(piece).text : piece.text;
  }

  #asVector(piece: CodePiece): CodePiece {
    return { ...piece, text: this.#dialect.constant(pythonFloat(piece.value!)) };
  }

  /** A combination of parts, kept as written where it is without a variable and Python computes the same. */
  #made(
    piece: CodePiece,
    parts: readonly CodePiece[],
    evaluate: (x: number, y: number) => number,
  ): CodePiece {
    const numbers = parts.map(({ value }) => value);
    if (numbers.includes(undefined)) return piece.depth > DEEPEST ? this.bind(piece) : piece;
    const value = evaluate(numbers[0]!, numbers[1] ?? 0);
    const plain =
      parts.every((part) => part.plain) &&
      Math.abs(value) < LARGEST_WHOLE &&
      !Object.is(value, -0) &&
      parts.at(-1)!.value !== 0;
    return plain ? { ...piece, value, plain } : this.number(value);
  }

  /** A combination of parts; the number where it is without a variable. */
  #folded(
    piece: CodePiece,
    parts: readonly CodePiece[],
    evaluate: (x: number, y: number) => number,
  ): CodePiece {
    const numbers = parts.map(({ value }) => value);
    if (numbers.includes(undefined)) return piece.depth > DEEPEST ? this.bind(piece) : piece;
    return this.number(evaluate(numbers[0]!, numbers[1] ?? 0));
  }
}
