import type { Problem, Report } from '../scene/document.ts';
import { freeId, isId } from '../scene/ids.ts';
import { isRecord, member, quote } from '../scene/kinds.ts';
import { limits } from '../scene/limits.ts';
import { migrate, type Migration } from '../scene/migrations.ts';
import { pathIn, type Place, placeSentences, refuse, reportStrangers, restoreText } from '../scene/place.ts';
import { collector } from '../scene/restore.ts';
import { sceneSentences } from '../scene/scene-sentences.ts';
import { lineOf, proseOf } from '../scene/texts.ts';
import { type Lesson, newPart, type Part, type Review, type Source } from './lesson.ts';
import { lessonLimits } from './limits.ts';
import { lessonSentences } from './lesson-sentences.ts';

/** The version of a lesson that is written. */
export const LESSON_VERSION = 1;

/** Numbered steps from each version of a lesson to the next, as those of a scene: see `core/scene/migrations.ts`. */
const migrations: readonly Migration[] = [];

/** What became of a lesson from outside: always a whole, valid lesson, of which little may be left. */
export interface RestoredLesson {
  readonly lesson: Lesson;
  readonly problems: readonly Problem[];
}

export const emptyLesson: Lesson = {
  version: 1,
  id: 'lesson',
  title: '',
  teaches: '',
  minutes: 5,
  parts: [],
  review: [],
  sources: [],
};

/**
 * A valid lesson from anything at all. Every part that cannot be taken costs only itself and is named in `problems`.
 * Never throws, follows no prototype, walks nothing that a lesson does not have. Scenes stay the texts that they are:
 * what is wrong in them is said by `checkLesson`.
 */
export function restoreLesson(input: unknown): RestoredLesson {
  const { problems, report } = collector();
  if (!isRecord(input)) {
    report('', lessonSentences.say('notALesson'));
    return { lesson: emptyLesson, problems };
  }
  const version = member(input, 'version');
  const known = typeof version === 'number' && Number.isInteger(version) && version >= 1;
  if (version !== undefined && !known) report('version', placeSentences.say('version', quote(version)));
  if (known && version > LESSON_VERSION) report('version', lessonSentences.say('newer', version));
  const raw = migrate(input, known ? version : 1, migrations);
  const place: Place = { owner: lessonSentences.say('lesson'), where: '', report };
  reportStrangers(raw, Object.keys(emptyLesson), place);
  const lesson: Lesson = {
    version: 1,
    id: restoreId(raw, place, new Set(), emptyLesson.id),
    title: neededText(raw, 'title', lineOf, lessonLimits.title, place),
    teaches: restoreText(raw, 'teaches', lineOf, lessonLimits.teaches, place),
    minutes: restoreMinutes(member(raw, 'minutes'), place),
    parts: restoreList(
      raw,
      'parts',
      (at) => lessonSentences.say('part', at),
      report,
      (part, at, ids) => restorePart(part, at, ids),
    ),
    review: restoreList(
      raw,
      'review',
      (at) => lessonSentences.say('review', at),
      report,
      (review, at, ids) => restoreReview(review, at, ids),
    ),
    sources: restoreList(
      raw,
      'sources',
      (at) => lessonSentences.say('source', at),
      report,
      (source, at) => restoreSource(source, at),
    ),
  };
  if (lesson.parts.length === 0) report('parts', lessonSentences.say('empty', lessonSentences.say('lesson')));
  return { lesson, problems };
}

/** The items of a list that can be taken; `take` gives null for one that cannot, and adds its id to those taken. */
function restoreList<Item>(
  raw: Record<string, unknown>,
  name: 'parts' | 'review' | 'sources',
  called: (number: number) => string,
  report: Report,
  take: (item: Record<string, unknown>, place: Place, taken: Set<string>) => Item | null,
): readonly Item[] {
  const given = member(raw, name);
  if (given === undefined) return [];
  if (!Array.isArray(given)) {
    refuse(name, sceneSentences.say('aList'), given, {
      owner: lessonSentences.say('lesson'),
      where: '',
      report,
    });
    return [];
  }
  const list: readonly unknown[] = given;
  const most = lessonLimits[name];
  if (list.length > most) report(name, lessonSentences.say('tooMany', list.length, name, most));
  const taken = new Set<string>();
  return list.slice(0, most).flatMap((item, i) => {
    const place = { owner: called(i + 1), where: `${name}.${i}`, report };
    if (!isRecord(item)) {
      report(place.where, lessonSentences.say('notAnObject', place.owner, quote(item)));
      return [];
    }
    const made = take(item, place, taken);
    return made ? [made] : [];
  });
}

