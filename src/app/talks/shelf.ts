import type { Talk } from '../../core/talk/talk.ts';
import { emptyTalk } from '../../core/talk/talk.ts';
import type { Shelf } from '../shelf.ts';

/** What is kept between visits. */
export interface Kept {
  readonly talk: Talk;
  /** Talks in whose place another one was opened, the last one first. */
  readonly earlier: readonly Talk[];
}

export const nothingKept: Kept = { talk: emptyTalk, earlier: [] };

/** Where talks are kept. */
export type TalkShelf = Shelf<Kept>;
