/** The pages of the lessons: which of them an address asks for. */
import type { Lesson } from '../core/lesson/lesson.ts';
import { course } from '../lessons/course/index.ts';

/** Fills the page with what its query asks for: a lesson, the questions that are due, or the contents of all. */
export async function startLessons(root: HTMLElement, search: string): Promise<void> {
  const query = new URLSearchParams(search);
  const id = query.get('lesson') ?? '';
  const entry = course.find((each) => each.id === id);
  if (entry) {
    const [, lesson] = await Promise.all([import('./lesson.ts'), entry.load()]);
    await readOne(root, lesson);
    return;
  }
  const { startContents, startReview } = await import('./lesson-contents.ts');
  if (query.has('review') && (await startReview(root))) return;
  await startContents(root, id);
}

/** Reads a lesson of the course. */
async function readOne(root: HTMLElement, lesson: Lesson): Promise<void> {
  const { readLesson } = await import('./lesson.ts');
  await readLesson(root, lesson, {
    address: 'written',
    follow: async (foot) => (await import('./lesson-progress.ts')).followReading(lesson, foot),
  });
}
