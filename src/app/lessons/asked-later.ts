import type { Lesson } from '../../core/lesson/lesson.ts';
import { scenesOf } from '../../core/lesson/lesson.ts';
import { answerForm } from '../../core/ask/ask.ts';
import type { Scene } from '../../core/scene/scene.ts';

/**
 * For each part of a lesson, whether a part below asks about its runs: what is still to come of them is not drawn then, it
 * would be the answer.
 *
 * @param scenes those of its parts, in order
 */
export function askedLater({ parts }: Lesson, scenes: readonly Scene[]): readonly boolean[] {
  const bases = scenesOf(parts).map((fragment) => fragment.replace(/&ask=.*$/s, ''));
  const asked = scenes.map(({ ask }) => ask !== null && answerForm(ask.kind) !== 'setting');
  return bases.map(
    (base, i) => !asked[i] && bases.some((other, j) => j > i && asked[j] && isOf(base, other)),
  );
}

/** Whether a scene shows the runs of another: with the same keys, but for where and how it is looked at. */
function isOf(base: string, asked: string): boolean {
  const plain = (fragment: string) => fragment.replaceAll(/(?:^|&)(?:step|camera|speed|loop)=[^&]*/g, '');
  return plain(base) === plain(asked);
}
