import type { Problem } from '../scene/document.ts';
import { placeSentences } from '../scene/place.ts';
import { collector } from '../scene/restore.ts';
import type { Scene } from '../scene/scene.ts';
import { readFragment } from '../scene/url.ts';
// Scenes of a lesson may name any rule.
import '../optimizers/all.ts';
import { type Lesson, type Part, scenesOf } from './lesson.ts';
import { liveNumberOf, liveNumberPattern, numberNames } from './live-number.ts';
import { lessonSentences } from './lesson-sentences.ts';

/** What is wrong in the scenes of a lesson, and in the live numbers that its text reads off them, each named. */
export function checkLesson({ parts, review }: Lesson): readonly Problem[] {
  const { problems, report } = collector();
  const scenes = scenesOf(parts);
  let isWholeAbove = false;
  const read = (owner: string, where: string, fragment: string): Scene => {
    const restored = readFragment(fragment);
    for (const problem of restored.problems)
      report(`${where}.scene.${problem.where}`, placeSentences.say('ofScene', owner, problem.message));
    return restored.scene;
  };
  parts.forEach((part, i) => {
    const [owner, where] = [lessonSentences.say('part', i + 1), `parts.${i}`];
    const adds = part.scene.startsWith('&');
    if (adds && !isWholeAbove) report(`${where}.scene`, lessonSentences.say('nothingAbove', owner));
    if (part.scene !== '' && !adds) isWholeAbove = true;
    const scene = read(owner, where, scenes[i]!);
    for (const message of faultyNumbers(owner, part, scene)) report(`${where}.text`, message);
  });
  review.forEach(({ scene }, i) => {
    const [owner, where] = [lessonSentences.say('review', i + 1), `review.${i}`];
    if (!read(owner, where, scene).ask) report(`${where}.scene`, lessonSentences.say('noAsk', owner));
  });
  return problems;
}

/** What cannot be read off a part's scene. Braces of TeX and of code are no live numbers. */
function faultyNumbers(owner: string, { text }: Part, { optimizers }: Scene): readonly string[] {
  const count = optimizers.filter(({ on }) => on).length;
  const prose = text.replaceAll(/\$\$[^]*?\$\$|\$[^$\n]*\$|`[^`\n]*`/g, ' ');
  return [...prose.matchAll(liveNumberPattern)].flatMap((match) => {
    const live = liveNumberOf(match);
    if (!live) return [lessonSentences.say('unknownNumber', owner, match[0], numberNames.join(', '))];
    return live.run < count ? [] : [lessonSentences.say('noRun', owner, match[0], count)];
  });
}
