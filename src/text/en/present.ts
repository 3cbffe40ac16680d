import { spoken } from '../spoken.ts';

/** Words of presenting and of the presenter's window. */
export const present = {
  /** What the scene's number says: "3 / 12". */
  number: (scene: number, scenes: number) => `${scene} / ${scenes}`,
  sceneOf: (scene: number, scenes: number, title: string) =>
    title === '' ? `Scene ${scene} of ${scenes}` : `Scene ${scene} of ${scenes}: ${title}`,
  untitled: 'Untitled scene',
  /** Of the window: the scene, and the talk where it is called otherwise. */
  window: (talk: string, scene: string) =>
    [...new Set([scene, talk, 'Fall Line'])].filter((name) => name !== '').join(' – '),
  caption: 'Caption',
  goTo: (number: string) => `Scene ${number}`,
  black: 'The screen is black',
  white: 'The screen is white',
  blocked: 'The browser has not opened the presenter window. Allow pop-ups for this page.',
  noChannel: 'This browser cannot connect two windows: the presenter window needs a newer one.',
  noTalk: (id: string) => `There is no talk “${id}” here. The first scene is presented instead.`,
  badLink: 'The talk in the link cannot be read. It may have been cut on the way.',

  /** Buttons beside the title, while the pointer moves. */
  bar: {
    name: 'Presenting',
    controls: 'Controls',
    code: 'QR code',
    presenter: 'Presenter',
    keys: 'Keys',
  },

  sheet: {
    heading: 'Keys while presenting',
    close: 'Close',
    or: 'or',
    note: 'A click on the surface goes on, too; dragging turns it. While the controls are shown, a click is theirs.',
    digits: 'digits',
    ctrl: 'Ctrl',
    command: '⌘',
    keys: {
      ' ': 'Space',
      ArrowRight: '→',
      ArrowLeft: '←',
      ArrowUp: '↑',
      ArrowDown: '↓',
      PageUp: 'Page Up',
      PageDown: 'Page Down',
      Escape: 'Esc',
    } as Readonly<Record<string, string>>,
    rows: {
      next: 'Next: a stage of the step, or the next scene',
      back: 'Back',
      first: 'First scene',
      last: 'Last scene',
      jump: 'To the scene of that number',
      black: 'Black screen',
      white: 'White screen',
      code: 'QR code of the scene, for phones',
      pointer: 'Pointer that the room sees',
      controls: 'All controls, for “what if?”',
      play: 'Play or pause',
      step: 'One step back or forward',
      reset: 'The scene as it was prepared',
      theme: 'Colours: light, dark, for a projector',
      full: 'Full screen',
      presenter: 'Presenter window, with your notes',
      print: 'Handout: print the talk, two scenes a page',
      help: 'This list',
      leave: 'Leave',
    },
  },

  presenter: {
    title: 'Presenter · Fall Line',
    heading: 'Presenter',
    waiting: 'No presentation yet. This window follows as soon as it begins.',
    away: 'The presentation has been left. This window follows when it begins again.',
    now: 'Now',
    next: 'Next',
    nextScene: 'Next scene',
    notes: 'Notes',
    noNotes: 'No notes for this scene.',
    end: 'The end of the talk',
    clock: 'Time',
    elapsed: 'Elapsed',
    restart: 'Back to 0:00',
    keys: 'All keys of the presentation work here, too.',
    buttons: {
      back: 'Back',
      next: 'Next',
      black: 'Black',
      white: 'White',
      reset: 'Reset scene',
    },
    ahead: {
      answer: 'The next key shows the answer to this scene’s question.',
      play: 'The next key plays this scene.',
      scene: 'The next key shows the next scene.',
      end: 'This is the last scene: the next key does nothing.',
      stage: (stage: string, of: string) => `The next key shows stage ${stage} of ${of} of this step.`,
    },
    veil: {
      black: 'The room sees black.',
      white: 'The room sees white.',
      code: 'The room sees the QR code of the scene.',
    },
  },
} as const;

spoken({ present });