function restorePart(raw: Record<string, unknown>, place: Place, taken: Set<string>): Part {
  reportStrangers(raw, ['id', 'text', 'scene', 'enter'], place);
  return {
    id: restoreId(raw, place, taken, freeId(taken, undefined, 'p')),
    text: neededText(raw, 'text', proseOf, lessonLimits.text, place),
    scene: restoreFragment(member(raw, 'scene'), place),
    enter: restoreEnter(member(raw, 'enter'), place),
  };
}

function restoreReview(raw: Record<string, unknown>, place: Place, taken: Set<string>): Review {
  reportStrangers(raw, ['id', 'scene'], place);
  const id = restoreId(raw, place, taken, freeId(taken, undefined, 'r'));
  return { id, scene: restoreFragment(member(raw, 'scene'), place) };
}

function restoreSource(raw: Record<string, unknown>, place: Place): Source | null {
  reportStrangers(raw, ['title', 'url'], place);
  const url = member(raw, 'url');
  if (typeof url !== 'string' || url.length > lessonLimits.url || !leadsToTheWeb(url)) {
    refuse('url', lessonSentences.say('address'), url, place);
    return null;
  }
  return { title: neededText(raw, 'title', lineOf, lessonLimits.title, place) || url, url };
}

/** Whether an address is one that a reader may be sent to. */
function leadsToTheWeb(url: string): boolean {
  return /^https?:\/\/[^\s\p{C}]+$/iu.test(url) && URL.canParse(url);
}

/** The id, if it is one and not taken, else another one that is free; it is taken from then on. */
function restoreId(raw: Record<string, unknown>, place: Place, taken: Set<string>, other: string): string {
  const given = member(raw, 'id');
  const isTaken = isId(given) && taken.has(given);
  const id = isId(given) && !isTaken ? given : other;
  if (given === undefined)
    place.report(pathIn(place, 'id'), lessonSentences.say('missing', place.owner, 'id'));
  else if (isTaken) place.report(pathIn(place, 'id'), lessonSentences.say('doubled', place.owner, given, id));
  else if (!isId(given)) refuse('id', placeSentences.say('id'), given, place);
  taken.add(id);
  return id;
}

function neededText(
  raw: Record<string, unknown>,
  name: string,
  clean: (text: string, length: number) => string,
  limit: number,
  place: Place,
): string {
  const text = restoreText(raw, name, clean, limit, place);
  const given = member(raw, name);
  if (text.trim() === '' && (given === undefined || typeof given === 'string')) {
    place.report(pathIn(place, name), lessonSentences.say('missing', place.owner, name));
  }
  return text;
}

function restoreMinutes(given: unknown, place: Place): number {
  if (given === undefined) return emptyLesson.minutes;
  if (typeof given === 'number' && given >= 1 && given <= lessonLimits.minutes) return Math.round(given);
  refuse('minutes', lessonSentences.say('minutes', lessonLimits.minutes), given, place);
  return emptyLesson.minutes;
}

function restoreFragment(given: unknown, place: Place): string {
  if (given === undefined) return newPart.scene;
  if (typeof given !== 'string') {
    refuse('scene', placeSentences.say('link'), given, place);
    return newPart.scene;
  }
  const fragment = given.slice(given.lastIndexOf('#') + 1);
  if (fragment.length > lessonLimits.scene) {
    place.report(
      pathIn(place, 'scene'),
      lessonSentences.say('sceneTooLong', place.owner, lessonLimits.scene),
    );
    return newPart.scene;
  }
  return lineOf(fragment, lessonLimits.scene);
}

function restoreEnter(given: unknown, place: Place): Part['enter'] {
  if (given === undefined) return newPart.enter;
  if (given === 'still' || given === 'play') return given;
  const [from, to] = [member(given, 'from'), member(given, 'to')];
  if (isStep(from) && isStep(to) && from < to) return { from, to };
  refuse('enter', lessonSentences.say('enter'), given, place);
  return newPart.enter;
}

function isStep(given: unknown): given is number {
  return typeof given === 'number' && Number.isInteger(given) && given >= 0 && given <= limits.steps;
}
