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
