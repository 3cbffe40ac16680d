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

/** Lists of names as they are compared: most are asked for again and again. */
const lists = new WeakMap<readonly string[], readonly string[]>();

function foldedList(known: readonly string[]): readonly string[] {
  let list = lists.get(known);
  if (!list) lists.set(known, (list = known.map(folded)));
  return list;
}

/** The known name that an outside value stands for. */
export function matching<T extends string>(given: unknown, known: readonly T[]): T | undefined {
  if (typeof given !== 'string' || given.length > MAX_LENGTH) return undefined;
  const exact = known.find((name) => name === given);
  if (exact !== undefined) return exact;
  const wanted = folded(given);
  return wanted === '' ? undefined : known[foldedList(known).indexOf(wanted)];
}

/** The known name that is spelled most like an outside value that is none; undefined when none is near. */
export function nearestName(given: unknown, known: readonly string[]): string | undefined {
  if (typeof given !== 'string' || given.length > MAX_LENGTH) return undefined;
  return nearest(given, known);
}
