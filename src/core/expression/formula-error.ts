/** What kind of fault it is: for a caller that words or handles it in its own way. */
export type FormulaErrorCode =
  | 'empty'
  | 'too-long'
  | 'too-deep'
  | 'too-large'
  | 'character'
  | 'number'
  | 'unexpected'
  | 'incomplete'
  | 'parenthesis'
  | 'name'
  | 'function'
  | 'arguments'
  | 'assignment'
  | 'declaration'
  | 'theta';

/**
 * A formula that cannot be read. `message` is a sentence for the person who typed it; `start` and `end` are the
 * place in the text, in UTF-16 units, end exclusive; they are equal where something is missing.
 *
 * @example
 * try {
 *   compileFormula('x^2 + sen(y)');
 * } catch (error) {
 *   if (error instanceof FormulaError) console.log(error.code, error.start, error.end, error.message);
 *   // name 6 9 Unknown function "sen": did you mean sin?
 * }
 */
export class FormulaError extends Error {
  readonly start: number;
  readonly end: number;
  readonly code: FormulaErrorCode;

  constructor(code: FormulaErrorCode, message: string, start: number, end: number) {
    super(message);
    this.name = 'FormulaError';
    this.code = code;
    this.start = start;
    this.end = end;
  }
}
