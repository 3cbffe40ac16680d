import type { OptimizerEntry } from '../types.ts';
import { FormulaError, type FormulaErrorCode } from '../../expression/formula-error.ts';

/** Something in a rule's text that cannot be taken. */
export interface RuleFault {
  readonly code: FormulaErrorCode;
  /** A sentence for the person who typed it. */
  readonly message: string;
  /** Both from 1; the column counts UTF-16 units. */
  readonly line: number;
  readonly column: number;
  /** The place in the whole text, in UTF-16 units, end exclusive; equal where something is missing. */
  readonly start: number;
  readonly end: number;
}

/** The rule that a text says, or what is wrong with it. */
export type ReadRuleText =
  | { readonly entry: OptimizerEntry; readonly faults: readonly [] }
  | { readonly entry: null; readonly faults: readonly RuleFault[] };

/**
 * A rule's text has faults: the first as an error, all of them as a list.
 *
 * @example
 * try {
 *   compileRule('theta = theta - gradient +');
 * } catch (error) {
 *   if (error instanceof RuleError) console.log(error.faults.length, error.code, error.start);
 *   // 1 incomplete 26
 * }
 */
export class RuleError extends FormulaError {
  readonly faults: readonly RuleFault[];

  constructor(faults: readonly RuleFault[]) {
    const { code, message, start, end } = faults[0]!;
    super(code, message, start, end);
    this.name = 'RuleError';
    this.faults = faults;
  }
}

/** Gathers faults in the order of the text. */
export class Faults {
  /** Names of lines that were refused: that they are not known is said with their lines. */
  readonly refused = new Set<string>();
  readonly #text: string;
  readonly #list: RuleFault[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  get list(): readonly RuleFault[] {
    return this.#list.toSorted((a, b) => a.start - b.start);
  }

  add(code: FormulaErrorCode, message: string, start: number, end: number): void {
    const before = this.#text.slice(0, start);
    const line = before.split('\n').length;
    const column = start - before.lastIndexOf('\n');
    this.#list.push({ code, message, line, column, start, end });
  }

  /** What `read` gives; undefined where it throws FormulaError, which is taken for a fault at `offset`. */
  of<T>(offset: number, read: () => T, said: (error: FormulaError) => string = ({ message }) => message) {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof FormulaError)) throw error;
      const [start, end] = [offset + error.start, offset + error.end];
      const follows = error.code === 'name' && this.refused.has(this.#text.slice(start, end));
      if (!follows) this.add(error.code, said(error), start, end);
      return undefined;
    }
  }
}
