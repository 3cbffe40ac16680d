import type { App } from './app.ts';
import type { AppView } from './state.ts';

/** The part of a storage that is needed; may throw where the browser refuses. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const KEY = 'fall-line.formula';

/**
 * Keeps a formula that is typed and not shown over a reload of the page, for the surface over which it was typed.
 * Without a storage nothing is kept.
 */
export function keepDraft(app: App, storage: () => DraftStorage): AppView {
  const quietly = <T>(act: (storage: DraftStorage) => T): T | null => {
    try {
      return act(storage());
    } catch {
      return null;
    }
  };
  let shown = quietly((kept) => kept.getItem(KEY));
  const [over, typed] = parsed(shown);
  if (typed !== undefined && over === app.state.scene.formula && !app.state.draft) app.setFormula(typed);
  return {
    draw({ state }) {
      const text = state.draft?.text ?? state.dropped;
      const kept = text === null ? null : JSON.stringify([state.scene.formula, text]);
      if (kept === shown) return;
      shown = kept;
      quietly((store) => (kept === null ? store.removeItem(KEY) : store.setItem(KEY, kept)));
    },
    dispose() {},
  };
}

/** Formula shown and formula typed; nothing of anything else. */
function parsed(text: string | null): string[] {
  try {
    const kept: unknown = JSON.parse(text ?? 'null');
    return Array.isArray(kept) && kept.every((part) => typeof part === 'string') ? kept : [];
  } catch {
    return [];
  }
}
