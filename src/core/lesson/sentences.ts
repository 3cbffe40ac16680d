import { placeSentences } from '../scene/place.ts';

/** Every sentence about a lesson from outside that could not be taken. `owner` is "The lesson" or "Part 3". */
export const sentences = {
  ...placeSentences,
  notALesson: 'This is not a lesson of Fall Line.',
  notJson: (message: string) => `The file is no JSON: ${message}.`,
  fileTooLong: (limit: number) => `The file has more than ${limit} characters.`,
  newer: (version: number) =>
    `This lesson comes from a newer Fall Line (version ${version}); what is not known here is left out.`,
  missing: (owner: string, name: string) => `${owner} has no ${name}.`,
  notAnObject: (owner: string, found: string) => `${owner} must be an object, not ${found}; it is left out.`,
  tooMany: (count: number, what: string, limit: number) =>
    `There are ${count} ${what}; the first ${limit} are taken.`,
  doubled: (owner: string, id: string, now: string) =>
    `${owner}: its id "${id}" is another one's already; it is called ${now}.`,
  sceneTooLong: (owner: string, limit: number) => `${owner}: its link is longer than ${limit} characters.`,
  enter: 'still, play, or an object with from and to, two steps, the first one smaller',
  nothingAbove: (owner: string) =>
    `${owner}: its scene begins with & and adds to a scene above it, and there is none.`,
  noAsk: (owner: string) => `${owner}: its scene asks nothing; it is left out of what is asked.`,
  address: 'an address that begins with https:// or http://',
  unknownNumber: (owner: string, found: string, known: string) =>
    `${owner}: there is no live number ${found}; there are ${known}.`,
  noRun: (owner: string, found: string, count: number) =>
    `${owner}: ${found} is of a run that its scene does not have: it has ${count}.`,
  empty: (owner: string) => `${owner} has no parts.`,
  lesson: 'The lesson',
  part: (number: number) => `Part ${number}`,
  review: (number: number) => `Review question ${number}`,
  source: (number: number) => `Source ${number}`,
} as const;
