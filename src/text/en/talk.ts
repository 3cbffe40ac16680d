import type { Enter, TalkScene } from '../../core/talk/talk.ts';
import type { TexFault } from '../../core/talk/tex-fault.ts';
import { counted } from '../grammar.ts';
import { spoken } from '../spoken.ts';

/** Words of the talk's editor. */
export const talk = {
  name: 'Talk',
  close: 'Close the talk',
  title: 'Title of the talk',
  untitled: 'Untitled talk',
  untitledScene: 'Untitled',
  scenes: 'Scenes',
  undo: 'Undo',
  redo: 'Redo',
  add: 'Add this scene',
  save: 'Save',
  saveMeaning: 'Save the talk to a file',
  link: 'Copy link',
  linkMeaning: 'Copy link: one that holds the whole talk',
  handout: 'Handout',
  handoutMeaning: 'Handout: print the talk, two scenes a page',
  presentFrom: 'Present from here',
  present: 'Present',
  empty:
    'A talk is a list of scenes. Set one up on this page, then add it: the key A does so at any time. Or open a talk that comes with the page:',
  listHint: 'Alt with the arrow keys up and down moves a scene, Delete deletes it.',
  place: (number: number, title: string, shows: string, fault: string) =>
    `${number}. ${title}. ${shows}${fault === '' ? '' : `. ${fault}`}`,
  faulty: 'A formula cannot be set',
  /** What a scene shows, in a few words. */
  shows: (surface: string, rules: readonly string[], step: string | null) =>
    [surface, rules.join(', ') || 'no optimizer', ...(step === null ? [] : [`step ${step}`])].join(' · '),
  ownFormula: 'Own formula',

  menu: {
    name: 'Open',
    fromFile: 'A talk from a file …',
    blank: 'A new talk',
    bundled: 'Talks that come with the page',
    earlier: 'Your earlier talks',
    /** An earlier talk, told by its title and size. */
    entry: (title: string, scenes: number) =>
      `${title} (${counted(scenes, { one: 'one scene', other: '# scenes' })})`,
  },

  form: {
    name: (number: number) => `Scene ${number}`,
    title: 'Title',
    caption: 'Caption',
    captionHint: 'Markdown, with TeX between dollars: $\\eta \\nabla f$',
    preview: 'Preview of the caption',
    noCaption: 'The caption as the room sees it.',
    /** What is wrong with a formula of the caption. */
    fault(fault: TexFault): string {
      const tex = `“${elided(fault.tex.replaceAll(/\s+/g, ' '))}”`;
      switch (fault.kind) {
        case 'not closed':
          return `The dollar of ${tex} opens a formula that is not closed.`;
        case 'comment':
          return `In ${tex} all that stands behind % is a comment: a percent sign is \\%.`;
        case 'endless':
          return `In ${tex} a definition never ends.`;
        case 'unknown':
          return `In ${tex} there is “${fault.sign}”, which is unknown.`;
        case 'missing':
          return `In ${tex} a “${fault.sign}” is missing.`;
        case 'alone':
          return `In ${tex} “${fault.sign}” stands alone.`;
        case 'nothing behind':
          return `In ${tex} there is nothing behind “${fault.sign}”.`;
        case 'twice':
          return `In ${tex} “${fault.sign}” stands twice.`;
        case 'misplaced':
          return `In ${tex} “${fault.sign}” cannot stand where it does.`;
        case 'other':
          return `${tex} is no formula as it stands.`;
      }
    },
    notes: 'Notes, for you alone',
    enter: 'On entering',
    enters: {
      still: 'Show its step',
      play: 'Play all steps',
      range: 'Play some steps',
      wait: 'Wait for the key, then play',
    } satisfies Record<Enter['kind'], string>,
    from: 'From step',
    to: 'To step',
    range: 'The first step must be smaller than the last.',
    next: 'The next key shows',
    nexts: {
      scene: 'The next scene',
      stages: 'The stages of the step',
    } satisfies Record<TalkScene['next'], string>,
    beside: 'Beside the stage',
    recapture: 'Take what the page shows now',
    duplicate: 'Duplicate',
    delete: 'Delete',
  },

  said: {
    added: (number: number, title: string) => `Added to the talk as scene ${number}: ${title}.`,
    full: (limit: number) => `The talk has ${limit} scenes already, which is the most it can have.`,
    moved: (title: string, number: number, count: number) => `${title} is now scene ${number} of ${count}.`,
    deleted: (title: string) => `${title} is deleted. Undo brings it back.`,
    duplicated: (title: string) => `${title} is there twice now.`,
    recaptured: (title: string) => `${title} now shows what the page shows.`,
    saved: (name: string) => `Saved as ${name}.`,
    opened: (title: string) => `Opened “${title}”.`,
    replaced: (title: string) => `Opened “${title}”. Undo brings yours back.`,
    blank: 'A new talk. Undo brings the other one back.',
    linkCopied: (length: number) =>
      `Link copied: ${counted(length, { one: '# character', other: '# characters' })}.`,
  },

  linkTooLong: (length: number, limit: number) =>
    `A link to this talk would have ${counted(length, { one: '# character', other: '# characters' })}; many programs cut links beyond ${limit}. Save the talk to a file instead.`,
  noLink: 'This browser cannot pack a talk into a link. Save it to a file instead.',
  notCopied: 'The browser does not allow copying here. Save the talk to a file instead.',
  badLink: 'The link holds no talk that can be read: it may have been cut. Your own talk is unchanged.',
  notATalk: (name: string) => `${name} is not a talk of Fall Line: open a .json file that was saved here.`,
  unreadable: (name: string) => `${name} could not be read. Try to open it again.`,
  notKept: 'This browser does not keep the talk: save it to a file before you close the page.',
  notLoaded: 'The talk could not be loaded. Reload the page to try again.',
  problems: (sentences: readonly string[]) => `${sentences.join(' ')} The rest of the talk is there.`,
} as const;

/** The beginning of what is long, with a sign that it goes on. */
function elided(text: string): string {
  return text.length > 50 ? `${text.slice(0, 48)}…` : text;
}

spoken({ talk });
