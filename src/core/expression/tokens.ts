import { FormulaError } from './formula-error.ts';
import { sentences } from './sentences.ts';

/**
 * Formula text -> tokens.
 *
 * Numbers: `2`, `2.5`, `.5`, `2.`, `2.5E+2`. Straight after a number, `e` begins an exponent: `2e-3`. Followed
 * by a letter it begins a name (`2exp(x)`), followed by `^` it is the constant (`2e^x`); anything else, as in
 * `1e` or `1e-*x`, is refused rather than guessed at. Names: ASCII letters, digits after the first, underscores.
 * `**` is read as `^`, and the signs that text processors put in the place of `*` and `-` are read as those.
 */

export type TokenKind = 'number' | 'name' | '+' | '-' | '*' | '/' | '^' | '(' | ')' | ',' | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** The number's value; 0 for other kinds. */
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

/** Characters in a formula, at most. Checked first, so that a megabyte of text costs nothing. */
export const MAX_LENGTH = 4000;

const SPACE = /[ \t\r\n]*/y;
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const BROKEN_EXPONENT = /[eE](?![A-Za-z_]|[ \t\r\n]*(?:\^|\*\*))/y;

const SIGNS: ReadonlyMap<string, TokenKind> = new Map<string, TokenKind>([
  ['+', '+'],
  ['-', '-'],
  ['\u2212', '-'],
  ['*', '*'],
  ['\u00d7', '*'],
  ['\u00b7', '*'],
  ['\u22c5', '*'],
  ['/', '/'],
  ['^', '^'],
  ['(', '('],
  [')', ')'],
  [',', ','],
]);

const INSTEAD: ReadonlyMap<string, string> = new Map([
  ['\u00b2', '^2'],
  ['\u00b3', '^3'],
  ['\u03c0', 'pi'],
  ['\u221a', 'sqrt(...)'],
  ['\u00f7', '/'],
  ['[', '('],
  ['{', '('],
  [']', ')'],
  ['}', ')'],
  ['|', 'abs(...)'],
]);

/** Throws FormulaError on a length over `MAX_LENGTH`, a foreign character or a malformed number. */
export function tokenize(text: string): Token[] {
  if (text.length > MAX_LENGTH) {
    throw new FormulaError('too-long', sentences.tooLong(MAX_LENGTH), MAX_LENGTH, text.length);
  }
  const tokens: Token[] = [];
  let at = matchEnd(SPACE, text, 0);
  while (at < text.length) {
    const token = readToken(text, at);
    tokens.push(token);
    at = matchEnd(SPACE, text, token.end);
  }
  tokens.push({ kind: 'end', text: '', value: 0, start: text.length, end: text.length });
  return tokens;
}

function readToken(text: string, start: number): Token {
  const numberEnd = matchEnd(NUMBER, text, start);
  if (numberEnd > start) return readNumber(text, start, numberEnd);
  const nameEnd = matchEnd(NAME, text, start);
  if (nameEnd > start) {
    return { kind: 'name', text: text.slice(start, nameEnd), value: 0, start, end: nameEnd };
  }
  if (text.startsWith('**', start)) return { kind: '^', text: '**', value: 0, start, end: start + 2 };
  const character = text.charAt(start);
  const kind = SIGNS.get(character);
  if (kind !== undefined) return { kind, text: character, value: 0, start, end: start + 1 };
  throw foreignCharacter(text, start);
}

function readNumber(text: string, start: number, end: number): Token {
  if (text[end] === '.') {
    const rest = /[\d.]*/y;
    throw new FormulaError('number', sentences.malformedNumber, start, matchEnd(rest, text, end));
  }
  const digits = text.slice(start, end);
  const brokenEnd = /[eE]/.test(digits) ? end : matchEnd(BROKEN_EXPONENT, text, end);
  if (brokenEnd > end) {
    throw new FormulaError(
      'number',
      sentences.missingExponent(text.slice(start, brokenEnd)),
      start,
      brokenEnd,
    );
  }
  const value = Number(digits);
  if (value === Infinity) throw new FormulaError('number', sentences.hugeNumber, start, end);
  return { kind: 'number', text: digits, value, start, end };
}

function foreignCharacter(text: string, start: number): FormulaError {
  const point = text.codePointAt(start) ?? 0;
  const character = String.fromCodePoint(point);
  const end = start + character.length;
  if (character === '.') return new FormulaError('number', sentences.lonePoint, start, end);
  const code = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
  const visible = /[\p{L}\p{N}\p{P}\p{S}]/u.test(character);
  const plain = point > 0x20 && point < 0x7f;
  const shown = plain ? `"${character}"` : visible ? `"${character}" (${code})` : code;
  return new FormulaError('character', sentences.character(shown, INSTEAD.get(character)), start, end);
}

/** Where the sticky `pattern` ends when matched at `at`; `at` itself when it does not match. */
function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
