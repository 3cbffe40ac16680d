import { FormulaError, type FormulaErrorCode } from './formula-error.ts';
import { COMMAND, FRACTION, LOGARITHM, SPACE, UPRIGHT, commandSigns, insideDelimiters } from './latex.ts';
import { CALLED_PI, ELEMENT, MODULE, indexedLetters, inModule, plainCase } from './languages.ts';
import { formulaSentences } from './formula-sentences.ts';
import { greekName, plainCommand, plainSymbol } from './symbols.ts';
import { type Spelled, HANGUL_FILLER, latinLookalike, respell } from './spelling.ts';

/**
 * Formula text -> tokens.
 *
 * Numbers: `2`, `2.5`, `.5`, `2.`, `2.5E+2`, `½`. Straight after a number, `e` begins an exponent: `2e-3`. Followed
 * by a letter it begins a name (`2exp(x)`), followed by `^` it is the constant (`2e^x`); anything else, as in
 * `1e` or `1e-*x`, is refused rather than guessed at. Names: ASCII letters, digits after the first, underscores; the
 * module of another language in front is passed over (`np.sin`, `Math.PI`), as is the backslash of LaTeX.
 * An index may stand below, behind an underscore or at the end: `x₁`, `x_1`, `\\theta_{1}` are x1 and theta1.
 * `**` is read as `^`, superscript digits are a whole exponent, and the characters that text processors put in the
 * place of others are read as those (spelling.ts).
 */

export type TokenKind =
  | 'number'
  | 'name'
  | 'radical'
  | 'fraction'
  | 'superscript'
  | '+'
  | '-'
  | '*'
  | '/'
  | '^'
  | '('
  | ')'
  | ','
  | '|'
  | '='
  | '=>'
  | '@'
  | ':'
  | ';'
  | '?'
  | '%'
  | 'relation'
  | 'and'
  | 'or'
  | 'not'
  | 'cases'
  | 'endcases'
  | 'newline'
  | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** As typed, or the plain name or sign that it stands for. */
  readonly text: string;
  /** The value of a number or superscript; 0 for other kinds. */
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

/** Characters in a formula, at most. Checked first, so that a megabyte of text costs nothing. */
export const MAX_LENGTH = 4000;

