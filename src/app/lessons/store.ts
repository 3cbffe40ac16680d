import { createShelf, type Shelf } from '../shelf.ts';
import { merged, noProgress, type Progress, restoreProgress } from './progress.ts';

/** A reader's progress, shared with the other tabs. */
export interface ProgressStore {
  readonly progress: Progress;
  /** False where the browser refuses to keep it: it lasts as long as the page. */
  readonly kept: boolean;
  change(change: (progress: Progress) => Progress): void;
  /** Forgets everything. */
  erase(): void;
  /** Calls back after every change, whoever made it. */
  listen(changed: () => void): void;
  /** Settles when everything is kept, or was refused. */
  settled(): Promise<void>;
}

export const progressShelf = (): Shelf<Progress> =>
  createShelf({
    name: 'fall-line-lessons',
    store: 'progress',
    channel: 'fall-line-progress',
    read: (value) => (value === undefined ? noProgress : restoreProgress(value).progress),
    write: (progress) => progress,
  });

/** Opens what is kept; where nothing can be kept, an empty progress, in memory. */
export async function openProgress(shelf: Shelf<Progress>): Promise<ProgressStore> {
  let shown = noProgress;
  let keeps = true;
  let saving: Promise<void> = Promise.resolve();
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  /** What another tab has kept meanwhile is taken over; what is here is added. */
  const save = (change: (kept: Progress) => Progress) => {
    saving = saving.then(async () => {
      try {
        const kept = await shelf.change(change);
        keeps = true;
        shown = kept === noProgress ? kept : merged(kept, shown);
      } catch {
        keeps = false;
      }
      tell();
    });
  };
  shelf.listen(() => {
    saving = saving.then(async () => {
      try {
        shown = await shelf.change((kept) => kept);
      } catch {
        // What is shown stays.
      }
      tell();
    });
  });
  try {
    shown = await shelf.change((kept) => kept);
  } catch {
    keeps = false;
  }
  return {
    get progress() {
      return shown;
    },
    get kept() {
      return keeps;
    },
    change(change) {
      const next = change(shown);
      if (next === shown) return;
      shown = next;
      tell();
      save((kept) => merged(kept, next));
    },
    erase() {
      shown = noProgress;
      tell();
      save(() => noProgress);
    },
    listen: (changed) => void listeners.add(changed),
    settled: () => saving,
  };
}
