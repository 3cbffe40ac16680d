import { type At, quote } from './kinds.ts';
import { cleanName, MAX_NAME } from './clean-name.ts';
import { matching } from './match-name.ts';
import { type ColorName, colorNames } from './scene.ts';
import { sceneSentences } from './scene-sentences.ts';

/** Longer texts are no names and are not looked at. */
const MAX_TEXT = 1000;

/** The name of a run from outside data; '' for none. */
export function restoreName(given: unknown, at: At): string {
  const name = typeof given === 'string' && given.length <= MAX_TEXT ? cleanName(given) : null;
  if (name !== null && Array.from(name).length <= MAX_NAME) return name;
  at.report(
    at.where,
    sceneSentences.say('mustBe', at.name, sceneSentences.say('aText', MAX_NAME), quote(given)),
  );
  return '';
}

/** The colour of a run from outside data; null for that of its rule. */
export function restoreColor(given: unknown, at: At): ColorName | null {
  const color = given === null ? null : matching(given, colorNames);
  if (color !== undefined) return color;
  at.report(
    at.where,
    sceneSentences.say('mustBe', at.name, sceneSentences.say('oneOf', colorNames), quote(given)),
  );
  return null;
}

/**
 * A name inside a call's parentheses, where commas, parentheses and the sign of this escape would be read as
 * something else.
 */
export function escapeName(name: string): string {
  return name.replaceAll(/[%(),]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

export function unescapeName(text: string): string {
  return text.replaceAll(/%2[589C]/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
}