const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const BROKEN_EXPONENT = /[eE](?![A-Za-z_]|[ \t\r\n]*(?:\^|\*\*))/y;
const SUPERSCRIPT = /[\u207a\u207b]?[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+/y;
const SUBSCRIPT = /[\u2080-\u2089]{1,2}/y;
/** Behind a sign or a command: _1, _{12}, and of a character 1 too. */
const INDEX = /_(?:\d{1,2}(?!\d)|\{ *\d{1,2} *\}|[\u2080-\u2089]{1,2})|[\u2080-\u2089]{1,2}/y;
const GREEK_INDEX = /_?(?:\d{1,2}(?![\d.])|\{ *\d{1,2} *\}|[\u2080-\u2089]{1,2})/y;
/** Behind a name what it is applied to. */
const ARGUMENTS = / *[[(]|(?<=log_\d+) /y;
const FRACTION_SIGN = /[\u00bc-\u00be\u2150-\u215e]/y;

/** Codes of characters, by which most tokens are told apart before any pattern is tried. */
const [REMARK, POINT, BACKSLASH, LAST_PLAIN] = [0x23, 0x2e, 0x5c, 0x7f];
const isDigit = (code: number) => code >= 0x30 && code <= 0x39;
const isBlank = (code: number) => code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d;
/** A letter or an underscore. */
const isLetter = (code: number) =>
  (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f;

const SIGNS: ReadonlyMap<string, TokenKind> = new Map<string, TokenKind>([
  ['**', '^'],
  ['=>', '=>'],
  ['->', '=>'],
  ['\u21a6', '=>'],
  ['\u2192', '=>'],
  [':=', '='],
  ['\u2254', '='],
  ['&=', '='],
  ['.^', '^'],
  ['.*', '*'],
  ['./', '/'],
  ['@', '@'],
  ['+', '+'],
  ['-', '-'],
  ['*', '*'],
  ['/', '/'],
  ['^', '^'],
  ['(', '('],
  ['[', '('],
  ['{', '('],
  [')', ')'],
  [']', ')'],
  ['}', ')'],
  [',', ','],
  ['|', '|'],
  ['=', '='],
  [':', ':'],
  [';', ';'],
  ['?', '?'],
  ['%', '%'],
  ['<', 'relation'],
  ['<=', 'relation'],
  ['>', 'relation'],
  ['>=', 'relation'],
  ['==', 'relation'],
  ['!=', 'relation'],
  ['&', 'and'],
  ['&&', 'and'],
  ['\u2227', 'and'],
  ['\u2228', 'or'],
  ['!', 'not'],
  ['\u00ac', 'not'],
  ['\u230a', '('],
  ['\u230b', ')'],
  ['\u2308', '('],
  ['\u2309', ')'],
  ['\u221a', 'radical'],
  ['\u221b', 'radical'],
]);

/** Relations that are written with one character elsewhere. */
const RELATIONS: ReadonlyMap<string, string> = new Map([
  ['\u2264', '<='],
  ['\u2a7d', '<='],
  ['\u2265', '>='],
  ['\u2a7e', '>='],
  ['\u2260', '!='],
]);

/** Throws FormulaError on a length over `MAX_LENGTH`, a foreign character or a malformed number. */
export function tokenize(text: string): Token[] {
  if (text.length > MAX_LENGTH) {
    throw new FormulaError('too-long', formulaSentences.say('tooLong', MAX_LENGTH), MAX_LENGTH, text.length);
  }
  const spelled = respell(text);
  const { start, end } = insideDelimiters(spelled.text);
  return new Tokens(spelled, start, end).read();
}

class Tokens {
  readonly #spelled: Spelled;
  readonly #text: string;
  readonly #tokens: Token[] = [];
  readonly #indexed: ReadonlySet<string>;
  #at: number;

  constructor(spelled: Spelled, start: number, end: number) {
    this.#spelled = spelled;
    this.#text = spelled.text.slice(0, end);
    this.#indexed = indexedLetters(this.#text);
    this.#at = start;
  }

  read(): Token[] {
    this.#skip();
    while (this.#at < this.#text.length) {
      this.#token();
      this.#skip();
    }
    const end = this.#spelled.span(this.#spelled.text.length, this.#spelled.text.length);
    this.#tokens.push({ kind: 'end', text: '', value: 0, ...end });
    return this.#tokens;
  }

  #token(): void {
    const text = this.#text;
    const at = this.#at;
    const code = text.charCodeAt(at);
    if (isDigit(code) || code === POINT) {
      const digits = this.#match(NUMBER);
      if (digits !== '') return this.#number(digits);
    }
    if (isLetter(code)) return this.#name();
    const character = text.charAt(at);
    if (code > LAST_PLAIN) {
      if (this.#match(FRACTION_SIGN) !== '') {
        const [above, below] = plainDigits(character).split('\u2044');
        return this.#push('number', character, 1, Number(above) / Number(below));
      }
      const superscript = this.#match(SUPERSCRIPT);
      if (superscript !== '')
        return this.#push('superscript', superscript, superscript.length, Number(plainDigits(superscript)));
      const greek = greekName(character);
      if (greek !== undefined) return this.#symbol(greek, at + 1, GREEK_INDEX);
      const relation = RELATIONS.get(character);
      if (relation !== undefined) return this.#push('relation', relation, 1);
    }
    if (character === '\\') return this.#command();
    for (const length of [2, 1]) {
      const sign = text.slice(at, at + length);
      const kind = SIGNS.get(sign);
      if (kind !== undefined) return this.#push(kind, sign, sign.length);
    }
    this.#foreign();
  }

  #name(): void {
    const text = this.#text;
    const at = this.#at;
    let name = this.#match(NAME);
    const next = text[at + name.length];
    const module = next === '.' || next === ':' ? this.#match(MODULE).length : 0;
    if (module > 0) name = this.#match(NAME, at + module);
    const end = at + module + name.length;
    if (name.length === 2) {
      const constant = this.#match(CALLED_PI, at + module);
      if (constant !== '') return this.#push('name', 'pi', module + constant.length);
    }
    if (module > 0) return this.#push('name', inModule(name), module + name.length);
    if (this.#indexed.has(name)) return this.#symbol(name, end, ELEMENT);
    const isIndexed = name.endsWith('_') && this.#match(INDEX, end - 1) !== '';
    return isIndexed
      ? this.#symbol(name.slice(0, -1), end - 1, INDEX)
      : this.#symbol(this.#plain(name, end), end, SUBSCRIPT);
  }

  /** A function's name may have capitals where its arguments follow. */
  #plain(name: string, end: number): string {
    return this.#match(ARGUMENTS, end) === '' ? name : plainCase(name);
  }

  /** A name that ends at `end`, with the index behind it. */
  #symbol(name: string, end: number, pattern: RegExp): void {
    const index = this.#match(pattern, end);
    const digits = index === '' ? '' : plainDigits(index).replaceAll(/\D/g, '');
    this.#push('name', plainSymbol(name + digits), end + index.length - this.#at);
  }

  #number(digits: string): void {
    const at = this.#at;
    const end = at + digits.length;
    if (this.#text[end] === '.') {
      const rest = this.#match(/[\d.]*/y, end);
      this.#fail('number', formulaSentences.say('malformedNumber'), digits.length + rest.length);
    }
    const exponent = /[eE]/.test(digits) ? '' : this.#match(BROKEN_EXPONENT, end);
    if (exponent !== '') {
      this.#fail(
        'number',
        formulaSentences.say('missingExponent', digits + exponent),
        digits.length + exponent.length,
      );
    }
    const value = Number(digits);
    if (value === Infinity) this.#fail('number', formulaSentences.say('hugeNumber'), digits.length);
    this.#push('number', digits, digits.length, value);
  }

  #command(): void {
    UPRIGHT.lastIndex = this.#at;
    const upright = UPRIGHT.exec(this.#text);
    if (upright) return this.#symbol(plainCase(upright[1]!), this.#at + upright[0].length, INDEX);
    LOGARITHM.lastIndex = this.#at;
    const logarithm = LOGARITHM.exec(this.#text);
    if (logarithm) return this.#push('name', `log${logarithm[1] ?? logarithm[2]}`, logarithm[0].length);
    const lines = /\\(?:begin *\{ *cases *\}|end *\{ *cases *\}|\\)/y;
    const line = this.#match(lines);
    if (line !== '') {
      const kind = line[1] === 'b' ? 'cases' : line[1] === 'e' ? 'endcases' : 'newline';
      return this.#push(kind, line, line.length);
    }
    const command = this.#match(COMMAND);
    if (command === '') this.#foreign();
    const sign = commandSigns.get(command);
    const kind = sign === undefined ? undefined : SIGNS.get(sign);
    if (sign !== undefined && kind !== undefined) return this.#push(kind, sign, command.length);
    if (command === '\\sqrt') return this.#push('radical', command, command.length);
    if (!FRACTION.has(command)) {
      return this.#symbol(plainCommand(command.slice(1)), this.#at + command.length, INDEX);
    }
    this.#push('fraction', command, command.length);
    // \frac12 is a half: a digit that is not in braces stands for itself.
    for (let i = 0; i < 2; i++) {
      this.#skip();
      const digit = this.#match(/\d/y);
      if (digit === '') return;
      this.#push('number', digit, 1, Number(digit));
    }
  }

  #foreign(): never {
    const point = this.#text.codePointAt(this.#at) ?? 0;
    const character = String.fromCodePoint(point);
    if (character === '.') this.#fail('number', formulaSentences.say('lonePoint'), 1);
    const code = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
    const visible = /[\p{L}\p{N}\p{P}\p{S}]/u.test(character) && point !== HANGUL_FILLER;
    const plain = point > 0x20 && point < 0x7f;
    const latin = latinLookalike(character);
    const sentence = visible
      ? formulaSentences.say(
          'character',
          plain ? `"${character}"` : `"${character}" (${code})`,
          latin === undefined ? undefined : formulaSentences.say('latinLetter', latin),
        )
      : formulaSentences.say('invisible', point, code);
    this.#fail('character', sentence, character.length);
  }

  #push(kind: TokenKind, text: string, length: number, value = 0): void {
    this.#tokens.push({ kind, text, value, ...this.#spelled.span(this.#at, this.#at + length) });
    this.#at += length;
  }

  #fail(code: FormulaErrorCode, sentence: string, length: number): never {
    const { start, end } = this.#spelled.span(this.#at, this.#at + length);
    throw new FormulaError(code, sentence, start, end);
  }

  #skip(): void {
    const text = this.#text;
    let code = text.charCodeAt(this.#at);
    while (isBlank(code)) code = text.charCodeAt(++this.#at);
    // What else is passed over begins with one of these.
    if (code === REMARK || code === BACKSLASH) this.#at += this.#match(SPACE).length;
  }

  /** What the sticky `pattern` matches at `at`; empty where it does not. */
  #match(pattern: RegExp, at = this.#at): string {
    pattern.lastIndex = at;
    return pattern.exec(this.#text)?.[0] ?? '';
  }
}

/** Digits above and below the line, and those of a fraction, as plain ones. */
function plainDigits(text: string): string {
  return text.normalize('NFKC').replace('\u2212', '-');
}
