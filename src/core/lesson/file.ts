import type { Problem } from '../scene/document.ts';
import { readFragment } from '../scene/url.ts';
import { checkLesson } from './check.ts';
import { type Lesson, newPart, type Part } from './lesson.ts';
import { MAX_LESSON_FILE_LENGTH } from './limits.ts';
import { emptyLesson, restoreLesson, type RestoredLesson } from './restore.ts';
import { lessonSentences } from './lesson-sentences.ts';

/** The lesson in a file's text, with all that is wrong in it and in its scenes. Never throws. */
export function readLessonFile(text: string): RestoredLesson {
  if (text.length > MAX_LESSON_FILE_LENGTH)
    return refused(lessonSentences.say('fileTooLong', MAX_LESSON_FILE_LENGTH));
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch (error) {
    return refused(lessonSentences.say('notJson', error instanceof Error ? sayable(error.message) : ''));
  }
  const { lesson, problems } = restoreLesson(input);
  const review = lesson.review.filter(({ scene }) => readFragment(scene).scene.ask !== null);
  return { lesson: { ...lesson, review }, problems: [...problems, ...checkLesson(lesson)] };
}

function refused(message: string): RestoredLesson {
  const problem: Problem = { where: '', message };
  return { lesson: emptyLesson, problems: [problem] };
}

/** A reader's own words, short and on one line. */
function sayable(message: string): string {
  return message
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')
    .slice(0, 160)
    .replace(/\.$/, '');
}

/** A lesson as files carry it: what is as usual is left out. Plain and serialisable; for `restoreLesson`. */
export function writeLesson(lesson: Lesson): Readonly<Record<string, unknown>> {
  return { ...lesson, parts: lesson.parts.map(writePart) };
}

function writePart({ id, text, scene, enter }: Part): Readonly<Record<string, unknown>> {
  return { id, text, ...(scene !== newPart.scene && { scene }), ...(enter !== newPart.enter && { enter }) };
}
