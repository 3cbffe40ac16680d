import { formulaSentences } from '../../core/expression/formula-sentences.ts';
import type { Words } from '../types.ts';
import { counted } from '../grammar.ts';
import { spoken } from '../spoken.ts';

const OPENING: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Characters that are not seen. */
const unseen: Readonly<Record<number, string>> = {
  0x00: 'null',
  0x07: 'bell',
  0x08: 'backspace',
  0x0b: 'vertical tab',
  0x0c: 'form feed',
  0x1b: 'escape',
  0x7f: 'delete',
  0x85: 'next line',
  0x180e: 'Mongolian vowel separator',
  0x200e: 'left-to-right mark',
  0x200f: 'right-to-left mark',
  0x202a: 'left-to-right embedding',
  0x202b: 'right-to-left embedding',
  0x202c: 'pop directional formatting',
  0x202d: 'left-to-right override',
  0x202e: 'right-to-left override',
  0x2063: 'invisible separator',
  0x2064: 'invisible plus',
  0x2066: 'left-to-right isolate',
  0x2067: 'right-to-left isolate',
  0x2068: 'first strong isolate',
  0x2069: 'pop directional isolate',
  0x3164: 'Hangul filler',
};

/** What is said of a formula that cannot be read. */
export const formulaFaults: Words['formulaFaults'] = {
  empty: 'The formula is empty.',
  tooLong: (limit) => `The formula is longer than ${limit} characters.`,
  tooDeep: (limit) => `The formula is nested more than ${limit} levels deep.`,
  tooLarge: (limit) => `The formula has more than ${limit} parts.`,
  character: (shown, hint) =>
    `The character ${shown} has no meaning in a formula${hint === undefined ? '' : `: write ${hint}`}.`,
  invisible: (point, code) =>
    `The invisible character ${unseen[point] === undefined ? code : `"${unseen[point]}" (${code})`} has no meaning in a formula: delete it.`,
  latinLetter: (letter) => `the Latin letter ${letter}`,
  equals: (sign) =>
    `The sign "${sign}" has no meaning in a formula: only what is on the right of f(x, y) = is one.`,
  groupedDigits: (whole, decimal) =>
    `This comma may separate thousands or decimals: write ${whole} or ${decimal}.`,
  braces: (found) => `After \\frac, "${found}" needs braces: write {${found}}.`,
  missingExponent: (digits) =>
    `Digits are missing after "${digits}": write ${digits}-3 for an exponent, or ${digits.slice(0, -1)}*e for the constant e.`,
  malformedNumber: 'This number has more than one decimal point.',
  lonePoint: 'A decimal point needs digits beside it.',
  hugeNumber: 'This number is too large for double precision.',
  unexpected: (found) => `"${found}" is not expected here: a number, a name or "(" is.`,
  unexpectedEnd: 'The formula ends where a value is expected.',
  emptyParentheses: 'There is nothing between these parentheses.',
  numberAfterValue: (found) => `An operator is missing before ${found}: write * or ^.`,
  unclosed: (open) => `This "${open}" is never closed.`,
  unclosedBar: 'This "|" is never closed: write abs(...) where bars are hard to tell apart.',
  unopened: (close) => `This "${close}" has no "${OPENING[close] ?? '('}" before it.`,
  strayComma: 'A comma only separates the arguments of a function.',
  unknownName: (name, hint) => `Unknown name "${name}"${hint === undefined ? '.' : `: ${hint}`}`,
  unknownFunction: (name, hint) => `Unknown function "${name}"${hint === undefined ? '.' : `: ${hint}`}`,
  didYouMean: (name) => `did you mean ${name}?`,
  writeProduct: (form) => `write ${form} for a product.`,
  write: (...forms) => `write ${forms.join(' or ')}.`,
  bareFunction: (name, form) => `"${name}" is a function and needs parentheses: ${form}.`,
  raisedFunction: (name) => `This power of ${name} is not known: write ${name}(...)^n.`,
  doubtfulArgument: (name, arg) =>
    `Where the argument of "${name}" ends is open to doubt: write ${name}(${arg}) if it ends here.`,
  definition: (name) =>
    `What is given to "${name}" is a number, with the ends of its slider or without, as in "${name} = 2;" or "${name} = 2 from 0 to 5;".`,
  manyParameters: (limit) => `A formula has ${limit} parameters at most.`,
  twoVariables: 'A formula has two variables at most.',
  whichVariables: (names, two) =>
    `Which two of ${names} are the variables is open to doubt: write f(${two}) = in front of the formula.`,
  notCondition: (found) => `A comparison such as x < 0 is expected here, not "${found}".`,
  unfinishedChoice: 'A choice names both values: write x < 0 ? a : b or where(x < 0, a, b).',
  series: 'A sum is written sum(i, 1, 5, x^i): its index, the first and last value of that, and the term.',
  seriesBounds: (limit) => `A sum runs over whole numbers from the smaller to the larger, ${limit} at most.`,
  variablesAre: (names) =>
    `${counted(names.length, { one: 'the variable is', other: 'the variables are' })} ${names.join(', ')}.`,
  argumentCount: (name, expected, found) =>
    `${name} takes ${counted(expected, { one: '# argument', other: '# arguments' })}, here it has ${found}.`,
};

spoken({ formulaFaults });
formulaSentences.give(formulaFaults);
