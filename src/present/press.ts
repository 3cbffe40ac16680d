import { keyOf, type Press } from '../ui/press.ts';
import { type Command, commandFor } from './commands.ts';

/** Pressed alone, they mean nothing yet. */
const modifiers = ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock'];

/**
 * What a press asks for where something on the page has the focus.
 *
 * @param own the keys that the focused element uses itself, see `panels/keys.ts`
 * @param veiled whether something lies over the scene: any key lifts it
 * @param typing whether the number of a scene is being typed
 */
export function pressed(
  press: Press,
  own: 'all' | readonly string[],
  veiled: boolean,
  typing: boolean,
): Command | null {
  if (modifiers.includes(press.key)) return null;
  const command = commandFor(press);
  // What is the browser's own, a reload say, stays so behind a veil.
  const isBrowsers = press.ctrlKey || press.metaKey || press.altKey || /^F\d/.test(press.key);
  if (veiled) return isBrowsers ? null : 'lift';
  // A clicker's keys reach the talk whatever is in focus.
  if (press.key === 'PageDown' || press.key === 'PageUp') return command;
  if (own === 'all' || own.includes(keyOf(press))) return null;
  // What a blank presses, Enter presses.
  if (press.key === 'Enter' && own.includes(' ')) return null;
  if (command === 'erase' && !typing) return null;
  // Half a number is given up before the talk is.
  if (command === 'leave' && typing) return 'lift';
  return command;
}
