/**
 * A cell's text that no spreadsheet takes for a formula to compute: in parentheses where it begins like one. A formula
 * of a surface means the same so, and a name is still read.
 */
export function harmless(text: string): string {
  return /^\s*[=+\-@\u2212]/.test(text) ? `(${text})` : text;
}
