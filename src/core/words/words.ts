/**
 * Core has no words. It knows the ids of its rows and the codes of what it finds wrong; the words for them are given to it
 * once by whoever has a reader: the page in the reader's language, `index.ts` in English. Until then, as in a worker, an id
 * or a code stands for itself.
 */

/** Words about the rows of a registry, by their ids. */
export interface RowWords<Words> {
  /** Adds words: those of rows that are loaded late come with them. */
  give(more: Readonly<Record<string, Words>>): void;
  of(id: string): Words | undefined;
}

export function rowWords<Words>(): RowWords<Words> {
  const given = new Map<string, Words>();
  return {
    give(more) {
      for (const [id, words] of Object.entries(more)) given.set(id, words);
    },
    of: (id) => given.get(id),
  };
}
