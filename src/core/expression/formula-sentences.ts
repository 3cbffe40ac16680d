import { sayings } from '../words/words.ts';

/** Every sentence that a formula's reader may say. */
export interface FormulaSentences {
  readonly empty: string;
  readonly tooLong: (limit: number) => string;
  readonly tooDeep: (limit: number) => string;
  readonly tooLarge: (limit: number) => string;
  readonly character: (shown: string, hint: string | undefined) => string;
  /** @param code of the character, as U+200E */
  readonly invisible: (point: number, code: string) => string;
  readonly latinLetter: (letter: string) => string;
  readonly equals: (sign: string) => string;
  readonly groupedDigits: (whole: string, decimal: string) => string;
  readonly braces: (found: string) => string;
  readonly missingExponent: (digits: string) => string;
  readonly malformedNumber: string;
  readonly lonePoint: string;
  readonly hugeNumber: string;
  readonly unexpected: (found: string) => string;
  readonly unexpectedEnd: string;
  readonly emptyParentheses: string;
  readonly numberAfterValue: (found: string) => string;
  readonly unclosed: (open: string) => string;
  readonly unclosedBar: string;
  readonly unopened: (close: string) => string;
  readonly strayComma: string;
  readonly unknownName: (name: string, hint: string | undefined) => string;
  readonly unknownFunction: (name: string, hint: string | undefined) => string;
  readonly didYouMean: (name: string) => string;
  readonly writeProduct: (form: string) => string;
  readonly write: (...forms: string[]) => string;
  readonly bareFunction: (name: string, form: string) => string;
  readonly raisedFunction: (name: string) => string;
  readonly doubtfulArgument: (name: string, arg: string) => string;
  readonly definition: (name: string) => string;
  readonly manyParameters: (limit: number) => string;
  readonly twoVariables: string;
  readonly whichVariables: (names: string, two: string) => string;
  readonly notCondition: (found: string) => string;
  readonly unfinishedChoice: string;
  readonly series: string;
  readonly seriesBounds: (limit: number) => string;
  readonly variablesAre: (names: readonly string[]) => string;
  readonly argumentCount: (name: string, expected: number, found: number) => string;
}

export const formulaSentences = sayings<FormulaSentences>();
