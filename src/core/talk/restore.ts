import type { Problem, Report } from '../scene/document.ts';
// Scenes of a talk may name any rule.
import '../optimizers/all.ts';
import { isRecord, member, quote } from '../scene/kinds.ts';
import { migrate } from '../scene/migrations.ts';
import { pathIn, type Place, placeSentences, refuse, reportStrangers, restoreText } from '../scene/place.ts';
import { panelNow, type TalkPanel, talkPanels } from '../scene/panels.ts';
import { collector } from '../scene/restore.ts';
import { sceneSentences } from '../scene/scene-sentences.ts';
import { parseEnter } from './enter.ts';
import { talkLimits } from './limits.ts';
import { TALK_VERSION, talkMigrations } from './migrations.ts';
import { talkSentences } from './talk-sentences.ts';
import { emptyTalk, newScene, type Enter, type Talk, type TalkScene } from './talk.ts';
import { lineOf, proseOf } from '../scene/texts.ts';
import { freeId, isId } from '../scene/ids.ts';

/** What became of a talk from outside: always a whole, valid talk. */
export interface RestoredTalk {
  readonly talk: Talk;
  readonly problems: readonly Problem[];
}

/**
 * A valid talk from anything at all, in the form that `writeTalk` gives it. Every part that cannot be taken costs only
 * itself and is named in `problems`. Never throws, follows no prototype, walks nothing that a talk does not have.
 * Scenes stay the texts that they are: what is wrong in them is said by `checkScenes`.
 */
export function restoreTalk(input: unknown): RestoredTalk {
  const { problems, report } = collector();
  if (!isRecord(input)) {
    report('', talkSentences.say('notATalk'));
    return { talk: emptyTalk, problems };
  }
  const version = member(input, 'version');
  const known = typeof version === 'number' && Number.isInteger(version) && version >= 1;
  if (version !== undefined && !known) report('version', placeSentences.say('version', quote(version)));
  if (known && version > TALK_VERSION) report('version', talkSentences.say('newer', version));
  const raw = migrate(input, known ? version : 1, talkMigrations);
  const place = { owner: talkSentences.say('talk'), where: '', report };
  reportStrangers(raw, ['version', 'talk', 'scenes'], place);
  const title = restoreText(raw, 'talk', lineOf, talkLimits.title, place);
  return { talk: { version: 1, title, scenes: restoreScenes(member(raw, 'scenes'), report) }, problems };
}

function restoreScenes(given: unknown, report: Report): TalkScene[] {
  if (given === undefined) return [];
  if (!Array.isArray(given)) {
    report(
      'scenes',
      placeSentences.say(
        'mustBe',
        talkSentences.say('talk'),
        'scenes',
        sceneSentences.say('aList'),
        quote(given),
      ),
    );
    return [];
  }
  const list: readonly unknown[] = given;
  if (list.length > talkLimits.scenes)
    report('scenes', talkSentences.say('tooMany', list.length, talkLimits.scenes));
  const scenes: TalkScene[] = [];
  const taken = new Set<string>();
  for (let i = 0; i < Math.min(list.length, talkLimits.scenes); i++) {
    const raw = list[i];
    const place = { owner: talkSentences.say('scene', i + 1), where: `scenes.${i}`, report };
    if (!isRecord(raw)) {
      report(place.where, talkSentences.say('notAScene', place.owner, quote(raw)));
      continue;
    }
    const scene = restoreScene(raw, place, taken);
    taken.add(scene.id);
    scenes.push(scene);
  }
  return scenes;
}

function restoreScene(raw: Record<string, unknown>, place: Place, taken: ReadonlySet<string>): TalkScene {
  const known = ['id', 'title', 'caption', 'notes', 'scene', 'enter', 'next', 'beside'];
  reportStrangers(raw, known, place);
  const id = member(raw, 'id');
  if (id !== undefined && !isId(id)) refuse('id', placeSentences.say('id'), id, place);
  return {
    id: isId(id) && !taken.has(id) ? id : freeId(taken),
    title: restoreText(raw, 'title', lineOf, talkLimits.title, place),
    caption: restoreText(raw, 'caption', proseOf, talkLimits.caption, place),
    notes: restoreText(raw, 'notes', proseOf, talkLimits.notes, place),
    scene: restoreFragment(member(raw, 'scene'), place),
    enter: restoreEnter(member(raw, 'enter'), place),
    next: restoreNext(member(raw, 'next'), place),
    beside: restoreBeside(member(raw, 'beside'), place),
  };
}

function restoreFragment(given: unknown, place: Place): string {
  if (given === undefined) return newScene.scene;
  if (typeof given !== 'string') {
    refuse('scene', placeSentences.say('link'), given, place);
    return newScene.scene;
  }
  const fragment = given.slice(given.lastIndexOf('#') + 1);
  if (fragment.length > talkLimits.scene) {
    place.report(pathIn(place, 'scene'), talkSentences.say('sceneTooLong', place.owner, talkLimits.scene));
    return newScene.scene;
  }
  return lineOf(fragment, talkLimits.scene);
}

function restoreEnter(given: unknown, place: Place): Enter {
  if (given === undefined) return newScene.enter;
  const enter = typeof given === 'string' ? parseEnter(given) : null;
  if (enter) return enter;
  refuse('enter', talkSentences.say('enter'), given, place);
  return newScene.enter;
}

function restoreNext(given: unknown, place: Place): TalkScene['next'] {
  if (given === undefined) return newScene.next;
  if (given === 'scene' || given === 'stages') return given;
  refuse('next', talkSentences.say('next'), given, place);
  return newScene.next;
}

/** The panels in the order of the page, each once. */
function restoreBeside(given: unknown, place: Place): readonly TalkPanel[] {
  if (given === undefined) return newScene.beside;
  if (!Array.isArray(given)) {
    refuse('beside', talkSentences.say('listOf', talkPanels), given, place);
    return newScene.beside;
  }
  const list: readonly unknown[] = given;
  // A hostile list may be long: what is found beyond the first few is one sentence anyway.
  for (const item of list.slice(0, 20)) {
    if (!talkPanels.some((panel) => panel === panelNow(item))) {
      refuse('beside', talkSentences.say('listOf', talkPanels), item, place);
    }
  }
  const named = new Set(list.map(panelNow));
  return talkPanels.filter((panel) => named.has(panel));
}
