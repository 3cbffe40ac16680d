import '../../text/en/talk-faults.ts';
import { isRecord, member } from '../../core/scene/kinds.ts';
import { writeTalk } from '../../core/talk/file.ts';
import { restoreTalk } from '../../core/talk/restore.ts';
import { beforeReload } from '../before-reload.ts';
import { createShelf } from '../shelf.ts';
import type { Kept, TalkShelf } from './shelf.ts';
import { openTalkStore, type TalkStore } from './store.ts';
import { keepUnsaved } from './unsaved.ts';

let opening: Promise<TalkStore> | null = null;

/** The page's talk, opened when somebody first asks for it. */
export function currentTalk(): Promise<TalkStore> {
  opening ??= openTalkStore(createDatabase()).then((store) => {
    keepUnsaved(store, () => localStorage, window);
    beforeReload(async () => {
      await store.settled();
      if (store.unsaved()) throw new Error('The talk is not kept.');
    });
    return store;
  });
  return opening;
}

/** The browser's database; nothing is opened before it is needed. */
function createDatabase(): TalkShelf {
  return createShelf({
    name: 'fall-line',
    store: 'talks',
    channel: 'fall-line-talk',
    read: readKept,
    write: writeKept,
  });
}

function writeKept({ talk, earlier }: Kept): unknown {
  return { talk: writeTalk(talk, true), earlier: earlier.map((each) => writeTalk(each, true)) };
}

function readKept(value: unknown): Kept {
  const earlier = member(value, 'earlier');
  const list: readonly unknown[] = Array.isArray(earlier) ? earlier : [];
  return {
    talk: restoreTalk(isRecord(value) ? member(value, 'talk') : undefined).talk,
    earlier: list.slice(0, 20).map((each) => restoreTalk(each).talk),
  };
}
