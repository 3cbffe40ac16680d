import { counted } from '../grammar.ts';
import { spoken } from '../spoken.ts';

/** Words of going down blind. */
export const blind = {
  name: 'Blind descent',
  window: 'Blind descent – Fall Line',
  says: (looks: number) =>
    `You see the loss and the slope where you stand, and nothing else. Every step costs one look. Then the fog lifts, and each optimizer goes down the same hill with ${counted(looks, { one: '# look', other: '# looks' })}.`,
  ofDay: (day: string) => `Today’s hill, ${day}: the same for everybody.`,
  ofNumber: (number: string) => `Hill ${number}.`,
  map: 'The hill in fog. Arrow keys move the mark, Enter goes there.',
  here: (look: string, of: string, at: string, loss: string, slope: string) =>
    `Look ${look} of ${of}: at ${at} the loss is ${loss}, the gradient ${slope}. The arrow points downhill.`,
  /** The same when the fog has lifted: no arrow is drawn. */
  last: (look: string, of: string, at: string, loss: string, slope: string) =>
    `Look ${look} of ${of}, the last: at ${at} the loss is ${loss}, the gradient ${slope}.`,
  mark: (at: string) => `Mark at ${at}.`,
  go: 'Go there',
  x: 'x',
  y: 'y',
  give: 'Lift the fog',
  looks: 'Where you have been',
  row: (at: string, loss: string) => `${at}: ${loss}`,
  end: (loss: string, look: string) => `Your lowest loss: ${loss}, at look ${look}.`,
  you: 'You',
  rank: 'The lowest loss of each',
  /** Of the optimizers. @param tries rates that each has tried @param looks what that has cost each */
  cost: (tries: string, looks: string) =>
    `Each optimizer shows the best of ${tries} learning rates. To find it, it took ${looks} looks; you took one way.`,
  share: (hill: string, looks: string, of: string, results: string, link: string) =>
    `Fall Line, hill ${hill}, I took ${looks} of ${of} looks: ${results}. ${link}`,
  copy: 'Copy the result',
  copied: 'Copied.',
  notCopied: 'The browser does not let this page copy.',
  open: 'Open the hill as a scene',
  another: 'Another hill',
} as const;

spoken({ blind });
