import { talkSentences } from '../../core/talk/talk-sentences.ts';
// Its scenes may name any rule.
import './late-rules.ts';
import './place-faults.ts';
import type { Words } from '../types.ts';
import { spoken } from '../spoken.ts';

/** What is said of a talk from outside that could not be taken. */
export const talkFaults: Words['talkFaults'] = {
  notATalk: 'This is not a talk of Fall Line.',
  newer: (version) =>
    `This talk comes from a newer Fall Line (version ${version}); what is not known here is left out.`,
  sceneTooLong: (owner, limit) =>
    `${owner}: its link is longer than ${limit} characters; the page's first scene is shown instead.`,
  tooMany: (count, limit) => `There are ${count} scenes; the first ${limit} are taken.`,
  notAScene: (owner, found) => `${owner} must be an object, not ${found}; it is left out.`,
  talk: 'The talk',
  scene: (number) => `Scene ${number}`,
  enter: 'still, play, wait, or play with two steps, the first one smaller',
  next: 'scene or stages',
  listOf: (names) => `a list of ${names.join(', ')}`,
};

spoken({ talkFaults });
talkSentences.give(talkFaults);
