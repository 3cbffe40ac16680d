import { isEmpty, isSameTalk } from '../../core/talk/edits.ts';
import { mergeTalks } from '../../core/talk/merge.ts';
import type { Talk } from '../../core/talk/talk.ts';
import { createHistory } from '../history.ts';
import { type Kept, nothingKept, type TalkShelf } from './shelf.ts';

/** How many earlier talks are kept. */
const EARLIER = 8;

/** The one talk of the page, shared with the other tabs: what is edited here is seen at once and kept at once. */
export interface TalkStore {
  readonly talk: Talk;
  /** Talks in whose place another one was opened, the last one first. */
  readonly earlier: readonly Talk[];
  /** False where the browser refuses to keep what is edited. */
  readonly kept: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Edits with one `group` in a row are taken back together. */
  edit(change: (talk: Talk) => Talk, group?: string): void;
  /** Opens another talk; the present one can be had back by undo, and stays among the earlier ones. */
  replace(talk: Talk): void;
  undo(): void;
  redo(): void;
  /** Calls back after every change, whoever made it. Returns what ends it. */
  listen(changed: () => void): () => void;
  /** Settles when everything edited so far is kept, or was refused. */
  settled(): Promise<void>;
  /** What was edited here and is not yet known to be kept; null where there is nothing. */
  unsaved(): { readonly before: Talk; readonly after: Talk } | null;
}

type Change = (kept: Kept) => Kept;

/** Opens the talk that is kept; where nothing can be kept, an empty one, in memory. */
export async function openTalkStore(shelf: TalkShelf): Promise<TalkStore> {
  const history = createHistory<Talk>();
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const keeper = createKeeper(shelf, tell, (predicted, kept) => {
    history.rebase((talk) => mergeTalks(predicted, kept, talk));
  });
  const goTo = (from: Talk, to: Talk | null) => {
    if (to) keeper.change((kept) => ({ ...kept, talk: mergeTalks(from, to, kept.talk) }));
  };
  await keeper.open();

  return {
    get talk() {
      return keeper.shown.talk;
    },
    get earlier() {
      return keeper.shown.earlier;
    },
    get kept() {
      return keeper.keeps;
    },
    get canUndo() {
      return history.canUndo;
    },
    get canRedo() {
      return history.canRedo;
    },
    edit(edited, group) {
      const before = keeper.shown.talk;
      if (edited(before) === before) return;
      history.push(before, group);
      keeper.change((kept) => {
        const talk = edited(kept.talk);
        return talk === kept.talk ? kept : { ...kept, talk };
      });
    },
    replace(talk) {
      const before = keeper.shown.talk;
      if (isSameTalk(talk, before)) return;
      history.push(before, undefined);
      keeper.change((kept) => ({ talk, earlier: withEarlier(kept) }));
    },
    undo() {
      const { talk } = keeper.shown;
      goTo(talk, history.undo(talk));
    },
    redo() {
      const { talk } = keeper.shown;
      goTo(talk, history.redo(talk));
    },
    listen(changed) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
    settled: keeper.settled,
    unsaved: keeper.unsaved,
  };
}

/**
 * What is on the shelf, with the changes that are on their way to it.
 *
 * @param diverged told where another tab has had its say: what was expected to be kept, and what is
 */
function createKeeper(shelf: TalkShelf, tell: () => void, diverged: (predicted: Talk, kept: Talk) => void) {
  let confirmed = nothingKept;
  let shown = confirmed;
  /** The changes since `confirmed`, in order. */
  let pending: Change[] = [];
  let keeps = true;
  let saving: Promise<void> | null = null;

  /** Takes what is kept now for what the page goes by; `predicted` is what it would be without the other tabs. */
  const take = (kept: Kept, predicted: Kept) => {
    confirmed = kept;
    shown = pending.reduce((each, change) => change(each), confirmed);
    if (!isSameTalk(kept.talk, predicted.talk)) diverged(predicted.talk, kept.talk);
  };

  const save = async () => {
    while (pending.length > 0) {
      const batch = pending;
      const all: Change = (kept) => batch.reduce((each, change) => change(each), kept);
      try {
        const kept = await shelf.change(all);
        const predicted = all(confirmed);
        pending = pending.slice(batch.length);
        keeps = true;
        take(kept, predicted);
      } catch {
        // Refused. The next edit tries again, with everything that was refused as one change.
        const [before, after] = [confirmed, shown];
        pending = [(kept) => mergeKept(before, after, kept)];
        keeps = false;
        tell();
        return;
      }
      tell();
    }
  };

  const reload = async () => {
    // What is being saved may have been read before the other tab wrote.
    while (saving) await saving;
    take(await shelf.change((kept) => kept), confirmed);
    tell();
  };

  return {
    get shown() {
      return shown;
    },
    get keeps() {
      return keeps;
    },
    async open() {
      shelf.listen(() => void reload().catch(() => {}));
      try {
        confirmed = await shelf.change((kept) => kept);
        shown = confirmed;
      } catch {
        keeps = false;
      }
    },
    change(next: Change) {
      const before = shown;
      shown = next(shown);
      if (shown === before) return;
      pending = [...pending, next];
      saving ??= save().finally(() => {
        saving = null;
      });
      tell();
    },
    async settled() {
      while (saving) await saving;
    },
    unsaved: () => (pending.length > 0 ? { before: confirmed.talk, after: shown.talk } : null),
  };
}

/** The earlier talks, the present one now first among them, each once. */
function withEarlier({ talk, earlier }: Kept): readonly Talk[] {
  if (isEmpty(talk)) return earlier;
  return [talk, ...earlier.filter((each) => !isSameTalk(each, talk))].slice(0, EARLIER);
}

function mergeKept(before: Kept, after: Kept, now: Kept): Kept {
  const own = after.earlier.filter((talk) => !now.earlier.some((each) => isSameTalk(each, talk)));
  return {
    talk: mergeTalks(before.talk, after.talk, now.talk),
    earlier: [...own, ...now.earlier].slice(0, EARLIER),
  };
}
