import { isSameTalk } from './edits.ts';
import { talkLimits } from './limits.ts';
import type { Talk, TalkScene } from './talk.ts';

/**
 * Three ways become one: what changed from `before` to `after` is done to `now`, which somebody else may have changed
 * meanwhile. Where both changed the same member of the same scene, `after` wins; a scene that `after` changed and
 * `now` no longer has comes back; one that either of them added stays.
 *
 * When nobody else changed anything, the result is `after` itself: undo is this with `before` and `after` exchanged.
 */
export function mergeTalks(before: Talk, after: Talk, now: Talk): Talk {
  if (isSameTalk(now, before)) return after;
  const old = byId(before);
  const mine = byId(after);
  const theirs = byId(now);
  const merged = new Map<string, TalkScene>();
  for (const [id, scene] of theirs) {
    const own = mine.get(id);
    const base = old.get(id);
    // Taken away by mine.
    if (base && !own) continue;
    merged.set(id, own ? mergeScenes(base, own, scene) : scene);
  }
  for (const [id, own] of mine) {
    const base = old.get(id);
    const untouched = base !== undefined && mergeScenes(base, own, base) === base;
    if (!merged.has(id) && !untouched) merged.set(id, own);
  }
  const moved = ordersDiffer(before.scenes, after.scenes);
  const [leading, other] = moved ? [after.scenes, now.scenes] : [now.scenes, after.scenes];
  const order = interleave(leading, other).filter((id) => merged.has(id));
  return {
    version: 1,
    title: after.title === before.title ? now.title : after.title,
    scenes: order.slice(0, talkLimits.scenes).map((id) => merged.get(id)!),
  };
}

/** `theirs` with the members in which `mine` differs from `base`; `theirs` itself where there are none. */
function mergeScenes(base: TalkScene | undefined, mine: TalkScene, theirs: TalkScene): TalkScene {
  if (!base) return mine;
  const changed = Object.entries(mine).filter(
    ([name, value]) => !isSame(value, base[name as keyof TalkScene]),
  );
  return changed.length === 0 ? theirs : { ...theirs, ...Object.fromEntries(changed) };
}

/** Members of a scene are texts, or small plain values that are always written in one order. */
function isSame(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b));
}

/** Whether the scenes that both have stand in another order. */
function ordersDiffer(a: readonly TalkScene[], b: readonly TalkScene[]): boolean {
  const inA = new Set(a.map(({ id }) => id));
  const inB = new Set(b.map(({ id }) => id));
  const common = b.filter(({ id }) => inA.has(id));
  return a.filter(({ id }) => inB.has(id)).some(({ id }, i) => id !== common[i]?.id);
}

/** All ids in the leading order; those that only the other has stand behind their predecessor there. */
function interleave(leading: readonly TalkScene[], other: readonly TalkScene[]): string[] {
  const order = leading.map(({ id }) => id);
  other.forEach(({ id }, i) => {
    if (order.includes(id)) return;
    const predecessor = other[i - 1];
    order.splice(predecessor ? order.indexOf(predecessor.id) + 1 : 0, 0, id);
  });
  return order;
}

function byId({ scenes }: Talk): ReadonlyMap<string, TalkScene> {
  return new Map(scenes.map((scene) => [scene.id, scene]));
}
