import { sayings } from '../words/words.ts';

/** Every sentence about a lesson from outside that could not be taken. `owner` is the lesson or one of its parts. */
export interface LessonSentences {
  readonly notALesson: string;
  readonly notJson: (message: string) => string;
  readonly fileTooLong: (limit: number) => string;
  readonly newer: (version: number) => string;
  readonly missing: (owner: string, name: string) => string;
  readonly notAnObject: (owner: string, found: string) => string;
  readonly tooMany: (count: number, what: 'parts' | 'review' | 'sources', limit: number) => string;
  readonly doubled: (owner: string, id: string, now: string) => string;
  readonly sceneTooLong: (owner: string, limit: number) => string;
  readonly enter: string;
  readonly nothingAbove: (owner: string) => string;
  readonly noAsk: (owner: string) => string;
  readonly address: string;
  readonly unknownNumber: (owner: string, found: string, known: string) => string;
  readonly noRun: (owner: string, found: string, count: number) => string;
  readonly empty: (owner: string) => string;
  readonly lesson: string;
  readonly part: (number: number) => string;
  readonly review: (number: number) => string;
  readonly source: (number: number) => string;
  readonly minutes: (most: number) => string;
}

export const lessonSentences = sayings<LessonSentences>();
