import { spoken } from '../spoken.ts';

/** The buttons whose code comes when they are pressed. */
export const lateTools = {
  lessons: 'Lessons',
  gallery: 'Losses',
  addScene: 'Add this scene to the talk',
  talk: 'Talk',
  present: 'Present',
  share: 'Share',
  picture: 'Picture or slide…',
  film: 'Film…',
  data: 'Data…',
  code: 'Code or caption…',
  ask: 'Ask a question…',
  askFailed: 'What asks the scene’s question could not be loaded. Is there a network?',
  qrCode: 'QR code…',
  codeHeading: 'Open this scene on a phone',
  close: 'Close',
  print: 'Print',
  /** In the place of everything, where the browser's Print was quicker than the page. */
  notPrinted: 'The pictures were not ready yet. Print once more, and they are.',
  notLoaded: 'This part of the page could not be loaded. Is there a network?',
} as const;

spoken({ lateTools });
