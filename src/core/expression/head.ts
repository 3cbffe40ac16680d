import { functions } from './functions.ts';
import { constants } from './names.ts';
import { symbolOf } from './symbols.ts';
import type { Token } from './tokens.ts';

/** What a loss may be called in front of its formula, beside any one letter. */
const TITLES: ReadonlySet<string> = new Set(['loss', 'cost', 'error', 'objective']);

export interface Head {
  /** How many tokens come before the formula. */
  readonly length: number;
  /** The variables that it lists. */
  readonly names: readonly string[];
}

const NONE: Head = { length: 0, names: [] };

/**
 * What comes before the formula: `f(x, y) =`, `z =`, `lambda x, y:` or `(x, y) =>`. `x =` is not one, since it gives a
 * variable a value.
 *
 * @param at where it begins
 * @param taken names that have a value
 * @param variables names that it may list; any of one letter without them
 */
export function readHead(
  tokens: readonly Token[],
  at: number,
  taken: ReadonlySet<string>,
  variables?: ReadonlySet<string>,
): Head {
  const kind = (i: number) => tokens[i]?.kind;
  const list = (from: number): readonly string[] => {
    const names: string[] = [];
    for (let i = from; kind(i) === 'name' && mayBeListed(tokens[i]!.text, variables); i += 2) {
      names.push(tokens[i]!.text);
      if (kind(i + 1) !== ',') break;
    }
    return names;
  };
  const made = (names: readonly string[], end: number): Head => ({ length: end + 1 - at, names });
  const first = tokens[at]!;
  if (first.kind === 'name' && first.text === 'lambda') {
    const names = list(at + 1);
    const end = at + 2 * names.length;
    return names.length > 0 && kind(end) === ':' ? made(names, end) : NONE;
  }
  const start = first.kind === '(' ? at : at + 1;
  const names = kind(start) === '(' ? list(start + 1) : [];
  const end = kind(start) === '(' ? start + 2 * names.length + 1 : start;
  if (kind(start) === '(' && (names.length === 0 || kind(end - 1) !== ')')) return NONE;
  if (start === at) return kind(end) === '=>' ? made(names, end) : NONE;
  if (kind(end) !== '=' || first.kind !== 'name') return NONE;
  const isTaken =
    (variables ?? USUAL).has(first.text) ||
    taken.has(first.text) ||
    constants.has(first.text) ||
    functions.has(first.text);
  const isTitle = /^[A-Za-z]$/.test(first.text) || TITLES.has(first.text.toLowerCase());
  return isTitle && !isTaken ? made(names, end) : NONE;
}

const USUAL: ReadonlySet<string> = new Set(['x', 'y']);

function mayBeListed(name: string, variables: ReadonlySet<string> | undefined): boolean {
  return variables ? variables.has(name) : symbolOf(name) !== null && !constants.has(name);
}
