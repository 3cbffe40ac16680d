/** What is remembered of a reader: its code comes after a lesson's first picture. */
import { isFinished, withAnswer, withFinished, withRead } from '../app/lessons/progress.ts';
import { openProgress, progressShelf, type ProgressStore } from '../app/lessons/store.ts';
import { verdictIn } from '../app/verdict.ts';
import type { Lesson } from '../core/lesson/lesson.ts';
import type { Foot } from '../lessons/frame.ts';
import type { ReaderFollower } from './lesson.ts';
import '../text/en/scene-faults.ts';

let opening: Promise<ProgressStore> | null = null;

/** The progress of this page, opened when somebody first asks for it. */
export function currentProgress(): Promise<ProgressStore> {
  opening ??= openProgress(progressShelf());
  return opening;
}

/** Remembers which parts of a lesson are read. */
export async function followReading(lesson: Lesson, foot: Foot): Promise<ReaderFollower> {
  const store = await currentProgress();
  const show = () => foot.show((id) => isFinished(store.progress, id));
  store.listen(show);
  show();
  const questions = lesson.review.map(({ id }) => id);
  return {
    reads(part, isLast) {
      store.change((progress) => {
        const read = withRead(progress, lesson.id, part);
        return isLast ? withFinished(read, lesson.id, questions, Date.now()) : read;
      });
    },
    draws() {},
  };
}

/**
 * Remembers how the questions of a review were answered: each once.
 *
 * @param idOf the question of a part, "lesson/question"
 */
export async function followReview(idOf: (part: string) => string | undefined): Promise<ReaderFollower> {
  const store = await currentProgress();
  const answered = new Set<string>();
  return {
    reads() {},
    draws(frame, part) {
      const id = idOf(part);
      const verdict = verdictIn(frame);
      if (id === undefined || !verdict || answered.has(id)) return;
      answered.add(id);
      store.change((progress) => withAnswer(progress, id, verdict.isRight, Date.now()));
    },
  };
}
