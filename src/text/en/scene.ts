import { spoken } from '../spoken.ts';

/** Words of links and files. */
export const scene = {
  save: 'Save the scene to a file',
  open: 'Open a scene or a talk from a file',
  copy: 'Copy a link to this scene',
  drop: 'Drop the file to open its scene or talk',
  unread:
    'The link could not be read, because a part of the page could not be loaded. Reload the page to try again.',
  notLoaded: 'A part of the page could not be loaded. Reload the page to try again.',
  /** What could not be taken of a scene, and that the rest could. */
  problems: (sentences: readonly string[]) => `${sentences.join(' ')} The rest of the scene is shown.`,
  /** What of a damaged link was mended, and nothing is missing. */
  mended: (sentences: readonly string[]) =>
    `${sentences.join(' ')} Check that it is the scene that was meant.`,
} as const;

spoken({ scene });
