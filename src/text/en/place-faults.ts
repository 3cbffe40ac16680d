import { placeSentences } from '../../core/scene/place.ts';
import './scene-faults.ts';
import type { Words } from '../types.ts';
import { spoken } from '../spoken.ts';

/** What is said of members of talks and lessons that could not be taken. */
export const placeFaults: Words['placeFaults'] = {
  version: (found) => `version must be a whole number of at least 1, not ${found}.`,
  mustBe: (owner, name, form, found) => `${owner}: ${name} must be ${form}, not ${found}.`,
  tooLong: (owner, name, limit) =>
    `${owner}: ${name} has more than ${limit} characters; the first ${limit} are taken.`,
  unknown: (owner, found) => `${owner}: ${found} is not known here.`,
  ofScene: (owner, message) => `${owner}: ${message}`,
  text: 'text',
  id: 'some letters, digits and hyphens',
  link: "a scene's link",
};

spoken({ placeFaults });
placeSentences.give(placeFaults);
