import { counted } from '../grammar.ts';
import { spoken } from '../spoken.ts';

/** What became of a link that was copied, or a file that was saved or opened. */
export const sceneFiles = {
  saved: (name: string) => `Saved as ${name}`,
  opened: (name: string) => `Opened ${name}`,
  copied: 'Link copied.',
  copiedLong: (length: number) =>
    `Link copied. It has ${counted(length, { one: '# character', other: '# characters' })}: some programs cut links beyond 2000, a saved file is safer.`,
  notCopied: 'The browser does not allow copying here: copy the address of the page instead.',
  tooLarge: (name: string) => `${name} is too large for a scene: a scene has some thousand characters.`,
  notAScene: (name: string) =>
    `${name} is not a scene or a talk of Fall Line: open a .json file that was saved here.`,
  unreadable: (name: string) => `${name} could not be read. Try to open it again.`,
} as const;

spoken({ sceneFiles });
