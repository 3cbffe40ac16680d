/** What has to be kept before the page is loaded anew. */
const savers = new Set<() => Promise<void>>();

/** Has something saved before the page reloads at the user's wish. Returns what withdraws it. */
export function beforeReload(save: () => Promise<void>): () => void {
  savers.add(save);
  return () => savers.delete(save);
}

/** Settles when everything is saved, or rejects when something could not be. */
export async function saveBeforeReload(): Promise<void> {
  await Promise.all(Array.from(savers, (save) => save()));
}
