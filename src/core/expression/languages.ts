/** What programs write around the same mathematics: modules, capitals, indices in brackets, words before a function. */
import { functions } from './functions.ts';
import { aliases } from './names.ts';
import { symbolOf } from './symbols.ts';

export const MODULE =
  /(?:(?:np|numpy|jnp|jax|[mM]ath|cmath|torch|tf|nn|functional|F|sp|sympy|scipy|special|stats|norm)\.|std::)+(?=[A-Za-z])/y;

/** Constants that other languages spell in capitals, behind a module. */
const CAPITALS: ReadonlyMap<string, string> = new Map([
  ['PI', 'pi'],
  ['E', 'e'],
]);

/** A name that stands behind a module. */
export function inModule(name: string): string {
  return CAPITALS.get(name) ?? plainCase(name);
}

/** The constant of spreadsheets: PI(). */
export const CALLED_PI = /pi\( *\)/iy;

/** `SIN`, `Sin`, `ReLU` before a parenthesis and log_2 are the functions of these names; another name stays. */
export function plainCase(name: string): string {
  const plain = name.replace(/^log_(?=(?:2|10)$)/, 'log').toLowerCase();
  const isOther = name.length === 1 || symbolOf(name) !== null || aliases.has(name);
  return !isOther && (functions.has(plain) || aliases.has(plain) || plain === 'if') ? plain : name;
}

/** An index in brackets, behind a letter. */
export const ELEMENT = /[[(] *\d *[\])]/y;
const ANY_ELEMENT = /[A-Za-z][[(] *\d *[\])]/;
const NONE: ReadonlySet<string> = new Set();
const ELEMENTS = /(?<![A-Za-z_])([A-Za-z]+)([[(] *\d) *[\])]/g;

/**
 * Letters whose elements occur: x[0] with x[1] or alone, else x[1] and x[2], or x(1) and x(2). Any other number in brackets
 * is a factor.
 */
export function indexedLetters(text: string): ReadonlySet<string> {
  if (!ANY_ELEMENT.test(text)) return NONE;
  const found = new Map<string, string>();
  for (const [, letter = '', index = ''] of text.matchAll(ELEMENTS)) {
    if (symbolOf(letter)) found.set(letter, (found.get(letter) ?? '') + index.replaceAll(' ', ''));
  }
  const isIndexed = (all: string) =>
    /^(?:\[[01])*$/.test(all) ? all.includes('0') : /^(?:[[(][12])+$/.test(all) && /1.*2|2.*1/.test(all);
  return new Set([...found].filter(([, all]) => isIndexed(all)).map(([letter]) => letter));
}
