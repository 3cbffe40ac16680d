import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { isRecord, member } from '../../core/scene/kinds.ts';
import { writeTalk } from '../../core/talk/file.ts';
import { restoreTalk } from '../../core/talk/restore.ts';
import type { Kept, Shelf } from './shelf.ts';

const NAME = 'fall-line';
const KEY = 'current';
const CHANNEL = 'fall-line-talk';

interface Schema extends DBSchema {
  /** What is kept may have been written by another version of the page, or by hand. */
  talks: { key: string; value: unknown };
}

/** The browser's database; tabs tell each other over a channel. Nothing is opened before it is needed. */
export function createDatabase(): Shelf {
  let opening: Promise<IDBPDatabase<Schema>> | null = null;
  const forget = () => {
    opening = null;
  };
  const open = () => {
    opening ??= openDB<Schema>(NAME, 1, {
      upgrade(database) {
        database.createObjectStore('talks');
      },
      blocking(_, __, event) {
        // Another tab has a newer page: it must not wait for this one.
        (event.target as IDBDatabase).close();
        forget();
      },
      terminated: forget,
    });
    opening.catch(forget);
    return opening;
  };
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(CHANNEL);

  return {
    async change(change) {
      const database = await open();
      const transaction = database.transaction('talks', 'readwrite', { durability: 'strict' });
      const before = readKept(await transaction.store.get(KEY));
      const after = change(before);
      if (after !== before) void transaction.store.put(writeKept(after), KEY).catch(() => {});
      // Rejects where the writing was refused.
      await transaction.done;
      if (after !== before) channel?.postMessage(null);
      return after;
    },
    listen(changed) {
      channel?.addEventListener('message', changed);
      return () => channel?.removeEventListener('message', changed);
    },
  };
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
