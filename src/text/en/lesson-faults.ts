import { lessonSentences } from '../../core/lesson/lesson-sentences.ts';
// Its scenes may name any rule.
import './late-rules.ts';
import './place-faults.ts';
import type { Words } from '../types.ts';
import { spoken } from '../spoken.ts';

const nouns = { parts: 'parts', review: 'review questions', sources: 'sources' } as const;

/** What is said of a lesson from outside that could not be taken. */
export const lessonFaults: Words['lessonFaults'] = {
  notALesson: 'This is not a lesson of Fall Line.',
  notJson: (message) => `The file is no JSON: ${message}.`,
  fileTooLong: (limit) => `The file has more than ${limit} characters.`,
  newer: (version) =>
    `This lesson comes from a newer Fall Line (version ${version}); what is not known here is left out.`,
  missing: (owner, name) => `${owner} has no ${name}.`,
  notAnObject: (owner, found) => `${owner} must be an object, not ${found}; it is left out.`,
  tooMany: (count, what, limit) => `There are ${count} ${nouns[what]}; the first ${limit} are taken.`,
  doubled: (owner, id, now) => `${owner}: its id "${id}" is another one's already; it is called ${now}.`,
  sceneTooLong: (owner, limit) => `${owner}: its link is longer than ${limit} characters.`,
  enter: 'still, play, or an object with from and to, two steps, the first one smaller',
  nothingAbove: (owner) =>
    `${owner}: its scene begins with & and adds to a scene above it, and there is none.`,
  noAsk: (owner) => `${owner}: its scene asks nothing; it is left out of what is asked.`,
  address: 'an address that begins with https:// or http://',
  unknownNumber: (owner, found, known) => `${owner}: there is no live number ${found}; there are ${known}.`,
  noRun: (owner, found, count) =>
    `${owner}: ${found} is of a run that its scene does not have: it has ${count}.`,
  empty: (owner) => `${owner} has no parts.`,
  lesson: 'The lesson',
  part: (number) => `Part ${number}`,
  review: (number) => `Review question ${number}`,
  source: (number) => `Source ${number}`,
  minutes: (most) => `a number from 1 to ${most}`,
};

spoken({ lessonFaults });
lessonSentences.give(lessonFaults);
