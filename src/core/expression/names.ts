import { functions } from './functions.ts';
import { sentences } from './sentences.ts';

/** The constants of the language. A variable of the same name hides one. */
export const constants: ReadonlyMap<string, number> = new Map([
  ['pi', Math.PI],
  ['e', Math.E],
]);

/** What to do about a name that is not known: the end of a sentence, or nothing helpful to say. */
export function hintFor(name: string, variables: ReadonlySet<string>): string | undefined {
  const known = [...variables, ...constants.keys(), ...functions.keys()];
  const product = asProduct(name, known);
  if (product !== undefined) return sentences.write(product.replaceAll('*', ' '), product);
  const indexed = /^([A-Za-z_]+?)(\d+)$/.exec(name);
  if (indexed?.[1] !== undefined && indexed[2] !== undefined && variables.has(indexed[1])) {
    return sentences.write(`${indexed[1]}*${indexed[2]}`, `${indexed[1]}^${indexed[2]}`);
  }
  const near = nearest(name, known);
  return near === undefined ? undefined : sentences.didYouMean(near);
}

/** `xy` -> `x*y`, `xsin` -> `x*sin`: the name cut into known names, when that works out. */
function asProduct(name: string, known: readonly string[]): string | undefined {
  const LONGEST = 24;
  if (name.length > LONGEST) return undefined;
  // cut[i] is the best reading of the first i characters.
  const cut: (string | undefined)[] = [''];
  for (let end = 1; end <= name.length; end++) {
    for (const word of known) {
      const before = cut[end - word.length];
      if (before === undefined || !name.slice(0, end).endsWith(word)) continue;
      if (functions.has(word) && end < name.length) continue;
      const reading = before === '' ? word : `${before}*${word}`;
      const sofar = cut[end];
      if (sofar === undefined || reading.length < sofar.length) cut[end] = reading;
    }
  }
  return cut[name.length];
}

function nearest(name: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Infinity;
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) > 2) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    const allowed = Math.min(2, Math.floor(Math.max(candidate.length, name.length) / 3));
    if (distance <= allowed && distance < least) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

/** Insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b`. */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [];
  for (let i = 0; i <= a.length; i++) {
    const row: number[] = [];
    for (let j = 0; j <= b.length; j++) {
      if (i === 0 || j === 0) {
        row.push(i + j);
        continue;
      }
      const above = rows[i - 1]!;
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, rows[i - 2]![j - 2]! + 1);
      }
      row.push(least);
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
