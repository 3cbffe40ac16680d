import { freeId } from '../scene/ids.ts';
import { talkLimits } from './limits.ts';
import { talkPanels } from '../scene/panels.ts';
import { emptyTalk, type Talk, type TalkScene } from './talk.ts';
import { lineOf, proseOf } from '../scene/texts.ts';

/*
 * The edits of a talk: functions from talk to talk, which leave it as it is (the same object) where they have nothing
 * to do. Scenes are named by their ids, so that an edit means the same after somebody else has edited.
 */

/**
 * Adds a scene behind another, or at the end where there is no such. The id is a wish: where it is taken, the scene
 * gets a free one.
 */
export function addScene(talk: Talk, scene: TalkScene, behind?: string): Talk {
  if (talk.scenes.length >= talkLimits.scenes) return talk;
  const own = cleaned({ ...scene, id: freeId(idsOf(talk), scene.id) });
  const before = talk.scenes.findIndex(({ id }) => id === behind);
  const at = before < 0 ? talk.scenes.length : before + 1;
  return { ...talk, scenes: talk.scenes.toSpliced(at, 0, own) };
}

/** Moves a scene to a place from 0; places beyond the ends are the ends. */
export function moveScene(talk: Talk, id: string, to: number): Talk {
  const from = talk.scenes.findIndex((scene) => scene.id === id);
  const scene = talk.scenes[from];
  const at = Math.max(0, Math.min(talk.scenes.length - 1, to));
  if (!scene || from === at || !Number.isInteger(at)) return talk;
  return { ...talk, scenes: talk.scenes.toSpliced(from, 1).toSpliced(at, 0, scene) };
}

/** Puts a copy of a scene behind it; its id is a wish, as in `addScene`. */
export function duplicateScene(talk: Talk, id: string, copy: string): Talk {
  const scene = talk.scenes.find((each) => each.id === id);
  return scene ? addScene(talk, { ...scene, id: copy }, id) : talk;
}

export function deleteScene(talk: Talk, id: string): Talk {
  const scenes = talk.scenes.filter((scene) => scene.id !== id);
  return scenes.length === talk.scenes.length ? talk : { ...talk, scenes };
}

/** Changes members of a scene; texts that are too long are cut. */
export function editScene(talk: Talk, id: string, change: Partial<Omit<TalkScene, 'id'>>): Talk {
  const at = talk.scenes.findIndex((scene) => scene.id === id);
  const scene = talk.scenes[at];
  if (!scene) return talk;
  const edited = cleaned({ ...scene, ...change, id });
  return isSameScene(scene, edited) ? talk : { ...talk, scenes: talk.scenes.with(at, edited) };
}

/** Shows another scene there, given by its fragment; what is said of it stays. */
export function recaptureScene(talk: Talk, id: string, fragment: string): Talk {
  return editScene(talk, id, { scene: fragment });
}

export function renameTalk(talk: Talk, title: string): Talk {
  const clean = lineOf(title, talkLimits.title);
  return clean === talk.title ? talk : { ...talk, title: clean };
}

/** Whether there is anything in a talk that somebody could miss. */
export function isEmpty(talk: Talk): boolean {
  return talk.scenes.length === 0 && talk.title.trim() === emptyTalk.title;
}

/** Whether two talks say the same. */
export function isSameTalk(a: Talk, b: Talk): boolean {
  return (
    a === b ||
    (a.title === b.title &&
      a.scenes.length === b.scenes.length &&
      a.scenes.every((scene, i) => isSameScene(scene, b.scenes[i]!)))
  );
}

export function isSameScene(a: TalkScene, b: TalkScene): boolean {
  return a === b || JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b));
}

function inOrder({ id, title, caption, notes, scene, enter, next, beside }: TalkScene): readonly unknown[] {
  const steps = enter.kind === 'range' ? [enter.from, enter.to] : [];
  return [id, title, caption, notes, scene, enter.kind, steps, next, beside];
}

/** The scene as `restoreTalk` would leave it. */
function cleaned(scene: TalkScene): TalkScene {
  return {
    ...scene,
    title: lineOf(scene.title, talkLimits.title),
    caption: proseOf(scene.caption, talkLimits.caption),
    notes: proseOf(scene.notes, talkLimits.notes),
    beside: talkPanels.filter((panel) => scene.beside.includes(panel)),
  };
}

function idsOf({ scenes }: Talk): ReadonlySet<string> {
  return new Set(scenes.map(({ id }) => id));
}
