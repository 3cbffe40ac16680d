import { liveNumberPattern } from '../core/lesson/live-number.ts';
import { type Lesson, type Part, scenesOf } from '../core/lesson/lesson.ts';
import { readFragment } from '../core/scene/url.ts';
import type { Enter, Talk } from '../core/talk/talk.ts';

/**
 * A lesson for a room: what one reads alone the speaker says. The room has the paragraph that each part begins with, but where
 * the scene asks: there its question stands, and the next key answers it. The whole text is in the notes.
 */
export function talkOfLesson({ title, parts }: Lesson): Talk {
  const fragments = scenesOf(parts);
  return {
    version: 1,
    title,
    scenes: parts.map(({ id, text, enter }, i) => {
      const scene = fragments[i]!;
      const asks = readFragment(scene).scene.ask !== null;
      return {
        id,
        title,
        caption: asks ? '' : firstOf(text),
        notes: text,
        scene,
        enter: enterOf(enter),
        next: 'scene',
        beside: [],
      };
    }),
  };
}

/** Its first paragraph without the sentences that have numbers of the moment, which a caption does not. */
function firstOf(text: string): string {
  const [first = ''] = text.split(/\n{2,}/);
  return first
    .split(/(?<=[.?])\s+/)
    .filter((sentence) => sentence.search(liveNumberPattern) < 0)
    .join(' ');
}

function enterOf(enter: Part['enter']): Enter {
  return typeof enter === 'string' ? { kind: enter } : { kind: 'range', ...enter };
}
