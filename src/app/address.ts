import { defaultScene } from '../core/scene/defaults.ts';
import type { Problem, Restored, ScenePlayhead } from '../core/scene/document.ts';
import { defaultPlayhead } from '../core/scene/limits.ts';
import type { Scene } from '../core/scene/scene.ts';
import type { App } from './app.ts';
import { loadRules } from './rules.ts';
import type { AppView } from './state.ts';
import { isTalkLink } from './talks/prefix.ts';

/** The part of the browser's address that says what scene is shown. */
export interface AddressBar {
  /** The fragment, with or without "#". */
  read(): string;
  /** Replaces the fragment without a new entry in the history. May throw where the browser refuses. */
  replace(fragment: string): void;
  /** Calls back when somebody else has changed the fragment. Returns what ends it. */
  listen(changed: () => void): () => void;
}

export const browserAddress: AddressBar = {
  read: () => location.hash,
  replace(fragment) {
    const address = fragment === '' ? location.pathname + location.search : `#${fragment}`;
    history.replaceState(history.state, '', address);
  },
  listen(changed) {
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  },
};

/** What reads and writes links: a first visit needs it only after the first picture. */
const loadLinks = () => import('./links.ts');

/** The scene that the address names. Rejects when the code that reads links cannot be loaded. */
export async function readAddress(bar: AddressBar): Promise<Restored> {
  const fragment = bar.read();
  if (fragment === '' || isTalkLink(fragment))
    return { scene: defaultScene(), playhead: defaultPlayhead, problems: [] };
  // What a model may be is known only with its code.
  if (/[#&]model=/i.test(`#${fragment.replace(/^#/, '')}`)) (await import('./known-models.ts')).openModels();
  const { readFragment } = await loadLinks();
  const restored = readFragment(fragment);
  if (restored.problems.length === 0) return restored;
  // What could not be taken may be a rule that is not loaded yet.
  await loadRules();
  return readFragment(fragment);
}

/** Milliseconds between a change and its address: browsers refuse more than some three a second. */
const DELAY = 400;
/** How often an address that cannot be written is tried again, each time after twice as long: for two minutes. */
const ATTEMPTS = 8;

/**
 * Keeps the address in step with the scene, both ways: what changes on the page is written, a fragment that somebody
 * edits is loaded, or handed to `openTalk` when it holds a talk. While playing, the step in the address is the one at
 * which playing began. A fragment that was read stays as it was typed until the scene changes, its mistakes included.
 */
export function createAddress(
  app: App,
  bar: AddressBar,
  loaded: (problems: readonly Problem[]) => void,
  failed: () => void = () => {},
  openTalk: (fragment: string) => void = () => {},
): AppView {
  let shown = bar.read();
  let { scene, playhead } = linked(app, app.state.playhead);
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** How often it has failed since it last went well. */
  let failures = 0;
  let ended = false;

  const write = async () => {
    const own = timer;
    // Otherwise a fragment was loaded meanwhile or is about to be (it stands there before anybody is told), or the
    // page is gone.
    const isCurrent = () => timer === own && !ended && bar.read() === shown;
    try {
      const { writeFragment } = await loadLinks();
      if (!isCurrent()) return;
      const fragment = writeFragment(scene, playhead);
      if (!isShown(fragment)) {
        bar.replace(fragment);
        shown = bar.read();
      }
      timer = undefined;
      failures = 0;
    } catch {
      if (!isCurrent()) return;
      // A network comes back, a browser that was asked too often forgives. In a frame without an origin of its own, or
      // a file, it never goes well: after some attempts only the next change makes another.
      failures += 1;
      timer = failures < ATTEMPTS ? setTimeout(() => void write(), DELAY * 2 ** failures) : undefined;
    }
  };
  const isShown = (fragment: string) => fragment === shown.replace(/^#/, '');

  const load = async () => {
    const fragment = bar.read();
    if (fragment === shown) return;
    shown = fragment;
    clearTimeout(timer);
    timer = undefined;
    if (isTalkLink(fragment)) return openTalk(fragment);
    const restored = await readAddress(bar);
    // Somebody was faster, or the page is gone.
    if (ended || fragment !== shown) return;
    app.load(restored.scene, restored.playhead);
    ({ scene, playhead } = linked(app, app.state.playhead));
    return loaded(restored.problems);
  };
  if (isTalkLink(shown)) openTalk(shown);
  const stopListening = bar.listen(() => void load().catch(failed));

  return {
    draw() {
      const now = linked(app, playhead);
      if (now.scene === scene && isSame(now.playhead, playhead)) return;
      ({ scene, playhead } = now);
      timer ??= setTimeout(() => void write(), DELAY);
    },
    dispose() {
      ended = true;
      clearTimeout(timer);
      stopListening();
    },
  };
}

/** What the address says of the app; playing leaves the step as it was. */
function linked(app: App, before: ScenePlayhead): { scene: Scene; playhead: ScenePlayhead } {
  const { scene, playhead } = app.state;
  const { step, speed, loop, playing } = playhead;
  return { scene, playhead: { step: playing ? Math.min(before.step, scene.steps) : step, speed, loop } };
}

function isSame(a: ScenePlayhead, b: ScenePlayhead): boolean {
  return a.step === b.step && a.speed === b.speed && a.loop === b.loop;
}
