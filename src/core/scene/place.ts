import { sayings } from '../words/words.ts';
import type { Report } from './document.ts';
import { member, quote } from './kinds.ts';

/** Where in a talk or a lesson something stands, what it is called in sentences ("Part 3"), and whom to tell. */
export interface Place {
  readonly owner: string;
  readonly where: string;
  readonly report: Report;
}

/** Sentences about a member of a document that could not be taken, and nouns for what it must be. */
export interface PlaceSentences {
  readonly version: (found: string) => string;
  readonly mustBe: (owner: string, name: string, form: string, found: string) => string;
  readonly tooLong: (owner: string, name: string, limit: number) => string;
  readonly unknown: (owner: string, found: string) => string;
  readonly ofScene: (owner: string, message: string) => string;
  readonly text: string;
  readonly id: string;
  readonly link: string;
}

export const placeSentences = sayings<PlaceSentences>();

/** Says that a member is not what it must be. */
export function refuse(name: string, form: string, given: unknown, place: Place): void {
  place.report(pathIn(place, name), placeSentences.say('mustBe', place.owner, name, form, quote(given)));
}

/** Says of each member that it is not known here. */
export function reportStrangers(
  raw: Readonly<Record<string, unknown>>,
  known: readonly string[],
  place: Place,
): void {
  for (const key in raw) {
    if (!Object.hasOwn(raw, key) || known.includes(key)) continue;
    place.report(pathIn(place, key), placeSentences.say('unknown', place.owner, quote(key)));
  }
}

/** A member that is text, cleaned; '' where there is none. */
export function restoreText(
  raw: Readonly<Record<string, unknown>>,
  name: string,
  clean: (text: string, length: number) => string,
  limit: number,
  place: Place,
): string {
  const given = member(raw, name);
  if (given === undefined) return '';
  if (typeof given !== 'string') {
    refuse(name, placeSentences.say('text'), given, place);
    return '';
  }
  if (given.length > limit)
    place.report(pathIn(place, name), placeSentences.say('tooLong', place.owner, name, limit));
  return clean(given, limit);
}

export function pathIn({ where }: Place, name: string): string {
  return where === '' ? name : `${where}.${name}`;
}
