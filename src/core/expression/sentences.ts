/** Every sentence that a formula's reader may say, in one place. */
export const sentences = {
  empty: 'The formula is empty.',
  tooLong: (limit: number) => `The formula is longer than ${limit} characters.`,
  tooDeep: (limit: number) => `The formula is nested more than ${limit} levels deep.`,
  tooLarge: (limit: number) => `The formula has more than ${limit} parts.`,
  character: (shown: string, hint: string | undefined) =>
    `The character ${shown} has no meaning in a formula${hint === undefined ? '' : `: write ${hint}`}.`,
  missingExponent: (digits: string) =>
    `Digits are missing after "${digits}": write ${digits}-3 for an exponent, or ${digits.slice(0, -1)}*e for the constant e.`,
  malformedNumber: 'This number has more than one decimal point.',
  lonePoint: 'A decimal point needs digits beside it.',
  hugeNumber: 'This number is too large for double precision.',
  unexpected: (found: string) => `"${found}" is not expected here: a number, a name or "(" is.`,
  unexpectedEnd: 'The formula ends where a value is expected.',
  emptyParentheses: 'There is nothing between these parentheses.',
  numberAfterValue: (found: string) => `An operator is missing before ${found}: write * or ^.`,
  unclosed: 'This "(" is never closed.',
  unopened: 'This ")" has no "(" before it.',
  strayComma: 'A comma only separates the arguments of a function.',
  unknownName: (name: string, hint: string | undefined) =>
    `Unknown name "${name}"${hint === undefined ? '.' : `: ${hint}`}`,
  unknownFunction: (name: string, hint: string | undefined) =>
    `Unknown function "${name}"${hint === undefined ? '.' : `: ${hint}`}`,
  didYouMean: (name: string) => `did you mean ${name}?`,
  write: (...forms: string[]) => `write ${forms.join(' or ')}.`,
  bareFunction: (name: string, form: string) => `"${name}" is a function and needs parentheses: ${form}.`,
  argumentCount: (name: string, expected: number, found: number) =>
    `${name} takes ${expected === 1 ? '1 argument' : `${expected} arguments`}, here it has ${found}.`,
} as const;
