import { apply, isApplied } from './calls.ts';
import { readCases, readPieces, readWhole } from './choices.ts';
import { readHead } from './head.ts';
import { aliases, constants, hintFor } from './names.ts';
import { fail, type Grammar, quoteSource, FormulaReader } from './reader.ts';
import { formulaSentences } from './formula-sentences.ts';
import { type Token, tokenize } from './tokens.ts';
import type { Expression } from './tree.ts';

export { MAX_DEPTH, MAX_NODES } from './reader.ts';

/**
 * Formula text -> tree, by recursive descent:
 *
 *     formula  = head? whole                               head: f(x, y) =, z =, lambda x, y:, (x, y) =>
 *     whole    = a choice, a condition or a sum            choices.ts
 *     sum      = product (('+' | '-') product)*
 *     product  = unary (('*' | '/' | 'mod') unary | power)*   power alone: implicit multiplication
 *     unary    = ('+' | '-') unary | power
 *     power    = value superscript? ('^' unary)?
 *     value    = number | name | call | '(' whole ')' | '|' sum '|' | radical value | fraction value value
 *     call     = a function and its arguments               calls.ts
 *
 * So -x^2 is -(x^2), 2^3^2 is 2^(3^2), 2^-x is 2^(-x), and implicit multiplication binds like `*`, from the left:
 * 1/2x is (1/2)*x. What follows without a sign must not be a number: `x 2` and `2 3` are refused. A name that is none
 * is read as the known names that it is made of: `xy^2` is x*y^2, 1/xy is (1/x)*y, e^xy is e^x*y.
 *
 * A radical takes the one value behind it: √2x is sqrt(2)*x. A bar closes what a bar has opened where a value stands
 * before it.
 */
export const grammar: Grammar = { whole: readWhole, sum: readSum, power: readPower, value: readValue };

/**
 * Reads `text` with the variables `names`; pi, e and the functions are always known, those of `more` besides. Throws
 * FormulaError.
 */
export function parseExpression(
  text: string,
  names: Iterable<string> = ['x', 'y'],
  more?: ReadonlyMap<string, number>,
): Expression {
  const known = new Set(names);
  const reader = new FormulaReader(text, tokenize(text), known, grammar, more);
  if (reader.next().kind === 'end')
    fail('empty', formulaSentences.say('empty'), { start: 0, end: text.length });
  reader.at = readHead(reader.tokens, 0, known, known).length;
  return readToEnd(reader, [...known]);
}

/**
 * Everything from the reader's place on, as a number.
 *
 * @param variables what is said to be there where a name is unknown
 */
export function readToEnd(reader: FormulaReader, variables: readonly string[]): Expression {
  reader.variables = variables;
  const tree = reader.number(readWhole(reader));
  if (reader.tokens[reader.at + 1]?.kind === 'end') reader.take(';');
  const rest = reader.next();
  if (rest.kind === ')') fail('parenthesis', formulaSentences.say('unopened', rest.text), rest);
  if (rest.kind === ',') fail('unexpected', formulaSentences.say('strayComma'), rest);
  if (rest.kind === '=' || rest.kind === '=>')
    fail('character', formulaSentences.say('equals', rest.text), rest);
  if (rest.kind === ';') fail('character', formulaSentences.say('character', '";"', undefined), rest);
  if (rest.kind !== 'end') fail('unexpected', formulaSentences.say('unexpected', rest.text), rest);
  return tree;
}

function readSum(reader: FormulaReader): Expression {
  let left = readProduct(reader);
  for (;;) {
    const operator = reader.next().kind;
    if (operator !== '+' && operator !== '-') return left;
    reader.at++;
    left = reader.binary(operator, left, readProduct(reader));
  }
}

function readProduct(reader: FormulaReader): Expression {
  let left = readUnary(reader);
  for (;;) {
    const next = reader.next();
    if (next.kind === '*' || next.kind === '/') {
      reader.at++;
      left = reader.binary(next.kind, left, readUnary(reader));
    } else if (reader.take('%') || (!reader.isListed() && reader.takeWord('mod', 'bmod'))) {
      left = remainder(reader, left, readUnary(reader));
    } else if (reader.beginsFactor(next)) {
      left = reader.binary('*', left, readPower(reader));
    } else if (next.kind === 'number') {
      fail('unexpected', formulaSentences.say('numberAfterValue', quoteSource(next.text)), next);
    } else {
      return left;
    }
  }
}

function readUnary(reader: FormulaReader): Expression {
  const sign = reader.next();
  if (sign.kind !== '+' && sign.kind !== '-') return readPower(reader);
  reader.at++;
  const operand = reader.deeper(sign, () => readUnary(reader));
  if (sign.kind === '+') return operand;
  const number = reader.number(operand);
  return reader.made({ kind: 'negation', operand: number, start: sign.start, end: operand.end });
}

function readPower(reader: FormulaReader): Expression {
  let base = readValue(reader);
  const superscript = reader.next();
  if (superscript.kind === 'superscript') {
    reader.at++;
    base = reader.binary('^', base, reader.literal(superscript.value, superscript));
  }
  const sign = reader.next();
  if (sign.kind !== '^') return base;
  reader.at++;
  return reader.binary(
    '^',
    base,
    reader.deeper(sign, () => readUnary(reader)),
  );
}

