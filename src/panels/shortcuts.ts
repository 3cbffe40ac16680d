import { stageBy, toggleStep } from '../app/anatomy.ts';
import type { App } from '../app/app.ts';
import { keyOf, type Press } from '../ui/press.ts';
import type { pageKeys } from '../text/en/page-keys.ts';

export interface Chord {
  readonly key: string;
  readonly shift?: boolean;
  /** Control, or Command on a Mac. */
  readonly command?: boolean;
}

export interface Shortcut {
  readonly chords: readonly Chord[];
  /** What it is called among the words of the keys. */
  readonly label: Exclude<keyof typeof pageKeys, 'tips'>;
  readonly run: (app: App, page: PageKeys) => void;
  /** It asks something of the full page, and means nothing in an embed. */
  readonly page?: true;
}

/** What a key asks of the page beside its app. */
export interface PageKeys {
  help(): void;
  /** Something whose code comes when it is asked for. */
  late(what: Late): void;
}

export type Late = 'gallery' | 'talk' | 'addScene' | 'present' | 'print' | 'signs' | 'invite';

/** Every shortcut of the page: the keys that act and the list that is shown come from here. */
export const shortcuts: readonly Shortcut[] = [
  {
    chords: [{ key: ' ' }],
    label: 'play',
    run: (app) => (app.state.playhead.playing ? app.pause() : app.play()),
  },
  { chords: [{ key: 'ArrowLeft' }], label: 'stepBack', run: (app) => stageBy(app, -1) },
  { chords: [{ key: 'ArrowRight' }], label: 'stepForward', run: (app) => stageBy(app, 1) },
  { chords: [{ key: 'ArrowLeft', shift: true }], label: 'tenBack', run: (app) => app.stepBy(-10) },
  { chords: [{ key: 'ArrowRight', shift: true }], label: 'tenForward', run: (app) => app.stepBy(10) },
  { chords: [{ key: 'Home' }], label: 'toStart', run: (app) => app.seek(0) },
  { chords: [{ key: 'End' }], label: 'toEnd', run: (app) => app.seek(app.state.scene.steps) },
  { chords: [{ key: 's' }], label: 'openStep', run: toggleStep },
  { chords: [{ key: 'l' }], label: 'gallery', run: (_, page) => page.late('gallery'), page: true },
  { chords: [{ key: 't' }], label: 'talk', run: (_, page) => page.late('talk'), page: true },
  { chords: [{ key: 'a' }], label: 'addScene', run: (_, page) => page.late('addScene'), page: true },
  { chords: [{ key: 'p' }], label: 'present', run: (_, page) => page.late('present'), page: true },
  {
    chords: [{ key: 'p', command: true }],
    label: 'print',
    run: (_, page) => page.late('print'),
    page: true,
  },
  { chords: [{ key: 'z', command: true }], label: 'undo', run: (app) => app.undo() },
  {
    chords: [
      { key: 'z', command: true, shift: true },
      { key: 'y', command: true },
    ],
    label: 'redo',
    run: (app) => app.redo(),
  },
  { chords: [{ key: '?' }], label: 'help', run: (_, page) => page.help(), page: true },
];

/** What a press means on the page, or null. `own` are the keys that the focused element uses itself. */
export function shortcutFor(press: Press, own: 'all' | readonly string[]): Shortcut | null {
  const meant = keyOf(press);
  if (press.altKey || own === 'all' || own.includes(meant)) return null;
  const key = meant.length === 1 ? meant.toLowerCase() : meant;
  const command = press.ctrlKey || press.metaKey;
  const matches = (chord: Chord) =>
    chord.key === key &&
    (chord.command ?? false) === command &&
    // A question mark takes shift on some keyboards and not on others.
    (key === '?' || (chord.shift ?? false) === press.shiftKey);
  return shortcuts.find(({ chords }) => chords.some(matches)) ?? null;
}
