import { nearest } from '../expression/names.ts';

/** Longer texts name nothing. */
const MAX_LENGTH = 60;

/** A name as it is compared: case, blanks, hyphens and underscores do not count. */
export function folded(text: string): string {
  // Most are.
  if (/^[a-z0-9]*$/.test(text)) return text;
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[ \t\u2010-\u2015_-]/g, '');
}

/** Of lists of names what each is called, exactly and as it is compared: most are asked again and again. */
const lists = new WeakMap<readonly string[], ReadonlyMap<string, string>>();

function namesOf<T extends string>(known: readonly T[]): ReadonlyMap<string, T> {
  const names = new Map<string, T>(known.map((name) => [name, name]));
  for (const name of known) if (!names.has(folded(name))) names.set(folded(name), name);
  return names;
}

/** The known name that an outside value stands for. */
export function matching<T extends string>(given: unknown, known: readonly T[]): T | undefined {
  if (typeof given !== 'string' || given.length > MAX_LENGTH) return undefined;
  let names = lists.get(known) as ReadonlyMap<string, T> | undefined;
  if (!names) lists.set(known, (names = namesOf(known)));
  const exact = names.get(given);
  if (exact !== undefined) return exact;
  const wanted = folded(given);
  return wanted === '' ? undefined : names.get(wanted);
}

/** The known name that is spelled most like an outside value that is none; undefined when none is near. */
export function nearestName(given: unknown, known: readonly string[]): string | undefined {
  if (typeof given !== 'string' || given.length > MAX_LENGTH) return undefined;
  return nearest(given, known);
}
