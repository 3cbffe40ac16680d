import { functions } from './functions.ts';
import { constants } from './names.ts';
import type { Token } from './tokens.ts';

/** What a loss may be called in front of its formula, beside any one letter. */
const TITLES: ReadonlySet<string> = new Set(['loss', 'cost', 'error', 'objective']);

/**
 * How many tokens come before the formula: `f(x, y) =`, `z =`, `lambda x, y:` or `(x, y) =>`. `x =` is not one, since
 * it gives a variable a value; nor is what names other variables.
 */
export function headLength(tokens: readonly Token[], variables: ReadonlySet<string>): number {
  const kind = (at: number) => tokens[at]?.kind;
  const first = tokens[0]!;
  if (first.kind === 'name' && first.text === 'lambda') {
    const end = listEnd(tokens, 1, variables);
    return end > 1 && kind(end) === ':' ? end + 1 : 0;
  }
  const start = first.kind === '(' ? 0 : 1;
  const hasList = kind(start) === '(';
  const end = hasList ? listEnd(tokens, start + 1, variables) + 1 : start;
  if (hasList && (kind(end - 1) !== ')' || end === start + 2)) return 0;
  if (start === 0) return kind(end) === '=>' ? end + 1 : 0;
  if (kind(end) !== '=' || first.kind !== 'name') return 0;
  const isTaken = variables.has(first.text) || constants.has(first.text) || functions.has(first.text);
  const isTitle = /^[A-Za-z]$/.test(first.text) || TITLES.has(first.text.toLowerCase());
  return isTitle && !isTaken ? end + 1 : 0;
}

/** Behind the variables, separated by commas, that begin at `at`; `at` where none does. */
function listEnd(tokens: readonly Token[], at: number, variables: ReadonlySet<string>): number {
  let end = at;
  while (tokens[end]?.kind === 'name' && variables.has(tokens[end]!.text)) {
    end++;
    if (tokens[end]?.kind !== ',') break;
    end++;
  }
  return end;
}
