import { stageBy, toggleStep } from '../app/anatomy.ts';
import type { App } from '../app/app.ts';
import { keyOf, type Press } from '../ui/press.ts';
import { panels } from '../text/en/panels.ts';

const text = panels.keys;

interface Chord {
  readonly key: string;
  readonly shift?: boolean;
  /** Control, or Command on a Mac. */
  readonly command?: boolean;
}

export interface Shortcut {
  readonly chords: readonly Chord[];
  readonly label: string;
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
    label: text.play,
    run: (app) => (app.state.playhead.playing ? app.pause() : app.play()),
  },
  { chords: [{ key: 'ArrowLeft' }], label: text.stepBack, run: (app) => stageBy(app, -1) },
  { chords: [{ key: 'ArrowRight' }], label: text.stepForward, run: (app) => stageBy(app, 1) },
  { chords: [{ key: 'ArrowLeft', shift: true }], label: text.tenBack, run: (app) => app.stepBy(-10) },
  { chords: [{ key: 'ArrowRight', shift: true }], label: text.tenForward, run: (app) => app.stepBy(10) },
  { chords: [{ key: 'Home' }], label: text.toStart, run: (app) => app.seek(0) },
  { chords: [{ key: 'End' }], label: text.toEnd, run: (app) => app.seek(app.state.scene.steps) },
  { chords: [{ key: 's' }], label: text.openStep, run: toggleStep },
  { chords: [{ key: 'l' }], label: text.gallery, run: (_, page) => page.late('gallery'), page: true },
  { chords: [{ key: 't' }], label: text.talk, run: (_, page) => page.late('talk'), page: true },
  { chords: [{ key: 'a' }], label: text.addScene, run: (_, page) => page.late('addScene'), page: true },
  { chords: [{ key: 'p' }], label: text.present, run: (_, page) => page.late('present'), page: true },
  {
    chords: [{ key: 'p', command: true }],
    label: text.print,
    run: (_, page) => page.late('print'),
    page: true,
  },
  { chords: [{ key: 'z', command: true }], label: text.undo, run: (app) => app.undo() },
  {
    chords: [
      { key: 'z', command: true, shift: true },
      { key: 'y', command: true },
    ],
    label: text.redo,
    run: (app) => app.redo(),
  },
  { chords: [{ key: '?' }], label: text.help, run: (_, page) => page.help(), page: true },
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

/** The keys of a chord as they are printed on a keyboard. */
export function keyNames(chord: Chord, mac: boolean): string[] {
  const named: Readonly<Record<string, string>> = {
    ' ': text.space,
    ArrowLeft: text.left,
    ArrowRight: text.right,
  };
  return [
    ...(chord.command ? [mac ? text.command : text.ctrl] : []),
    ...(chord.shift ? [text.shift] : []),
    named[chord.key] ?? (chord.key.length === 1 ? chord.key.toUpperCase() : chord.key),
  ];
}
