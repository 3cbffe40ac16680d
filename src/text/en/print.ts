import { counted } from '../grammar.ts';
import { spoken } from '../spoken.ts';

/** Words of what is printed, and of asking for it. */
export const print = {
  /** Of the stage, for who does not see the paper. */
  stage: 'The surface with the paths of the optimizers',
  map: 'The map with the paths',
  chart: (name: string) => `${name} over the steps`,
  noStage: 'This browser shows no 3D (WebGL 2): the map stands alone.',
  runs: {
    name: 'Optimizer',
    settings: 'Settings',
    position: (x: string, y: string) => `(${x}, ${y})`,
    loss: 'Loss',
  },
  step: (step: string, label: string) => `Step ${step} by ${label}`,
  /** Under a code, and what it is called. */
  scan: 'Opens this scene',
  code: (link: string) => `QR code of the link ${link}`,
  tooLong: (length: number) =>
    `The link has ${counted(length, { one: '# character', other: '# characters' })}, which is more than a QR code holds. Save the scene to a file and give that away, or shorten the formula.`,
  made: 'Made with Fall Line. This scene:',
  /** Where links open, when not everywhere. */
  opensOnly: {
    file: 'The link opens only on the computer on which this was printed.',
    computer: 'The link opens only on the computer on which this was printed.',
    network: 'The link opens only in the network in which this was printed.',
  },

  handout: {
    page: (page: string, pages: string) => `${page} / ${pages}`,
    scene: (number: string, title: string) => (title === '' ? number : `${number}  ${title}`),
    step: (step: string, steps: string) => `step ${step} of ${steps}`,
    notes: 'Notes.',
    opensOnly: {
      file: 'The links open only on the computer on which this was printed.',
      computer: 'The links open only on the computer on which this was printed.',
      network: 'The links open only in the network in which this was printed.',
    },
  },

  /** The questions of a talk or a lesson, for a class. */
  questions: {
    name: 'Questions',
    answered: 'Questions with answers',
    says: (count: number) =>
      `${counted(count, { one: 'One question', other: '# questions' })}, each with the map at its start, room for an answer, and a QR code that opens it.`,
    answeredSays: 'The same with the answers, computed from the runs, and what is said with them.',
    guess: 'Your answer',
    answer: 'Answer',
    live: 'The runs of a model answer it: open the scene.',
    choices: (names: string) => `One of: ${names}; or none.`,
  },

  /** Asking for it. */
  dialog: {
    heading: 'Handout',
    which: 'What is printed',
    whole: 'Handout',
    chapter: 'The lesson as a chapter',
    chapterSays: 'The stage as it is, and all of the text.',
    close: 'Close',
    says: (scenes: number, pages: number) =>
      `${counted(scenes, { one: 'One scene', other: '# scenes' })} on ${counted(pages, { one: 'one page', other: '# pages' })}: picture, caption, and a QR code that opens ${counted(scenes, { one: 'it', other: 'each' })}.`,
    notes: 'With the notes',
    print: 'Print or save as PDF',
    progress: 'Progress',
    drawing: (scene: number, scenes: number) => `Drawing scene ${scene} of ${scenes}…`,
    failed: 'The handout could not be made. Please try again.',
  },
  /** While it is presented, as large as the room needs. */
  room: {
    scan: 'Open this scene on your phone',
    opensOnly: {
      file: 'The link opens on this computer alone, until the address where the page will stand is entered under Share.',
      computer:
        'The link opens on this computer alone, until the address where the page will stand is entered under Share.',
      network:
        'The link opens in this network alone, until the address where the page will stand is entered under Share.',
    },
    /** Said to who does not see it. */
    shown: (link: string) => `The room sees a QR code that opens this scene: ${link}`,
    close: 'Q or Escape closes it.',
  },
} as const;

spoken({ print });
