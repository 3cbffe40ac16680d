import { isRecord, member } from '../scene/kinds.ts';
import { printEnter } from './enter.ts';
import { MAX_TALK_FILE_LENGTH } from './limits.ts';
import { TALK_VERSION } from './migrations.ts';
import { restoreTalk, type RestoredTalk } from './restore.ts';
import { newScene, type Talk, type TalkScene } from './talk.ts';

/** A talk as files, links and messages carry it: what is as usual is left out. Plain and serialisable. */
export interface TalkDocument {
  readonly version: number;
  readonly talk: string;
  readonly scenes: readonly Readonly<Record<string, string | readonly string[]>>[];
}

/**
 * The talk as a plain object for `restoreTalk`.
 *
 * @param ids whether the scenes' ids are kept: between the windows and visits of one page they are, in files not.
 */
export function writeTalk({ title, scenes }: Talk, ids: boolean): TalkDocument {
  return { version: TALK_VERSION, talk: title, scenes: scenes.map((scene) => writeScene(scene, ids)) };
}

function writeScene(scene: TalkScene, ids: boolean): TalkDocument['scenes'][number] {
  const { id, title, caption, notes, enter, next, beside } = scene;
  return {
    ...(ids && { id }),
    title,
    ...(caption !== '' && { caption }),
    ...(notes !== '' && { notes }),
    scene: scene.scene,
    ...(enter.kind !== newScene.enter.kind && { enter: printEnter(enter) }),
    ...(next !== newScene.next && { next }),
    ...(beside.join() !== newScene.beside.join() && { beside }),
  };
}

/** A talk as a file: what it is called, and its text (JSON). */
export function writeTalkFile(talk: Talk): { readonly name: string; readonly text: string } {
  return { name: fileName(talk.title), text: `${JSON.stringify(writeTalk(talk, false), null, 2)}\n` };
}

/** The talk in a file's text; null when the text is not a talk at all. */
export function readTalkFile(text: string): RestoredTalk | null {
  if (text.length > MAX_TALK_FILE_LENGTH) return null;
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    return null;
  }
  return isTalk(input) ? restoreTalk(input) : null;
}

/** Whether something says of itself that it is a talk: a version, and scenes. */
function isTalk(input: unknown): boolean {
  return isRecord(input) && member(input, 'version') !== undefined && Array.isArray(member(input, 'scenes'));
}

/** "fall-line-talk-when-it-blows-up.json" */
function fileName(title: string): string {
  const plain = title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{Mark}+/gu, '')
    .replaceAll(/[^\p{Letter}\p{Number}]+/gu, '-')
    .slice(0, 60);
  return `fall-line-talk-${plain}.json`.replaceAll(/-+(?=-|\.json$)/g, '');
}
