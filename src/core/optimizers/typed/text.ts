/**
 * The text of a rule, a line a statement:
 *
 *     lr = 0.02 in [1e-5, 1] log          a parameter, with the ends of its slider
 *     v(0) = 1e-6                         what is kept begins at
 *     m = 0.9*m + 0.1*gradient            an assignment
 *     # a remark, to the end of the line
 *
 * A semicolon parts lines, too: so a link writes them.
 */

/** Characters, and lines, of a rule at most. */
export const MAX_RULE_LENGTH = 4000;
export const MAX_RULE_LINES = 60;

export interface TextLine {
  /** Without its remark. */
  readonly text: string;
  /** Where it begins in the whole text. */
  readonly start: number;
}

/** The lines of a text that say something. */
export function linesOf(text: string): TextLine[] {
  const lines: TextLine[] = [];
  let start = 0;
  for (const part of text.split(/([\n;])/)) {
    const said = part.replace(/#.*$/s, '');
    if (/\S/.test(said) && part !== ';') lines.push({ text: said, start });
    start += part.length;
  }
  return lines;
}
