import type { Problem } from '../scene/document.ts';
import { placeSentences } from '../scene/place.ts';
import { collector } from '../scene/restore.ts';
import { readFragment } from '../scene/url.ts';
import { talkSentences } from './talk-sentences.ts';
import type { Talk } from './talk.ts';

/** What is wrong in the scenes of a talk, each named: better known when it is opened than before the room. */
export function checkScenes({ scenes }: Talk): readonly Problem[] {
  const { problems, report } = collector();
  scenes.forEach(({ scene }, i) => {
    for (const { where, message } of readFragment(scene).problems) {
      report(
        `scenes.${i}.scene.${where}`,
        placeSentences.say('ofScene', talkSentences.say('scene', i + 1), message),
      );
    }
  });
  return problems;
}
