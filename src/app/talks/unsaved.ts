import '../../text/en/talk-faults.ts';
import { isRecord, member } from '../../core/scene/kinds.ts';
import { writeTalk } from '../../core/talk/file.ts';
import { mergeTalks } from '../../core/talk/merge.ts';
import { restoreTalk } from '../../core/talk/restore.ts';
import type { TalkStore } from './store.ts';

const KEY = 'fall-line-unsaved-talk';

/**
 * The last moment's edits: a database answers later, and a page that is left never hears it. What is not yet known to
 * be kept is written into the browser's storage, which is done at once, and merged into the talk on the next visit;
 * merging what was kept after all changes nothing.
 *
 * @param storage gives the storage, or throws where there is none
 * @param page tells by `pagehide` that it is left
 */
export function keepUnsaved(
  store: TalkStore,
  storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  page: EventTarget,
): void {
  takeUnsaved(store, storage);
  page.addEventListener('pagehide', () => {
    const unsaved = store.unsaved();
    if (!unsaved) return;
    const { before, after } = unsaved;
    const text = JSON.stringify({ before: writeTalk(before, true), after: writeTalk(after, true) });
    try {
      storage().setItem(KEY, text);
    } catch {
      // Nothing can be kept here, or no more than is.
    }
  });
}

function takeUnsaved(store: TalkStore, storage: Parameters<typeof keepUnsaved>[1]): void {
  let input: unknown;
  try {
    const text = storage().getItem(KEY);
    if (text === null) return;
    storage().removeItem(KEY);
    input = JSON.parse(text);
  } catch {
    return;
  }
  if (!isRecord(input)) return;
  const before = restoreTalk(member(input, 'before')).talk;
  const after = restoreTalk(member(input, 'after')).talk;
  store.edit((talk) => mergeTalks(before, after, talk));
}
