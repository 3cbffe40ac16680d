const OPENING: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Every sentence that a formula's reader may say, in one place. */
export const sentences = {
  empty: 'The formula is empty.',
  tooLong: (limit: number) => `The formula is longer than ${limit} characters.`,
  tooDeep: (limit: number) => `The formula is nested more than ${limit} levels deep.`,
  tooLarge: (limit: number) => `The formula has more than ${limit} parts.`,
  character: (shown: string, hint: string | undefined) =>
    `The character ${shown} has no meaning in a formula${hint === undefined ? '' : `: write ${hint}`}.`,
  invisible: (shown: string) => `The invisible character ${shown} has no meaning in a formula: delete it.`,
  latinLetter: (letter: string) => `the Latin letter ${letter}`,
  equals: (sign: string) =>
    `The sign "${sign}" has no meaning in a formula: only what is on the right of f(x, y) = is one.`,
  groupedDigits: (whole: string, decimal: string) =>
    `This comma may separate thousands or decimals: write ${whole} or ${decimal}.`,
  braces: (found: string) => `After \\frac, "${found}" needs braces: write {${found}}.`,
  missingExponent: (digits: string) =>
    `Digits are missing after "${digits}": write ${digits}-3 for an exponent, or ${digits.slice(0, -1)}*e for the constant e.`,
  malformedNumber: 'This number has more than one decimal point.',
  lonePoint: 'A decimal point needs digits beside it.',
  hugeNumber: 'This number is too large for double precision.',
  unexpected: (found: string) => `"${found}" is not expected here: a number, a name or "(" is.`,
  unexpectedEnd: 'The formula ends where a value is expected.',
  emptyParentheses: 'There is nothing between these parentheses.',
  numberAfterValue: (found: string) => `An operator is missing before ${found}: write * or ^.`,
  unclosed: (open: string) => `This "${open}" is never closed.`,
  unclosedBar: 'This "|" is never closed: write abs(...) where bars are hard to tell apart.',
  unopened: (close: string) => `This "${close}" has no "${OPENING[close] ?? '('}" before it.`,
  strayComma: 'A comma only separates the arguments of a function.',
  unknownName: (name: string, hint: string | undefined) =>
    `Unknown name "${name}"${hint === undefined ? '.' : `: ${hint}`}`,
  unknownFunction: (name: string, hint: string | undefined) =>
    `Unknown function "${name}"${hint === undefined ? '.' : `: ${hint}`}`,
  didYouMean: (name: string) => `did you mean ${name}?`,
  writeProduct: (form: string) => `write ${form} for a product.`,
  write: (...forms: string[]) => `write ${forms.join(' or ')}.`,
  bareFunction: (name: string, form: string) => `"${name}" is a function and needs parentheses: ${form}.`,
  raisedFunction: (name: string) => `This power of ${name} is not known: write ${name}(...)^n.`,
  doubtfulArgument: (name: string, arg: string) =>
    `Where the argument of "${name}" ends is open to doubt: write ${name}(${arg}) if it ends here.`,
  definition: (name: string) =>
    `What is given to "${name}" is a number, with the ends of its slider or without, as in "${name} = 2;" or "${name} = 2 from 0 to 5;".`,
  manyParameters: (limit: number) => `A formula has ${limit} parameters at most.`,
  twoVariables: 'A formula has two variables at most.',
  whichVariables: (names: string, two: string) =>
    `Which two of ${names} are the variables is open to doubt: write f(${two}) = in front of the formula.`,
  notCondition: (found: string) => `A comparison such as x < 0 is expected here, not "${found}".`,
  unfinishedChoice: 'A choice names both values: write x < 0 ? a : b or where(x < 0, a, b).',
  series: 'A sum is written sum(i, 1, 5, x^i): its index, the first and last value of that, and the term.',
  seriesBounds: (limit: number) =>
    `A sum runs over whole numbers from the smaller to the larger, ${limit} at most.`,
  variablesAre: (names: readonly string[]) =>
    names.length === 1 ? `the variable is ${names[0]}.` : `the variables are ${names.join(', ')}.`,
  argumentCount: (name: string, expected: number, found: number) =>
    `${name} takes ${expected === 1 ? '1 argument' : `${expected} arguments`}, here it has ${found}.`,
} as const;
