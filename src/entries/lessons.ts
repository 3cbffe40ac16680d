/** The pages of the lessons: which of them an address asks for. */
import { course } from '../lessons/course/index.ts';

/** Fills the page with the lesson that its query names, the first one where it names none. */
export async function startLessons(root: HTMLElement, search: string): Promise<void> {
  const id = new URLSearchParams(search).get('lesson');
  const entry = course.find((each) => each.id === id) ?? course[0];
  if (!entry) throw new Error('The course has no lessons.');
  const [{ readLesson }, lesson] = await Promise.all([import('./lesson.ts'), entry.load()]);
  await readLesson(root, lesson);
}
