import { beforeReload } from '../before-reload.ts';
import { createDatabase } from './database.ts';
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
