/**
 * The LaTeX of formulas, as far as it says the same as plain text: commands that are signs, commands that are names,
 * and what only concerns the look.
 */

/** Blanks, the space commands, commands of size and script, environments that only set off; a program's remark. */
export const SPACE =
  /(?:[ \t\r\n]|#.*|\\[,;:! ]|\\(?:left|right|[bB]igg?[lr]?|displaystyle|limits|quad|qquad|mathcal|mathbf|boldsymbol|bm)(?![A-Za-z])(?! *\{ *\\?[A-Za-z])|\\(?:begin|end) *\{ *(?:equation|align(?:ed)?|gather|split)\*? *\})*/y;

export const COMMAND = /\\(?:[A-Za-z]+|[{}|%])/y;
/** Upright words: \operatorname{sign}, \mathrm{e}. */
export const UPRIGHT =
  /\\(?:operatorname\*?|math(?:rm|it|op|cal|bf|scr)|boldsymbol|bm|text|textrm) ?\{ *([A-Za-z][A-Za-z0-9]*) *\}/y;
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
  ['\\Vert', '|'],
  ['\\lVert', '|'],
  ['\\rVert', '|'],
  ['\\coloneqq', ':='],
  ['\\mapsto', '->'],
  ['\\to', '->'],
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
      return { start: before + open.length, end: sentenceEnd(text, end) };
    }
  }
  return { start: 0, end: sentenceEnd(text, text.length) };
}

/** Without the comma or full stop with which a sentence goes on, or ends. */
function sentenceEnd(text: string, end: number): number {
  return text.slice(0, end).replace(/(?<![-+*/^(.,\s])[.,]?\s*$/, '').length;
}

const DELIMITERS = [
  ['$$', '$$'],
  ['$', '$'],
  ['\\(', '\\)'],
  ['\\[', '\\]'],
] as const;
