import { optimizers } from '../../core/optimizers/registry.ts';
import type { Notation } from './notation.ts';

/** Symbols that a run is named by, as mathematics: not every font of text has them. */
const symbols: ReadonlyMap<string, string> = new Map([
  ...optimizers.flatMap(({ hyperparameters }) =>
    hyperparameters.flatMap(({ symbol, tex }): [string, string][] =>
      /[^ -~]/.test(symbol) ? [[symbol, `$${tex}$`]] : [],
    ),
  ),
  ['γ', '$\\gamma$'],
  ['φ', '$\\phi$'],
]);

const special: ReadonlyMap<string, string> = new Map([
  ['\\', '\\textbackslash{}'],
  ['~', '\\textasciitilde{}'],
  ['^', '\\textasciicircum{}'],
  ...symbols,
]);

/** Of two symbols that begin alike the longer one first. */
const found = new RegExp(`[\\\\~^&%$#_{}]|${[...symbols.keys()].toSorted().toReversed().join('|')}`, 'g');

/** Text with every character that TeX gives a meaning taken as itself. */
export function escapeLatex(text: string): string {
  return text.replaceAll(found, (part) => special.get(part) ?? `\\${part}`);
}

/** A number in mathematics, all digits of it: 0.22, -1.5 \cdot 10^{-7}. */
function digits(value: number): string {
  const [mantissa = '', power] = String(value).split('e');
  if (power === undefined) return mantissa;
  const ten = `10^{${Number(power)}}`;
  return mantissa === '1' ? ten : `${mantissa} \\cdot ${ten}`;
}

export const latex: Notation = {
  number: (value) => `$${digits(value)}$`,
  setting: (_symbol, tex, value) => `$${tex} = ${digits(value)}$`,
  point: ([x, y]) => `$(${digits(x)}, ${digits(y)})$`,
  words: escapeLatex,
  // In the argument of \caption these two are not yet taken as themselves; braces and backslashes would end it.
  link: (address) =>
    `\\url{${address.replaceAll(/[\\{}]/g, encodeURIComponent).replaceAll(/[%#]/g, '\\$&')}}`,
  full: '.',
};
