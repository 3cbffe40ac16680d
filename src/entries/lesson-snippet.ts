import { publicAddress } from '../app/public-address.ts';
import type { Lesson } from '../core/lesson/lesson.ts';
import { defaultOptions } from '../embed/options.ts';
import { snippets } from '../embed/snippets.ts';
import { lessons as text } from '../text/en/lessons.ts';
import { copyText } from '../ui/clipboard.ts';

/** Copies the frame that shows a lesson in an article, at one of its parts. False where the browser refuses. */
export function copyLessonSnippet({ id, title }: Lesson, part: string): Promise<boolean> {
  return copyText(
    snippets.iframe({
      page: publicAddress(),
      lesson: id,
      fragment: part,
      title: text.window(title),
      options: defaultOptions,
      width: 640,
      height: 640,
      picture: '',
    }),
  );
}