function readValue(reader: FormulaReader): Expression {
  const token = reader.next();
  switch (token.kind) {
    case 'number':
      reader.at++;
      return reader.made({ kind: 'number', ...decimal(reader, token) });
    case 'name':
      return readName(reader, token);
    case '(':
      return readGroup(reader, token);
    case '|':
      return readAbsolute(reader, token);
    case 'radical':
      return readRadical(reader, token);
    case 'fraction':
      return readFraction(reader, token);
    case 'cases':
      return readCases(reader, token);
    case 'end':
      return fail('incomplete', formulaSentences.say('unexpectedEnd'), token);
    case '=':
    case '=>':
      return fail('character', formulaSentences.say('equals', token.text), token);
    default:
      return fail('unexpected', formulaSentences.say('unexpected', token.text), token);
  }
}

/** A number, with the digits behind a decimal comma where no comma separates arguments. */
function decimal(reader: FormulaReader, whole: Token): { value: number; start: number; end: number } {
  const { value, start, end } = whole;
  const comma = reader.next();
  const rest = reader.tokens[reader.at + 1];
  const isDecimal =
    !reader.listing &&
    /^\d+$/.test(whole.text) &&
    comma.kind === ',' &&
    comma.start === end &&
    rest?.kind === 'number' &&
    rest.start === comma.end &&
    /^\d+(?:[eE]|$)/.test(rest.text);
  if (!isDecimal) return { value, start, end };
  const span = { start, end: rest.end };
  if (/^[1-9]\d{0,2}$/.test(whole.text) && /^\d{3}$/.test(rest.text)) {
    fail(
      'number',
      formulaSentences.say('groupedDigits', whole.text + rest.text, `${whole.text}.${rest.text}`),
      span,
    );
  }
  reader.at += 2;
  return { value: Number(`${whole.text}.${rest.text}`), ...span };
}

function readGroup(reader: FormulaReader, open: Token): Expression {
  reader.at++;
  if (reader.next().kind === ')') {
    fail('incomplete', formulaSentences.say('emptyParentheses'), {
      start: open.start,
      end: reader.next().end,
    });
  }
  const inner = reader.within(open, false, () => {
    const first = readWhole(reader);
    return open.text === '{' && reader.next().kind === ':' ? readPieces(reader, first) : first;
  });
  const span = { start: open.start, end: reader.close(open).end };
  const rounding = ROUNDING.get(open.text);
  return rounding === undefined ? { ...inner, ...span } : reader.call(rounding, [inner], span);
}

/** Brackets that round what they hold. */
const ROUNDING: ReadonlyMap<string, string> = new Map([
  ['\u230a', 'floor'],
  ['\u2308', 'ceil'],
]);

function readAbsolute(reader: FormulaReader, open: Token): Expression {
  reader.at++;
  const bars = reader.bars + 1;
  const inner = reader.within(open, false, () => {
    reader.bars = bars;
    return readSum(reader);
  });
  const close = reader.next();
  if (close.kind !== '|') fail('parenthesis', formulaSentences.say('unclosedBar'), open);
  reader.at++;
  return reader.call('abs', [inner], { start: open.start, end: close.end });
}

function readRadical(reader: FormulaReader, sign: Token): Expression {
  reader.at++;
  const { degree, operand } = reader.deeper(sign, () => {
    const index = reader.next();
    const isIndexed = sign.text === '\\sqrt' && index.text === '[';
    const indexed = isIndexed ? readGroup(reader, index) : undefined;
    return { degree: indexed, operand: readValue(reader) };
  });
  const span = { start: sign.start, end: operand.end };
  const isCube = sign.text === '\u221b' || (degree?.kind === 'number' && degree.value === 3);
  if (isCube) return reader.call('cbrt', [operand], span);
  if (degree === undefined) return reader.call('sqrt', [operand], span);
  const one = reader.literal(1, degree);
  return { ...reader.binary('^', operand, reader.binary('/', one, degree)), ...span };
}

/** \\frac{1}{2}, \\frac12: what is not in braces is one character. */
function readFraction(reader: FormulaReader, sign: Token): Expression {
  reader.at++;
  const [above, below] = reader.deeper(sign, () => [readBraced(reader), readBraced(reader)] as const);
  return { ...reader.binary('/', above, below), start: sign.start };
}

function readBraced(reader: FormulaReader): Expression {
  const token = reader.next();
  const isLong = (token.kind === 'number' || token.kind === 'name') && token.end - token.start > 1;
  if (isLong && !token.text.startsWith('pi')) {
    fail('unexpected', formulaSentences.say('braces', quoteSource(token.text)), token);
  }
  return readValue(reader);
}

function readName(reader: FormulaReader, token: Token): Expression {
  const index = reader.indices.get(token.text);
  if (index !== undefined) {
    reader.at++;
    return reader.literal(index, token);
  }
  if (reader.names.has(token.text) || constants.has(token.text)) {
    reader.at++;
    return reader.made({ kind: 'name', name: token.text, start: token.start, end: token.end });
  }
  const name = aliases.get(token.text) ?? token.text;
  const called = reader.tokens[reader.at + 1]?.kind === '(';
  if (reader.beginsFurther() || isApplied(name, called)) return apply(reader, token, name);
  const words = reader.wordsOf(token.text);
  if (words === undefined) {
    const typed = quoteSource(reader.said(token).replace(/^\\/, ''));
    const hint = hintFor(token.text, new Set(reader.variables));
    fail('name', formulaSentences.say(called ? 'unknownFunction' : 'unknownName', typed, hint), token);
  }
  reader.split(token, words);
  return readName(reader, reader.next());
}

/** a - b*floor(a/b): of b's sign, as Python's and NumPy's. */
function remainder(reader: FormulaReader, a: Expression, b: Expression): Expression {
  const floor = reader.call('floor', [reader.binary('/', a, b)], { start: a.start, end: b.end });
  return reader.binary('-', a, reader.binary('*', b, floor));
}
