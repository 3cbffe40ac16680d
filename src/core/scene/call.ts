import { parseNumber } from './number-list.ts';

/**
 * The form in which a link writes something that has a name and values. It has no sign at which programs that find
 * links in text end them:
 *
 *     named = name (',' item)*
 *     item  = key ':' value | key            a key alone means true
 *
 * Links of before, and people, write it as a call. A value may then be a call itself; commas and colons inside its
 * parentheses are its own:
 *
 *     call  = name '(' item (',' item)* ')'
 */
export interface Call {
  readonly name: string;
  /** Keys with their texts, in order; null for a key alone. */
  readonly items: readonly (readonly [key: string, value: string | null])[];
}

/** More values than this are not read: nothing that can be named here has as many. */
const MAX_ITEMS = 64;

/** Reads either form; null when there are parentheses that do not match. One pass over the text. */
export function parseNamed(text: string): Call | null {
  const open = text.indexOf('(');
  if (open < 0) return text.includes(')') ? null : called(text.split(',', MAX_ITEMS + 1));
  const trimmed = text.trimEnd();
  if (!trimmed.endsWith(')')) return null;
  const parts: string[] = [];
  let depth = 0;
  let from = open + 1;
  const end = trimmed.length - 1;
  for (let i = from; i < end; i++) {
    const character = trimmed[i];
    if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    else if (character === ',' && depth === 0) {
      parts.push(trimmed.slice(from, i));
      from = i + 1;
    }
    if (depth < 0 || parts.length > MAX_ITEMS) return null;
  }
  if (depth !== 0) return null;
  parts.push(trimmed.slice(from, end));
  return called([trimmed.slice(0, open), ...parts]);
}

/** A name and its items. Digits alone are no key: they belong to the number before, whose decimal comma parted them. */
function called([name = '', ...parts]: readonly string[]): Call | null {
  if (parts.length > MAX_ITEMS) return null;
  const items: [string, string | null][] = [];
  for (const part of parts) {
    const text = part.trim();
    const colon = text.indexOf(':');
    const before = items.at(-1);
    if (text === '') continue;
    if (/^\d/.test(text) && before && before[1] !== null) before[1] += `,${text}`;
    else if (colon < 0) items.push([text, null]);
    else items.push([text.slice(0, colon).trim(), text.slice(colon + 1).trim()]);
  }
  return { name: name.trim(), items };
}

/** The text of a name with items, their values already as text; null for a key alone. */
export function printNamed(name: string, items: Call['items']): string {
  return [name, ...items.map(([key, value]) => (value === null ? key : `${key}:${value}`))].join(',');
}

/** What an item says, unchecked; a key alone says true. */
export function itemOf(text: string | null): number | boolean | string {
  if (text === null) return true;
  return parseNumber(text) ?? (/^(true|on)$/.test(text) ? true : /^(false|off)$/.test(text) ? false : text);
}
