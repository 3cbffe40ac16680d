import { placeSentences } from '../scene/place.ts';

/** Every sentence about a talk from outside that could not be taken. `owner` is "The talk" or "Scene 3". */
export const sentences = {
  ...placeSentences,
  notATalk: 'This is not a talk of Fall Line.',
  newer: (version: number) =>
    `This talk comes from a newer Fall Line (version ${version}); what is not known here is left out.`,
  sceneTooLong: (owner: string, limit: number) =>
    `${owner}: its link is longer than ${limit} characters; the page's first scene is shown instead.`,
  tooMany: (count: number, limit: number) => `There are ${count} scenes; the first ${limit} are taken.`,
  notAScene: (owner: string, found: string) => `${owner} must be an object, not ${found}; it is left out.`,
  talk: 'The talk',
  scene: (number: number) => `Scene ${number}`,
} as const;
