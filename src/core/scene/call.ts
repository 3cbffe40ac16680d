/**
 * The form in which a link writes something that has a name and values:
 *
 *     call  = name | name '(' item (',' item)* ')'
 *     item  = key ':' value | key            a key alone means true
 *
 * A value may be a call itself. Commas and colons inside its parentheses are its own.
 */
export interface Call {
  readonly name: string;
  /** Keys with their texts, in order; null for a key alone. */
  readonly items: readonly (readonly [key: string, value: string | null])[];
}

/** More values than this are not read: nothing that can be named here has as many. */
const MAX_ITEMS = 64;

/** Reads a call; null when its parentheses do not match. One pass over the text. */
export function parseCall(text: string): Call | null {
  const open = text.indexOf('(');
  if (open < 0) return text.includes(')') ? null : { name: text.trim(), items: [] };
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
  const items = parts
    .filter((part) => part.trim() !== '')
    .map((part): [string, string | null] => {
      const colon = part.indexOf(':');
      return colon < 0 ? [part.trim(), null] : [part.slice(0, colon).trim(), part.slice(colon + 1).trim()];
    });
  return { name: trimmed.slice(0, open).trim(), items };
}

/** The text of a call, its values already as text; null for a key alone. */
export function printCall(name: string, items: Call['items']): string {
  if (items.length === 0) return name;
  return `${name}(${items.map(([key, value]) => (value === null ? key : `${key}:${value}`)).join(',')})`;
}
