/**
 * Symbols: names of one letter, Latin or Greek, with an index or without. Each has one plain name, however it is written:
 * `x_1`, `x₁` and `x1` are x1, `θ₁`, `\\theta_{1}` and `theta1` are theta1.
 */

/** Greek letters by their names, small ones first; omicron and those that look Latin have none. */
const SMALL =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega';
const CAPITAL = 'Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega';
const LETTERS = 'αβγδεζηθικλμνξπρστυφχψω';
const CAPITALS = 'ΓΔΘΛΞΠΣΦΨΩ';

const names = [...SMALL.split(' '), ...CAPITAL.split(' ')];
const nameOf = new Map(Array.from(LETTERS + CAPITALS, (letter, i) => [letter, names[i]!]));
const letterOf = new Map([...nameOf].map(([letter, name]) => [name, letter]));
/** Other shapes of the same letters. */
const VARIANTS: ReadonlyMap<string, string> = new Map([
  ['varepsilon', 'epsilon'],
  ['vartheta', 'theta'],
  ['varphi', 'phi'],
  ['varsigma', 'sigma'],
  ['varrho', 'rho'],
]);

/** The name of a Greek letter; undefined for other characters. */
export function greekName(character: string): string | undefined {
  const plain = character === '\u03c2' ? '\u03c3' : character.normalize('NFKC');
  return nameOf.get(plain);
}

/** The plain name of a LaTeX command that is a letter. */
export function plainCommand(name: string): string {
  return VARIANTS.get(name) ?? name;
}

const PLAIN = /^([A-Za-z]+?)_?(\d{1,2})?$/;

/** A symbol's letter and index, -1 without one; null for a name that is no symbol. */
export function symbolOf(name: string): { readonly letter: string; readonly index: number } | null {
  const [, letter = '', index] = PLAIN.exec(name) ?? [];
  if (letter.length !== 1 && !letterOf.has(letter)) return null;
  return { letter, index: index === undefined ? -1 : Number(index) };
}

/** A name as it is kept: without the sign in front of its index. */
export function plainSymbol(name: string): string {
  return symbolOf(name) ? name.replace('_', '') : name;
}

/** As text that people read: x₁, θ. */
export function symbolText(name: string): string {
  const symbol = symbolOf(name);
  if (!symbol) return name;
  const index = symbol.index < 0 ? '' : String(symbol.index);
  const below = Array.from(index, (digit) => String.fromCharCode(0x2080 + Number(digit))).join('');
  return (letterOf.get(symbol.letter) ?? symbol.letter) + below;
}

/** As TeX: x_{1}, \\theta. */
export function symbolTex(name: string): string | null {
  const symbol = symbolOf(name);
  if (!symbol) return null;
  const letter = letterOf.has(symbol.letter) ? `\\${symbol.letter}` : symbol.letter;
  return symbol.index < 0 ? letter : `${letter}_{${symbol.index}}`;
}
