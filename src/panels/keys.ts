import type { App } from '../app/app.ts';
import { type PageKeys, shortcutFor } from './shortcuts.ts';

const movement = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'];

/**
 * The keys that an element uses itself while it has the focus. An element with `data-own-keys` names its own,
 * separated by blanks, with the word Space for the blank.
 */
function ownKeys(target: EventTarget | null): 'all' | readonly string[] {
  if (!(target instanceof Element)) return [];
  if (target.closest('dialog')) return 'all';
  const named = target.closest('[data-own-keys]')?.getAttribute('data-own-keys')?.split(' ') ?? [];
  const own = named.map((key) => (key === 'Space' ? ' ' : key));
  if (target instanceof HTMLInputElement) {
    if (target.type === 'range') return [...own, ...movement];
    if (target.type === 'checkbox' || target.type === 'radio') return [...own, ' '];
    return 'all';
  }
  if (target instanceof HTMLTextAreaElement || target.closest('[contenteditable]')) return 'all';
  if (target instanceof HTMLSelectElement) return [...own, ...movement, ' '];
  if (target.closest('button, a, summary')) return [...own, ' '];
  return own;
}

/** Who acts on a press in the place of the shortcuts; `own` are the keys that the focused element uses itself. */
export type KeyHolder = (event: KeyboardEvent, own: 'all' | readonly string[]) => void;

const noPage: PageKeys = { help() {}, late() {} };

export interface Keys {
  /** Gives every press to somebody else, while the shortcuts rest. Returns what gives it back. */
  hold(holder: KeyHolder): () => void;
  dispose(): void;
}

/** Who gets the keys of an embed that are not its own; `own` are those that the focused element uses. */
export interface KeyHost {
  /** Takes what is the host's whatever it means here; true when it has. */
  take(event: KeyboardEvent, own: readonly string[]): boolean;
  /** Is given what nothing here has used. */
  give(event: KeyboardEvent, own: readonly string[]): void;
}

/**
 * Lets the shortcuts act while the page has the focus. Listens before the page's elements do, since lil-gui keeps
 * every key from passing beyond its controls.
 *
 * @param page null in an embed, whose keys go on to `host`
 */
export function listenToKeys(app: App, page: PageKeys | null, host?: KeyHost): Keys {
  let holder: KeyHolder | null = null;
  const press = (event: KeyboardEvent) => {
    const own = ownKeys(event.target);
    if (holder) {
      holder(event, own);
      return;
    }
    if (own !== 'all' && host?.take(event, own)) return;
    const shortcut = shortcutFor(event, own);
    if (shortcut && page) shortcut.run(app, page);
    else if (shortcut && !shortcut.page) shortcut.run(app, noPage);
    else {
      if (own !== 'all') host?.give(event, own);
      return;
    }
    event.preventDefault();
  };
  window.addEventListener('keydown', press, { capture: true });
  return {
    hold(next) {
      holder = next;
      return () => {
        if (holder === next) holder = null;
      };
    },
    dispose: () => window.removeEventListener('keydown', press, { capture: true }),
  };
}
