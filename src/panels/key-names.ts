import { pageKeys as text } from '../text/en/page-keys.ts';
import type { Chord } from './shortcuts.ts';

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
