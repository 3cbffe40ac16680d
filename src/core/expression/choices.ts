import { printExpression } from './print.ts';
import { fail, quoteSource, type FormulaReader } from './reader.ts';
import { formulaSentences } from './formula-sentences.ts';
import type { Token } from './tokens.ts';
import { type Expression, isCondition, isRelation, OPPOSITE, TURNED } from './tree.ts';

/**
 * Conditions, and values that depend on them:
 *
 *     whole       = either ('?' whole ':' whole)?  |  either 'if' either 'else' whole
 *     either      = both (('or' | '∨') both)*
 *     both        = denied (('and' | '&' | '∧') denied)*
 *     denied      = ('not' | '!') denied | comparison
 *     comparison  = sum (relation sum)*                      0 < x < 1 is 0 < x and x < 1
 *     pieces      = '{' condition ':' value, ..., value? '}'  {x < 0: -x, x}
 *     cases       = \begin{cases} value & condition \\ ... \end{cases}
 *
 * Of pieces and cases the first whose condition holds is taken; where none does, the value is undefined. Two conditions of
 * which one is the other's opposite leave nothing out. In the place of a number a condition is 1 or 0.
 */
export function readWhole(reader: FormulaReader): Expression {
  const first = readEither(reader);
  if (reader.next().kind === '?') {
    const sign = reader.next();
    reader.at++;
    return reader.deeper(sign, () => {
      const then = readWhole(reader);
      if (!reader.take(':')) fail('unexpected', formulaSentences.say('unfinishedChoice'), sign);
      const otherwise = readWhole(reader);
      return reader.choice(first, then, otherwise, { start: first.start, end: otherwise.end });
    });
  }
  const word = reader.next();
  if (!reader.takeWord('if')) return first;
  return reader.deeper(word, () => {
    const condition = readEither(reader);
    if (!reader.takeWord('else')) fail('unexpected', formulaSentences.say('unfinishedChoice'), word);
    const otherwise = readWhole(reader);
    return reader.choice(condition, first, otherwise, { start: first.start, end: otherwise.end });
  });
}

function readEither(reader: FormulaReader): Expression {
  return junction(reader, 'or', readBoth);
}

function readBoth(reader: FormulaReader): Expression {
  return junction(reader, 'and', readDenied);
}

function junction(
  reader: FormulaReader,
  kind: 'and' | 'or',
  part: (reader: FormulaReader) => Expression,
): Expression {
  let left = part(reader);
  // In a row of cases the sign stands between a value and its condition.
  while (reader.takeWord(kind) || (isCondition(left) && reader.take(kind))) {
    const [a, b] = [reader.holding(left), reader.holding(part(reader))];
    left = reader.condition(kind, [a, b], { start: a.start, end: b.end });
  }
  return left;
}

function readDenied(reader: FormulaReader): Expression {
  const sign = reader.next();
  if (!reader.takeWord('not') && !reader.take('not')) return readComparison(reader);
  const operand = reader.deeper(sign, () => reader.holding(readDenied(reader)));
  return reader.condition('not', [operand], { start: sign.start, end: operand.end });
}

function readComparison(reader: FormulaReader): Expression {
  let left = reader.grammar.sum(reader);
  let all: Expression | undefined;
  while (reader.next().kind === 'relation') {
    const relation = reader.next().text;
    reader.at++;
    const right = reader.number(reader.grammar.sum(reader));
    const span = { start: left.start, end: right.end };
    const one = reader.condition(relation, [reader.number(left), right], span);
    const both = { start: all?.start ?? 0, end: one.end };
    all = all === undefined ? one : reader.condition('and', [all, one], both);
    left = right;
  }
  return all ?? left;
}

interface Piece {
  readonly condition: Expression | null;
  readonly value: Expression;
}

/** The rest of {x < 0: -x, x}, at the first colon. */
export function readPieces(reader: FormulaReader, first: Expression): Expression {
  const pieces: Piece[] = [];
  let begun = first;
  while (reader.take(':')) {
    const condition = reader.holding(begun);
    pieces.push({ condition, value: readWhole(reader) });
    if (!reader.take(',')) return chosen(reader, pieces);
    begun = readWhole(reader);
  }
  return chosen(reader, [...pieces, { condition: null, value: begun }]);
}

/** \\begin{cases} -x & x < 0 \\\\ x & \\text{otherwise} \\end{cases} */
export function readCases(reader: FormulaReader, begin: Token): Expression {
  reader.at++;
  const pieces = reader.within(begin, false, () => {
    const rows: Piece[] = [];
    do {
      if (reader.next().kind === 'endcases') break;
      const value = reader.number(readWhole(reader));
      if (reader.next().text === ',') reader.at++;
      rows.push({ value, condition: reader.take('and') ? readRowCondition(reader) : null });
      if (/^[,.]$/.test(reader.next().text)) reader.at++;
    } while (reader.take('newline'));
    return rows;
  });
  const end = reader.next();
  if (end.kind !== 'endcases') fail('parenthesis', formulaSentences.say('unclosed', begin.text), begin);
  reader.at++;
  if (pieces.length === 0) fail('incomplete', formulaSentences.say('emptyParentheses'), begin);
  return { ...chosen(reader, pieces), start: begin.start, end: end.end };
}

function readRowCondition(reader: FormulaReader): Expression | null {
  if (reader.takeWord('otherwise', 'else')) return null;
  if (!reader.takeWord('if')) reader.takeWord('for');
  return reader.holding(readEither(reader));
}

/** The first piece whose condition holds. */
function chosen(reader: FormulaReader, pieces: readonly Piece[]): Expression {
  const last = pieces.at(-1)!;
  const before = pieces.slice(0, -1);
  const early = before.find(({ condition }) => condition === null);
  if (early)
    fail(
      'unexpected',
      formulaSentences.say('notCondition', quoteSource(reader.said(early.value))),
      early.value,
    );
  const isRest =
    last.condition === null || (before.length === 1 && isOpposite(before[0]!.condition!, last.condition));
  const rest = isRest
    ? last.value
    : reader.choice(last.condition!, last.value, undefinedValue(reader, last.value), last.value);
  return before.reduceRight<Expression>(
    (otherwise, { condition, value }) => reader.choice(condition!, value, otherwise, value),
    rest,
  );
}

function undefinedValue(reader: FormulaReader, place: Expression): Expression {
  return {
    ...reader.binary('/', reader.literal(0, place), reader.literal(0, place)),
    start: place.start,
    end: place.end,
  };
}

/** Whether one comparison holds where the other does not, of numbers that are some. */
function isOpposite(a: Expression, b: Expression): boolean {
  if (a.kind !== 'call' || b.kind !== 'call' || !isRelation(a.name) || !isRelation(b.name)) return false;
  const [al, ar, bl, br] = [...a.args, ...b.args].map(printExpression);
  if (al === bl && ar === br) return b.name === OPPOSITE[a.name];
  return al === br && ar === bl && b.name === TURNED[OPPOSITE[a.name]];
}
