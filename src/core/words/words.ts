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

/** A sentence, or what makes one of what stands in it. */
type Saying = string | ((...values: never[]) => string);
type Values<S> = S extends (...values: infer V) => string ? V : [];

/** Sentences about what may be wrong, by their codes. */
export interface Sayings<Table> {
  give(table: Table): void;
  /** The sentence of a code, with what stands in it. */
  say<Code extends keyof Table & string>(code: Code, ...values: Values<Table[Code]>): string;
}

export function sayings<Table extends { readonly [Code in keyof Table]: Saying }>(): Sayings<Table> {
  let given: Table | undefined;
  return {
    give(table) {
      given = table;
    },
    say(code, ...values) {
      const saying: string | ((...values: Values<Table[typeof code]>) => string) | undefined = given?.[code];
      return typeof saying === 'function' ? saying(...values) : (saying ?? code);
    },
  };
}
