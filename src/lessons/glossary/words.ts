import { glossary as text } from '../../text/en/glossary.ts';
import { terms, type TermId } from './terms.ts';

/** What is said of a term. */
export interface TermWords {
  readonly name: string;
  /** What else it is called. */
  readonly also: readonly string[];
  readonly says: string;
}

export const termWords: Readonly<Record<TermId, TermWords>> = text.terms;

/** In the order of their names. */
export const termIds: readonly TermId[] = (Object.keys(terms) as TermId[]).toSorted((a, b) =>
  termWords[a].name.localeCompare(termWords[b].name, 'en'),
);
