/** What the speaker asks for: the same by the keys of either window, by a clicker, or by a button. */
import { digitAt, keyOf, type Press } from '../ui/press.ts';

const digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** What the presentation itself does. Digits are typed for `enter`, which goes to the scene of that number. */
export const talkCommands = [
  'next',
  'back',
  'first',
  'last',
  'black',
  'white',
  'code',
  'lift',
  'pointer',
  'controls',
  'theme',
  'reset',
  'play',
  'stepBack',
  'stepForward',
  'undo',
  'redo',
  'enter',
  'erase',
  'restartTime',
  ...digits,
] as const;

/** What only the window itself can do in which it is asked for. */
const windowCommands = ['full', 'presenter', 'help', 'print', 'leave'] as const;

export type TalkCommand = (typeof talkCommands)[number];
export type Command = TalkCommand | (typeof windowCommands)[number];
export type Digit = (typeof digits)[number];

export function isDigit(command: Command): command is Digit {
  return digits.some((digit) => digit === command);
}

export function isTalkCommand(given: unknown): given is TalkCommand {
  return talkCommands.some((command) => command === given);
}

/** Keys of the talk, those of every clicker among them; letters in lower case. */
export const keysOf = {
  next: ['ArrowRight', 'PageDown', ' ', 'ArrowDown'],
  back: ['ArrowLeft', 'PageUp', 'ArrowUp'],
  first: ['Home'],
  last: ['End'],
  enter: ['Enter'],
  erase: ['Backspace'],
  black: ['b', '.'],
  white: ['w', ','],
  code: ['q'],
  pointer: ['l'],
  full: ['f'],
  controls: ['c'],
  theme: ['t'],
  reset: ['r'],
  play: ['k'],
  presenter: ['n'],
  help: ['?'],
  leave: ['Escape'],
} as const satisfies Partial<Record<Command, readonly string[]>>;

const byKey = new Map<string, Command>(
  Object.entries(keysOf).flatMap(([command, keys]) =>
    keys.map((key): [string, Command] => [key, command as Command]),
  ),
);

/** What a press asks for, or null. */
export function commandFor(press: Press): Command | null {
  const { shiftKey, ctrlKey, metaKey, altKey } = press;
  if (altKey) return null;
  const key = keyOf(press);
  const name = key.length === 1 ? key.toLowerCase() : key;
  if (ctrlKey || metaKey) {
    if (name === 'p' && !shiftKey) return 'print';
    if (name === 'y' || (name === 'z' && shiftKey)) return 'redo';
    return name === 'z' ? 'undo' : null;
  }
  if (shiftKey && name === 'ArrowLeft') return 'stepBack';
  if (shiftKey && name === 'ArrowRight') return 'stepForward';
  const typed = digits.find((digit) => digit === name) ?? byKey.get(name);
  if (typed !== undefined) return typed;
  // Where digits take shift, the number of a scene is typed without.
  const place = shiftKey ? undefined : digitAt(press.code);
  return digits.find((digit) => digit === place) ?? null;
}
