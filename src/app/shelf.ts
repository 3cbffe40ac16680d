import { type IDBPDatabase, openDB } from 'idb';

/** Where a document is kept between visits: shared by all tabs of the page. */
export interface Shelf<Kept> {
  /**
   * Changes what is kept in one go, from what it is at that moment, and gives what is kept then. Rejects where nothing
   * can be kept, or nothing more.
   */
  change(change: (kept: Kept) => Kept): Promise<Kept>;
  /** Calls back when another tab has changed what is kept. Returns what ends it. */
  listen(changed: () => void): () => void;
}

export interface ShelfOptions<Kept> {
  /** Of the browser's database. */
  readonly name: string;
  readonly store: string;
  /** Over which tabs tell each other. */
  readonly channel: string;
  /** What is kept may have been written by another version of the page, or by hand; undefined before the first time. */
  readonly read: (value: unknown) => Kept;
  readonly write: (kept: Kept) => unknown;
}

const KEY = 'current';

/** The browser's database. Nothing is opened before it is needed. */
export function createShelf<Kept>(options: ShelfOptions<Kept>): Shelf<Kept> {
  const { name, store, read, write } = options;
  let opening: Promise<IDBPDatabase> | null = null;
  const forget = () => {
    opening = null;
  };
  const open = () => {
    opening ??= openDB(name, 1, {
      upgrade(database) {
        database.createObjectStore(store);
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
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(options.channel);

  return {
    async change(change) {
      const database = await open();
      const transaction = database.transaction(store, 'readwrite', { durability: 'strict' });
      const before = read(await transaction.store.get(KEY));
      const after = change(before);
      if (after !== before) void transaction.store.put(write(after), KEY).catch(() => {});
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
