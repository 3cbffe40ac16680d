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

/** Words of programs that say no more than that a function follows. */
const WORDS: ReadonlySet<string> = new Set(['const', 'let', 'var', 'def', 'return', 'function']);

/**
 * What comes before the formula: `f(x, y) =`, `z =`, `lambda x, y:`, `(x, y) =>`, `@(x, y)`, `def f(x, y): return`, or
 * several, `f = (x, y) =>`. `x =` is not one, since it gives a variable a value; a spreadsheet's `=` alone is.
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
  let end = at;
  let names: readonly string[] = [];
  for (;;) {
    const part = readPart(tokens, end, taken, variables);
    // Who has said what the variables are says it once.
    if (part.length === 0 || (part.names.length > 0 && names.length > 0)) return { length: end - at, names };
    end += part.length;
    if (part.names.length > 0) ({ names } = part);
  }
}

function readPart(
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
  const word = first.kind === 'name' ? first.text : '';
  if (first.kind === '=' && at === 0) return made([], at);
  if (word === 'lambda') {
    const names = list(at + 1);
    const end = at + 2 * names.length;
    return names.length > 0 && kind(end) === ':' ? made(names, end) : NONE;
  }
  const before = tokens[at - 1]?.text ?? '';
  if (WORDS.has(word) && kind(at + 1) !== '(') return made([], at);
  const start = first.kind === '(' ? at : at + 1;
  const names = kind(start) === '(' ? list(start + 1) : [];
  const end = kind(start) === '(' ? start + 2 * names.length + 1 : start;
  if (kind(start) === '(' && (names.length === 0 || kind(end - 1) !== ')')) return NONE;
  if (first.kind === '@' || word === 'function') return names.length > 0 ? made(names, end - 1) : NONE;
  if (start === at) return kind(end) === '=>' ? made(names, end) : NONE;
  if (kind(end) === '=>') return end === at + 1 && mayBeListed(word, variables) ? made([word], end) : NONE;
  const sign = kind(end);
  if ((sign !== '=' && !(before === 'def' && sign === ':')) || first.kind !== 'name') return NONE;
  const isTaken =
    (variables ?? USUAL).has(word) || taken.has(word) || constants.has(word) || functions.has(word);
  const isTitle = /^[A-Za-z]$/.test(word) || TITLES.has(word.toLowerCase()) || before === 'def';
  return isTitle && !isTaken ? made(names, end) : NONE;
}

const USUAL: ReadonlySet<string> = new Set(['x', 'y']);

function mayBeListed(name: string, variables: ReadonlySet<string> | undefined): boolean {
  return variables ? variables.has(name) : symbolOf(name) !== null && !constants.has(name);
}
