import type { Problem } from '../../core/scene/document.ts';
import { isId } from '../../core/scene/ids.ts';
import { isRecord, member, quote } from '../../core/scene/kinds.ts';
import { refuse, reportStrangers } from '../../core/scene/place.ts';
import { collector } from '../../core/scene/restore.ts';
import { lessons } from '../../text/en/lessons.ts';

/**
 * What a reader has read, and when each review question comes again: after 1, 3, 7 and 21 days, each time that it is answered
 * rightly; a wrong answer begins anew (spaced retrieval: Cepeda et al., Psychological Bulletin 132, 2006,
 * https://doi.org/10.1037/0033-2909.132.3.354). A plain document; time is given to whatever needs it, in milliseconds since 1970.
 */
export interface Progress {
  readonly version: 1;
  /** "lesson/part" for each part that was read, the last one last; "lesson" alone when it was read to its end. */
  readonly read: readonly string[];
  readonly reviews: readonly Scheduled[];
}

export interface Scheduled {
  /** "lesson/question". */
  readonly id: string;
  /** How often in a row it was answered rightly: 0 to 4. */
  readonly level: number;
  /** When it comes again; null when it has come after every interval. */
  readonly due: number | null;
  /** When this was settled. */
  readonly at: number;
}

export const DAY = 86_400_000;
/** Days after which a question comes again, by its level. */
export const intervals: readonly number[] = [1, 3, 7, 21];

export const noProgress: Progress = { version: 1, read: [], reviews: [] };

/** At a level from a moment on. */
function scheduled(id: string, level: number, now: number): Scheduled {
  const days = intervals[level];
  return { id, level, due: days === undefined ? null : now + days * DAY, at: now };
}

/** A part was read. */
export function withRead(progress: Progress, lesson: string, part: string): Progress {
  const key = `${lesson}/${part}`;
  if (progress.read.at(-1) === key) return progress;
  return { ...progress, read: [...progress.read.filter((each) => each !== key), key] };
}

/** A lesson was read to its end: its questions come from tomorrow on, but for those that have come before. */
export function withFinished(
  progress: Progress,
  lesson: string,
  questions: readonly string[],
  now: number,
): Progress {
  const known = new Set(progress.reviews.map(({ id }) => id));
  const added = questions.map((question) => `${lesson}/${question}`).filter((id) => !known.has(id));
  if (isFinished(progress, lesson) && added.length === 0) return progress;
  const read = isFinished(progress, lesson) ? progress.read : [lesson, ...progress.read];
  return {
    ...progress,
    read,
    reviews: [...progress.reviews, ...added.map((id) => scheduled(id, 0, now))],
  };
}

export function isFinished({ read }: Progress, lesson: string): boolean {
  return read.includes(lesson);
}

/** The parts of a lesson that were read. */
export function partsRead({ read }: Progress, lesson: string): readonly string[] {
  return read.filter((key) => key.startsWith(`${lesson}/`)).map((key) => key.slice(lesson.length + 1));
}

/** The lesson and part where one has read last; null before the first. */
export function lastRead({ read }: Progress): { readonly lesson: string; readonly part: string } | null {
  const [lesson, part] = (read.at(-1) ?? '').split('/');
  return lesson && part ? { lesson, part } : null;
}

/** The questions that are due, the one that has waited longest first. */
export function dueQuestions({ reviews }: Progress, now: number): readonly Scheduled[] {
  return reviews
    .filter(({ due }) => due !== null && due <= now)
    .toSorted((a, b) => a.due! - b.due! || (a.id < b.id ? -1 : 1));
}

/** When the next question comes; null where none does. */
export function nextDue({ reviews }: Progress): number | null {
  const times = reviews.flatMap(({ due }) => (due === null ? [] : [due]));
  return times.length > 0 ? Math.min(...times) : null;
}

/** A question was answered. One that is not due stays as it is: another tab was faster. */
export function withAnswer(progress: Progress, id: string, isRight: boolean, now: number): Progress {
  const before = progress.reviews.find((each) => each.id === id);
  if (!before || before.due === null || before.due > now) return progress;
  const after = scheduled(id, isRight ? before.level + 1 : 0, now);
  return { ...progress, reviews: progress.reviews.map((each) => (each === before ? after : each)) };
}

/** All of two: of two tabs, or of this browser and a file. Of a question what was settled last counts. */
export function merged(a: Progress, b: Progress): Progress {
  const own = new Map(a.reviews.map((each) => [each.id, each]));
  for (const each of b.reviews) {
    const mine = own.get(each.id);
    if (!mine || each.at > mine.at || (each.at === mine.at && each.level < mine.level))
      own.set(each.id, each);
  }
  const later = new Set(b.read);
  const result: Progress = {
    version: 1,
    read: [...a.read.filter((key) => !later.has(key)), ...b.read],
    reviews: [...own.values()],
  };
  return isSame(result, a) ? a : result;
}

function isSame(a: Progress, b: Progress): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** What may be kept, at most. */
const most = { read: 10_000, reviews: 2_000 } as const;
const text = lessons.progress.door;

/** A valid progress from anything at all, with what could not be taken. Never throws. */
export function restoreProgress(input: unknown): {
  readonly progress: Progress;
  readonly problems: readonly Problem[];
} {
  const { problems, report } = collector();
  if (!isRecord(input)) {
    report('', text.notProgress);
    return { progress: noProgress, problems };
  }
  const place = { owner: text.owner, where: '', report };
  reportStrangers(input, ['version', 'read', 'reviews'], place);
  if (member(input, 'version') !== 1) refuse('version', '1', member(input, 'version'), place);
  const list = (name: 'read' | 'reviews'): readonly unknown[] => {
    const given = member(input, name);
    if (Array.isArray(given)) return given.slice(0, most[name]);
    if (given !== undefined) refuse(name, 'a list', given, place);
    return [];
  };
  const read = list('read').filter((key, i): key is string => {
    const isKey = typeof key === 'string' && isKeyOf(key);
    if (!isKey) report(`read.${i}`, text.notAKey(quote(key)));
    return isKey;
  });
  const taken = new Set<string>();
  const reviews = list('reviews').flatMap((given, i): Scheduled[] => {
    const one = restoreScheduled(given);
    if (!one || taken.has(one.id)) report(`reviews.${i}`, text.notAQuestion(quote(given)));
    if (!one || taken.has(one.id)) return [];
    taken.add(one.id);
    return [one];
  });
  return { progress: { version: 1, read: [...new Set(read)], reviews }, problems };
}

/** "lesson", or "lesson/part". */
function isKeyOf(key: string): boolean {
  const ids = key.slice(0, 90).split('/');
  return key.length < 90 && ids.length <= 2 && ids.every(isId);
}

function restoreScheduled(given: unknown): Scheduled | null {
  const [id, level, due, at] = ['id', 'level', 'due', 'at'].map((name) => member(given, name));
  const isTime = (time: unknown): time is number =>
    typeof time === 'number' && Number.isFinite(time) && Math.abs(time) < 8.64e15;
  if (typeof id !== 'string' || !isKeyOf(id) || !id.includes('/') || !isTime(at)) return null;
  if (typeof level !== 'number' || !Number.isInteger(level) || level < 0 || level > intervals.length)
    return null;
  // One that has come after every interval comes no more; any other one comes some day.
  if (level === intervals.length) return { id, level, due: null, at };
  return { id, level, due: isTime(due) ? due : at + intervals[level]! * DAY, at };
}
