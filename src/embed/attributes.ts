/** What `<fall-line>` can be told by attributes. */

/** Those that go into the frame's address: the embed's options. */
export const optionNames = [
  'show',
  'knobs',
  'theme',
  'autoplay',
  'speed',
  'loop',
  'interact',
  'arrows',
  'background',
  'lang',
] as const;

/** Those of the element alone. */
export const ownNames = ['scene', 'lesson', 'base', 'title', 'height', 'sandbox'] as const;

export type OptionName = (typeof optionNames)[number];
export type OwnName = (typeof ownNames)[number];

/** What a frame needs of its sandbox: scripts, its own files on any host, and the link that opens the full page. */
export const SANDBOX = 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox';
