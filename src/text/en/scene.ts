import { spoken } from '../spoken.ts';

/** Words of links and files. */
export const scene = {
  save: 'Save the scene to a file',
  open: 'Open a scene or a talk from a file',
  copy: 'Copy a link to this scene',
  drop: 'Drop the file to open its scene or talk',
  saved: (name: string) => `Saved as ${name}`,
  opened: (name: string) => `Opened ${name}`,
  copied: 'Link copied.',
  copiedLong: (length: number) =>
    `Link copied. It has ${length} characters: some programs cut links beyond 2000, a saved file is safer.`,
  notCopied: 'The browser does not allow copying here: copy the address of the page instead.',
  tooLarge: (name: string) => `${name} is too large for a scene: a scene has some thousand characters.`,
  notAScene: (name: string) =>
    `${name} is not a scene or a talk of Fall Line: open a .json file that was saved here.`,
  unread:
    'The link could not be read, because a part of the page could not be loaded. Reload the page to try again.',
  notLoaded: 'A part of the page could not be loaded. Reload the page to try again.',
  unreadable: (name: string) => `${name} could not be read. Try to open it again.`,
  /** What could not be taken of a scene, and that the rest could. */
  problems: (sentences: readonly string[]) => `${sentences.join(' ')} The rest of the scene is shown.`,
  /** What of a damaged link was mended, and nothing is missing. */
  mended: (sentences: readonly string[]) =>
    `${sentences.join(' ')} Check that it is the scene that was meant.`,
} as const;

spoken({ scene });
