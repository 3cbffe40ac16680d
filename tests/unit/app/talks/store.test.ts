import { describe, expect, test } from 'vitest';
import { type Kept, nothingKept, type TalkShelf } from '../../../../src/app/talks/shelf.ts';
import { openTalkStore, type TalkStore } from '../../../../src/app/talks/store.ts';
import { addScene, deleteScene, editScene, moveScene, renameTalk } from '../../../../src/core/talk/edits.ts';
import { emptyTalk } from '../../../../src/core/talk/talk.ts';
import { idsOf, sceneOf, talkOf } from '../../core/talk/talks.ts';

/** What two tabs share: one change after the other, as a database does them, each told to the other tabs. */
function sharedShelf(kept: Kept = nothingKept) {
  const tabs: (() => void)[][] = [];
  const shared = {
    kept,
    /** Refuses everything while set. */
    broken: false,
    writes: 0,
    tab(): TalkShelf {
      const own: (() => void)[] = [];
      tabs.push(own);
      return {
        async change(change) {
          await Promise.resolve();
          if (shared.broken) throw new DOMException('refused', 'QuotaExceededError');
          const after = change(shared.kept);
          if (after !== shared.kept) {
            shared.writes += 1;
            shared.kept = after;
            for (const other of tabs) if (other !== own) for (const changed of other) changed();
          }
          return structuredClone(after);
        },
        listen(changed) {
          own.push(changed);
          return () => void own.splice(own.indexOf(changed), 1);
        },
      };
    },
  };
  return shared;
}

const add = (store: TalkStore, id: string) => store.edit((talk) => addScene(talk, sceneOf(id)));

describe('the talk of the page', () => {
  test('is what was kept, and keeps what is edited', async () => {
    const shelf = sharedShelf({ talk: talkOf('a b'), earlier: [] });
    const store = await openTalkStore(shelf.tab());
    expect(idsOf(store.talk)).toBe('a b');
    let told = 0;
    const stop = store.listen(() => {
      told += 1;
    });
    add(store, 'c');
    expect(idsOf(store.talk)).toBe('a b c');
    expect(told).toBe(1);
    expect(store.unsaved()).toEqual({ before: talkOf('a b'), after: talkOf('a b c') });
    await store.settled();
    expect(idsOf(shelf.kept.talk)).toBe('a b c');
    expect(store.unsaved()).toBeNull();
    stop();
    const before = told;
    add(store, 'd');
    await store.settled();
    expect(told).toBe(before);
    expect(idsOf((await openTalkStore(shelf.tab())).talk)).toBe('a b c d');
  });

  test('writes what is edited while it writes in one go', async () => {
    const shelf = sharedShelf();
    const store = await openTalkStore(shelf.tab());
    for (const letter of 'abcdef') store.edit((talk) => renameTalk(talk, talk.title + letter), 'title');
    await store.settled();
    expect(shelf.kept.talk.title).toBe('abcdef');
    expect(shelf.writes).toBe(2);
  });

  test('an edit that changes nothing is none', async () => {
    const shelf = sharedShelf({ talk: talkOf('a'), earlier: [] });
    const store = await openTalkStore(shelf.tab());
    store.edit((talk) => deleteScene(talk, 'gone'));
    store.replace(talkOf('a'));
    await store.settled();
    expect(store.canUndo).toBe(false);
    expect(shelf.writes).toBe(0);
  });

  test('undo and redo go edit by edit, a group at once, and are kept', async () => {
    const shelf = sharedShelf({ talk: talkOf('a'), earlier: [] });
    const store = await openTalkStore(shelf.tab());
    for (const title of ['A', 'AB', 'ABC']) store.edit((talk) => editScene(talk, 'a', { title }), 'title a');
    store.edit((talk) => deleteScene(talk, 'a'));
    store.undo();
    expect(store.talk.scenes[0]?.title).toBe('ABC');
    store.undo();
    expect(store.talk).toEqual(talkOf('a'));
    expect(store.canUndo).toBe(false);
    await store.settled();
    expect(shelf.kept.talk).toEqual(talkOf('a'));
    store.redo();
    store.redo();
    expect(store.canRedo).toBe(false);
    await store.settled();
    expect(shelf.kept.talk.scenes).toEqual([]);
  });

  test('another talk in its place can be undone, and it stays among the earlier ones', async () => {
    const shelf = sharedShelf({ talk: talkOf('a', 'Own'), earlier: [] });
    const store = await openTalkStore(shelf.tab());
    store.replace(talkOf('x y', 'Other'));
    expect(store.earlier).toEqual([talkOf('a', 'Own')]);
    store.undo();
    expect(store.talk).toEqual(talkOf('a', 'Own'));
    store.redo();
    store.replace(talkOf('a', 'Own'));
    store.replace(emptyTalk);
    store.replace(talkOf('z', 'Last'));
    await store.settled();
    expect(shelf.kept.earlier.map(({ title }) => title)).toEqual(['Own', 'Other']);
    for (let i = 0; i < 12; i++) store.replace(talkOf('z', `Talk ${i}`));
    expect(store.earlier).toHaveLength(8);
    expect(store.earlier[0]?.title).toBe('Talk 10');
  });
});

