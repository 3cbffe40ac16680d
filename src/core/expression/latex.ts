/**
 * The LaTeX of formulas, as far as it says the same as plain text: commands that are signs, commands that are names,
 * and what only concerns the look.
 */

/** Blanks, the space commands, and commands of size. */
export const SPACE =
  /(?:[ \t\r\n]|\\[,;:! ]|\\(?:left|right|[bB]igg?[lr]?|displaystyle|limits|quad|qquad)(?![A-Za-z]))*/y;

export const COMMAND = /\\(?:[A-Za-z]+|[{}|%])/y;
/** Upright words: \operatorname{sign}, \mathrm{e}. */
export const UPRIGHT =
  /\\(?:operatorname\*?|mathrm|mathit|mathop|text|textrm) ?\{ *([A-Za-z][A-Za-z0-9]*) *\}/y;
/** \log with its base. */
export const LOGARITHM = /\\log *_ *(?:\{ *(2|10) *\}|(2))/y;
export const FRACTION: ReadonlySet<string> = new Set(['\\frac', '\\dfrac', '\\tfrac', '\\cfrac']);

/** Commands that are written with a sign in plain text. */
export const commandSigns: ReadonlyMap<string, string> = new Map([
  ['\\cdot', '*'],
  ['\\times', '*'],
  ['\\ast', '*'],
  ['\\div', '/'],
  ['\\{', '{'],
  ['\\}', '}'],
  ['\\lbrace', '{'],
  ['\\rbrace', '}'],
  ['\\|', '|'],
  ['\\vert', '|'],
  ['\\lvert', '|'],
  ['\\rvert', '|'],
  ['\\mid', '|'],
  ['\\lt', '<'],
  ['\\gt', '>'],
  ['\\le', '<='],
  ['\\leq', '<='],
  ['\\leqslant', '<='],
  ['\\ge', '>='],
  ['\\geq', '>='],
  ['\\geqslant', '>='],
  ['\\ne', '!='],
  ['\\neq', '!='],
  ['\\land', '&'],
  ['\\wedge', '&'],
  ['\\lor', '\u2228'],
  ['\\vee', '\u2228'],
  ['\\lnot', '!'],
  ['\\neg', '!'],
  ['\\bmod', '%'],
  ['\\mod', '%'],
  ['\\%', '%'],
  ['\\lfloor', '\u230a'],
  ['\\rfloor', '\u230b'],
  ['\\lceil', '\u2308'],
  ['\\rceil', '\u2309'],
]);

/** Where the formula is inside of its delimiters: $...$, $$...$$, \(...\), \[...\]. */
export function insideDelimiters(text: string): { start: number; end: number } {
  for (const [open, close] of DELIMITERS) {
    const before = text.length - text.trimStart().length;
    const end = text.trimEnd().length - close.length;
    if (end >= before + open.length && text.startsWith(open, before) && text.startsWith(close, end)) {
      return { start: before + open.length, end };
    }
  }
  return { start: 0, end: text.length };
}

const DELIMITERS = [
  ['$$', '$$'],
  ['$', '$'],
  ['\\(', '\\)'],
  ['\\[', '\\]'],
] as const;
