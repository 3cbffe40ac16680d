import { describe, expect, test } from 'vitest';
import { type Kept, nothingKept, type TalkShelf } from '../../../../src/app/talks/shelf.ts';
import { openTalkStore } from '../../../../src/app/talks/store.ts';
import { keepUnsaved } from '../../../../src/app/talks/unsaved.ts';
import { addScene, editScene } from '../../../../src/core/talk/edits.ts';
import { idsOf, sceneOf, talkOf } from '../../core/talk/talks.ts';

interface SlowShelf extends TalkShelf {
  kept: Kept;
  slow: boolean;
}

/** A shelf that answers no more once it is slow. */
function slowShelf(kept: Kept = nothingKept): SlowShelf {
  const shelf: SlowShelf = {
    kept,
    slow: false,
    async change(change) {
      if (shelf.slow) await new Promise(() => {});
      shelf.kept = change(shelf.kept);
      return shelf.kept;
    },
    listen: () => () => {},
  };
  return shelf;
}

function emptyStorage() {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, text: string) => void items.set(key, text),
    removeItem: (key: string) => void items.delete(key),
  };
}

describe('a page that is left before the database has answered', () => {
  test('keeps what was edited for the next visit, which merges it', async () => {
    const shelf = slowShelf({ talk: talkOf('a b'), earlier: [] });
    const storage = emptyStorage();
    const page = new EventTarget();
    const store = await openTalkStore(shelf);
    keepUnsaved(store, () => storage, page);
    page.dispatchEvent(new Event('pagehide'));
    expect(storage.items.size).toBe(0);

    shelf.slow = true;
    store.edit((talk) => editScene(talk, 'a', { notes: 'last' }));
    page.dispatchEvent(new Event('pagehide'));
    expect(storage.items.size).toBe(1);

    // Meanwhile another tab has edited.
    const next = slowShelf({ talk: addScene(talkOf('a b'), sceneOf('c')), earlier: [] });
    const reopened = await openTalkStore(next);
    keepUnsaved(reopened, () => storage, page);
    await reopened.settled();
    expect(idsOf(next.kept.talk)).toBe('a b c');
    expect(next.kept.talk.scenes[0]).toEqual(sceneOf('a', { notes: 'last' }));
    expect(storage.items.size).toBe(0);
  });

  test.each(['', '{', 'null', '[]', '{"before":1}', '{"before":{},"after":{"scenes":[{"title":"x"}]}}'])(
    'takes %j from the storage without harm',
    async (text) => {
      const storage = emptyStorage();
      const key = 'fall-line-unsaved-talk';
      storage.setItem(key, text);
      const store = await openTalkStore(slowShelf({ talk: talkOf('a'), earlier: [] }));
      keepUnsaved(store, () => storage, new EventTarget());
      expect(store.talk.scenes).toContainEqual(sceneOf('a'));
      expect(storage.items.size).toBe(0);
    },
  );

  test('lives without a storage', async () => {
    const page = new EventTarget();
    const shelf = slowShelf();
    const store = await openTalkStore(shelf);
    const none = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    keepUnsaved(store, none, page);
    shelf.slow = true;
    store.edit((talk) => addScene(talk, sceneOf('a')));
    page.dispatchEvent(new Event('pagehide'));
    expect(idsOf(store.talk)).toBe('a');
  });
});
