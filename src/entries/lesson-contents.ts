/** Composition root of the lessons' contents, and of the questions that are due. */
import '../text/en/lesson-faults.ts';
import { dueQuestions, restoreProgress, merged } from '../app/lessons/progress.ts';
import { readLessonFile } from '../core/lesson/file.ts';
import type { Lesson, Part } from '../core/lesson/lesson.ts';
import { emptyLesson } from '../core/lesson/restore.ts';
import { createContents } from '../lessons/contents.ts';
import { course } from '../lessons/course/index.ts';
import { createHead } from '../lessons/frame.ts';
import { createReadingTheme } from '../lessons/theme.ts';
import { createNotice } from '../panels/notice.ts';
import { lessons as text } from '../text/en/lessons.ts';
import { nameScene } from '../ui/document-title.ts';
import { download } from '../ui/download.ts';
import { currentProgress, followReview } from './lesson-progress.ts';
import '../styles/ask.css';
import '../styles/lesson.css';
import '../styles/contents.css';

/** Questions of one sitting, at most. */
const SITTING = 10;

/** Fills the page with the contents. @param unknown the id of a lesson that there is not; '' for none */
export async function startContents(root: HTMLElement, unknown: string): Promise<void> {
  const theme = createReadingTheme(() => {});
  const notice = createNotice();
  const store = await currentProgress();
  const contents = createContents(course, store, {
    now: () => Date.now(),
    notify: notice.show,
    save: () =>
      download(
        text.progress.file,
        new Blob([JSON.stringify(store.progress, null, 2)], { type: 'application/json' }),
      ),
    open(content) {
      const { progress, problems } = restoreProgress(parsed(content));
      store.change((own) => merged(progress, own));
      notice.show([...problems.map(({ message }) => message), text.progress.opened].join(' '));
    },
    async read(content) {
      const { lesson, problems } = readLessonFile(content);
      const said = problems.map(({ message }) => message);
      if (lesson.parts.length === 0) {
        notice.show(text.problems([...said, text.own.refused]));
        return;
      }
      root.replaceChildren();
      root.classList.remove('contents-page');
      await readOther(root, lesson, said);
    },
  });
  root.classList.add('contents-page');
  root.append(createHead(null, theme.button), notice.element, contents.element);
  if (unknown !== '') notice.show(text.unknown(unknown));
  nameScene(text.contents.window);
  document.documentElement.dataset['ready'] = '';
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content) as unknown;
  } catch {
    return null;
  }
}

/** Reads a lesson that is not of the course: nothing is remembered of it. */
async function readOther(root: HTMLElement, lesson: Lesson, problems: readonly string[]): Promise<void> {
  const { readLesson } = await import('./lesson.ts');
  await readLesson(root, lesson, {
    address: 'none',
    problems,
    follow: () => Promise.resolve({ reads() {}, draws() {} }),
  });
}

/** Asks what is due, and tells whether there is something. */
export async function startReview(root: HTMLElement): Promise<boolean> {
  const store = await currentProgress();
  const due = dueQuestions(store.progress, Date.now()).slice(0, SITTING);
  const ids = new Map<string, string>();
  const parts: Part[] = [];
  for (const { id } of due) {
    const [of = '', question = ''] = id.split('/');
    const entry = course.find((each) => each.id === of);
    const review = (await entry?.load())?.review.find((each) => each.id === question);
    if (!entry || !review) continue;
    const part = `q${parts.length + 1}`;
    ids.set(part, id);
    parts.push({ id: part, text: text.review.from(entry.title), scene: review.scene, enter: 'still' });
  }
  if (parts.length === 0) return false;
  const lesson: Lesson = {
    ...emptyLesson,
    id: '',
    title: text.review.title,
    teaches: text.review.done,
    minutes: parts.length,
    parts,
  };
  const { readLesson } = await import('./lesson.ts');
  await readLesson(root, lesson, { address: 'none', follow: () => followReview((part) => ids.get(part)) });
  return true;
}
