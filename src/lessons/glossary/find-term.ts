/** The term that a label speaks of. */
import type { TermId } from './terms.ts';
import { termIds, termWords } from './words.ts';

const plain = (text: string) => text.trim().toLowerCase();

/** Of every name, and of what else a term is called, its term: of a name before that of another's other name. */
const exact = new Map<string, TermId>([
  ...termIds.flatMap((id) => termWords[id].also.map((name) => [plain(name), id] as const)),
  ...termIds.map((id) => [plain(termWords[id].name), id] as const),
]);

/** Names that may stand in a label of more words, the longest first. */
const names = termIds
  .map((id) => ({
    id,
    word: new RegExp(`(?<![\\p{L}\\p{N}])${plain(termWords[id].name)}(?![\\p{L}\\p{N}])`, 'iu'),
  }))
  .toSorted((a, b) => termWords[b.id].name.length - termWords[a.id].name.length);

/** By a label that is a name as it stands, or more of one; else by the longest name in it. */
export function findTerm(label: string): TermId | null {
  const text = plain(label);
  return (
    exact.get(text) ??
    exact.get(text.replace(/s$/, '')) ??
    names.find(({ word }) => word.test(text))?.id ??
    null
  );
}
