/** Undo and redo over immutable documents. */
export interface History<T> {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Notes the document that an edit replaces. Edits in a row with one `group` are taken back together. */
  push(before: T, group: string | undefined): void;
  /** The document to go back to, or null; `now` becomes what redo returns to. */
  undo(now: T): T | null;
  redo(now: T): T | null;
  /** Changes every document that can be gone back to, for what somebody else has edited meanwhile. */
  rebase(change: (document: T) => T): void;
}

/** How many edits can be taken back; documents share their unchanged parts, so this is cheap. */
const depth = 500;

export function createHistory<T>(): History<T> {
  const past: T[] = [];
  const future: T[] = [];
  let lastGroup: string | undefined;
  return {
    get canUndo() {
      return past.length > 0;
    },
    get canRedo() {
      return future.length > 0;
    },
    push(before, group) {
      future.length = 0;
      if (group !== undefined && group === lastGroup) return;
      lastGroup = group;
      past.push(before);
      if (past.length > depth) past.shift();
    },
    undo(now) {
      lastGroup = undefined;
      const scene = past.pop();
      if (scene === undefined) return null;
      future.push(now);
      return scene;
    },
    redo(now) {
      lastGroup = undefined;
      const scene = future.pop();
      if (scene === undefined) return null;
      past.push(now);
      return scene;
    },
    rebase(change) {
      for (const documents of [past, future]) documents.splice(0, depth, ...documents.map(change));
    },
  };
}
