/** What a lesson is printed as: a chapter, or its questions for a class. */
import { type Lesson, scenesOf } from '../core/lesson/lesson.ts';
import { openHandoutDialog, type PaperWay } from '../export/paper/handout-dialog.ts';
import { print } from '../text/en/print.ts';
import { questionPapers } from './questions.ts';

/** Asks which of them is to be printed. */
export function openLessonPapers(root: HTMLElement, { title, parts, review }: Lesson): void {
  const chapter: PaperWay = {
    name: print.dialog.chapter,
    says: print.dialog.chapterSays,
    scenes: 1,
    hasNotes: false,
    print() {
      root.querySelector('dialog')?.close();
      window.print();
      return Promise.resolve();
    },
  };
  const fragments = [...scenesOf(parts), ...review.map(({ scene }) => scene)];
  const put = (paper: HTMLElement) => {
    document.body.append(paper);
    window.addEventListener('afterprint', () => paper.remove(), { once: true });
    window.print();
  };
  openHandoutDialog(root, [chapter, ...questionPapers(title, fragments, put)]);
}
