import type { Talk } from '../../core/talk/talk.ts';
import { emptyTalk } from '../../core/talk/talk.ts';

/** What is kept between visits. */
export interface Kept {
  readonly talk: Talk;
  /** Talks in whose place another one was opened, the last one first. */
  readonly earlier: readonly Talk[];
}

export const nothingKept: Kept = { talk: emptyTalk, earlier: [] };

/** Where talks are kept: the browser's database, shared by all tabs of the page. */
export interface Shelf {
  /**
   * Changes what is kept in one go, from what it is at that moment, and gives what is kept then. Rejects where nothing
   * can be kept, or nothing more.
   */
  change(change: (kept: Kept) => Kept): Promise<Kept>;
  /** Calls back when another tab has changed what is kept. Returns what ends it. */
  listen(changed: () => void): () => void;
}
