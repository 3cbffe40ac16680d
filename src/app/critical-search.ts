import type { CriticalSet } from '../core/losses/critical/types.ts';
import type { Domain } from '../core/losses/types.ts';
import type { Running, WorkerClient } from '../workers/client.ts';
import type { RootApp } from './create-app.ts';
import { contains } from './critical.ts';
import type { AppView } from './state.ts';

/** How long a formula and its domain rest before they are searched, in milliseconds: not while they are dragged. */
const REST = 200;
/** Formulas whose lists are kept: undoing an edit finds them again. */
const KEPT = 8;

/**
 * Has the minima, saddles and maxima looked for in the background where they are not known, and gives them to the
 * app. One search at a time: another formula or a wider domain ends the one under way. It draws nothing itself.
 *
 * @param connect starts the worker; called with the first search
 */
export function createCriticalSearch(app: RootApp, connect: () => WorkerClient): AppView {
  let worker: WorkerClient | null = null;
  let running: Running<'critical'> | null = null;
  /** What is being searched, or was last. */
  let asked: { readonly formula: string; readonly domain: Domain } | null = null;
  /** The sets of the last few formulas, the newest last. */
  const kept = new Map<string, CriticalSet>();
  let resting: ReturnType<typeof setTimeout> | undefined;

  const search = async (formula: string, domain: Domain) => {
    try {
      worker ??= connect();
      const mine = worker.start('critical', { formula, domain }, () => {});
      running = mine;
      const set = await mine.result;
      if (running !== mine) return;
      running = null;
      if (!set) return;
      const whole = withBefore(set, kept.get(formula));
      kept.delete(formula);
      kept.set(formula, whole);
      for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest);
      app.setCritical({ formula, set: whole });
    } catch {
      // Without a worker the page says that nothing is known.
      worker = null;
      running = null;
    }
  };
  const cancel = () => {
    clearTimeout(resting);
    running?.cancel();
    running = null;
  };

  return {
    draw({ state: { scene }, derived }) {
      if (derived.critical.searched) {
        if (running) cancel();
        return;
      }
      const { formula, domain } = scene;
      if (asked?.formula === formula && asked.domain === domain) return;
      asked = { formula, domain };
      cancel();
      const before = kept.get(formula);
      if (before) app.setCritical({ formula, set: before });
      if (before && contains(before.domain, domain)) return;
      resting = setTimeout(() => void search(formula, domain), REST);
    },
    dispose() {
      cancel();
      worker?.stop();
    },
  };
}

/** A search's list with what an earlier one knew outside of its domain: a map that is moved loses no marks. */
function withBefore(set: CriticalSet, before: CriticalSet | undefined): CriticalSet {
  if (!before) return set;
  const [x0, x1, y0, y1] = set.domain;
  const outside = before.points.filter(({ at: [x, y] }) => x < x0 || x > x1 || y < y0 || y > y1);
  return outside.length > 0 ? { ...set, points: [...set.points, ...outside] } : set;
}
