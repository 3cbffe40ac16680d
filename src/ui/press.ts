/** A key with its modifiers, as KeyboardEvent has them. */
export interface Press {
  readonly key: string;
  /** The key by its place on the keyboard: "KeyZ". */
  readonly code: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** What stands on the keys of an American keyboard, without and with shift, as far as it means something here. */
const signs: Readonly<Record<string, readonly [plain: string, shifted: string]>> = {
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
};

/** Signs on the keys of letters in Greek, Bulgarian and Hebrew; hardly a Latin layout has them there. */
const strays: Readonly<Record<string, string>> = { KeyQ: ';:,/', KeyW: "'" };

/**
 * The key that a press means: its name or the character that it types; where that is a letter or a digit of another
 * script than Latin (я on the key of Z), what an American keyboard has in its place. Latin letters stay where the
 * layout has them, and a clicker's full stop arrives on every layout.
 */
export function keyOf({ key, code, shiftKey }: Pick<Press, 'key' | 'code' | 'shiftKey'>): string {
  // What an input method keeps to itself, or is two letters at once, is known by its key alone.
  const isUnknown = ['', 'Process', 'Unidentified'].includes(key);
  const isOther = /[\p{L}\p{M}\p{Nd}]/u.test(key) && !/[\p{Script=Latin}\d]/u.test(key);
  if (!isUnknown && !isOther && !strays[code]?.includes(key)) return key;
  const [, letter] = /^Key([A-Z])$/.exec(code) ?? [];
  if (letter !== undefined) return shiftKey ? letter : letter.toLowerCase();
  return digitAt(code) ?? signs[code]?.[shiftKey ? 1 : 0] ?? key;
}

/** The digit on a key of the row above the letters, by its place; undefined for any other key. */
export function digitAt(code: string): string | undefined {
  return /^Digit(\d)$/.exec(code)?.[1];
}