describe('two tabs at one talk', () => {
  test('see each other, and lose nothing', async () => {
    const shelf = sharedShelf({ talk: talkOf('a b'), earlier: [] });
    const [one, two] = [await openTalkStore(shelf.tab()), await openTalkStore(shelf.tab())];
    add(one, 'c');
    two.edit((talk) => editScene(talk, 'a', { notes: 'two' }));
    one.edit((talk) => editScene(talk, 'a', { title: 'one' }));
    two.edit((talk) => moveScene(talk, 'b', 0));
    await Promise.all([one.settled(), two.settled()]);
    const expected = {
      ...talkOf(''),
      scenes: [sceneOf('b'), sceneOf('a', { notes: 'two', title: 'one' }), sceneOf('c')],
    };
    await expect.poll(() => [one.talk, two.talk, shelf.kept.talk]).toEqual([expected, expected, expected]);
  });

  test('undo takes back what this tab did and nothing of the other', async () => {
    const shelf = sharedShelf({ talk: talkOf('a'), earlier: [] });
    const [one, two] = [await openTalkStore(shelf.tab()), await openTalkStore(shelf.tab())];
    add(one, 'b');
    await expect.poll(() => idsOf(two.talk)).toBe('a b');
    add(two, 'c');
    two.edit((talk) => editScene(talk, 'a', { title: 'two' }));
    const scenes = [sceneOf('a', { title: 'two' }), sceneOf('b'), sceneOf('c')];
    await expect.poll(() => one.talk.scenes).toEqual(scenes);
    one.undo();
    await expect.poll(() => two.talk.scenes).toEqual([scenes[0], scenes[2]]);
    one.redo();
    await one.settled();
    expect(idsOf(shelf.kept.talk)).toBe('a b c');
  });
});

describe('where the browser keeps nothing', () => {
  test('the talk can be edited all the same, and says that it is not kept', async () => {
    const shelf = sharedShelf();
    shelf.broken = true;
    const store = await openTalkStore(shelf.tab());
    expect(store.kept).toBe(false);
    add(store, 'a');
    await store.settled();
    add(store, 'b');
    await store.settled();
    expect(idsOf(store.talk)).toBe('a b');
    expect(store.kept).toBe(false);
    store.undo();
    expect(idsOf(store.talk)).toBe('a');
  });

  test('what was refused is kept with the next edit that is not', async () => {
    const shelf = sharedShelf({ talk: talkOf('a'), earlier: [] });
    const [one, two] = [await openTalkStore(shelf.tab()), await openTalkStore(shelf.tab())];
    shelf.broken = true;
    add(one, 'b');
    one.replace(talkOf('x', 'Other'));
    one.undo();
    await one.settled();
    expect(one.unsaved()).toEqual({ before: talkOf('a'), after: talkOf('a b') });
    shelf.broken = false;
    add(two, 'c');
    await expect.poll(() => idsOf(one.talk)).toBe('a b c');
    one.edit((talk) => renameTalk(talk, 'Kept'));
    await one.settled();
    expect(one.kept).toBe(true);
    expect(one.unsaved()).toBeNull();
    expect(idsOf(shelf.kept.talk)).toBe('a b c');
    expect(shelf.kept.talk.title).toBe('Kept');
    expect(shelf.kept.earlier).toEqual([talkOf('a b')]);
  });
});
