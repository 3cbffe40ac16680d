import { functions } from '../../core/expression/functions.ts';
import { questions, reductions } from '../../core/expression/rule-functions.ts';
import type { ruleEditor as text } from '../../text/en/rule-editor.ts';

/** The words of a rule's text: what each is, for its colour and for completing it. */

export type WordKind = keyof typeof text.kinds;

export interface Word {
  readonly name: string;
  readonly kind: WordKind;
}

const language: readonly Word[] = [
  ...['gradient', 'theta', 't', 'loss', 'index'].map((name): Word => ({ name, kind: 'given' })),
  ...[...questions.keys()].map((name): Word => ({ name, kind: 'question' })),
  ...[...reductions.keys()].map((name): Word => ({ name, kind: 'all' })),
  ...[...functions.keys(), 'where', 'mod']
    .filter((name) => !reductions.has(name))
    .map((name): Word => ({ name, kind: 'function' })),
];

const DECLARED = /^\s*([A-Za-z]\w*)\s*=\s*-?[\d.]+(?:[eE][+-]?\d+)?\s*(?:$|in\b|log\b|from\b|#|;)/;
const ASSIGNED = /^\s*([A-Za-z]\w*)\s*(?:\(0\)\s*)?=/;

/** All words that a text may use, its own first. */
export function wordsOf(source: string): readonly Word[] {
  const own = new Map<string, WordKind>();
  for (const line of source.split(/[\n;]/)) {
    const declared = DECLARED.exec(line)?.[1];
    const assigned = ASSIGNED.exec(line)?.[1];
    if (declared) own.set(declared, 'parameter');
    else if (assigned && !own.has(assigned)) own.set(assigned, 'name');
  }
  const named = [...own].map(([name, kind]): Word => ({ name, kind }));
  const known = new Set(language.map(({ name }) => name));
  return [...named.filter(({ name }) => !known.has(name)), ...language];
}

export interface SourcePiece {
  readonly text: string;
  readonly kind: WordKind | 'number' | 'remark' | 'plain';
}

const PIECE = /(#[^\n]*)|(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)|([A-Za-z]\w*)|([^#\dA-Za-z.]+|.)/g;

/** A line in pieces of one kind. */
export function piecesOf(line: string, words: ReadonlyMap<string, WordKind>): SourcePiece[] {
  return [...line.matchAll(PIECE)].map(([whole, remark, number, word]): SourcePiece => {
    const named = word === undefined ? undefined : words.get(word);
    return { text: whole, kind: remark ? 'remark' : number ? 'number' : (named ?? 'plain') };
  });
}

/** The word that ends at a place of the text, and the words that begin so. */
export function completionsAt(source: string, at: number): { from: number; words: readonly Word[] } {
  const typed = /[A-Za-z]\w*$/.exec(source.slice(0, at))?.[0] ?? '';
  const isInside = /^\w/.test(source.slice(at));
  const isRemark = /#[^\n;]*$/.test(source.slice(0, at));
  if (typed === '' || isInside || isRemark) return { from: at, words: [] };
  const rest = source.slice(0, at - typed.length) + source.slice(at);
  const fits = wordsOf(rest).filter(
    ({ name }) => name !== typed && name.toLowerCase().startsWith(typed.toLowerCase()),
  );
  return { from: at - typed.length, words: fits.slice(0, 6) };
}
