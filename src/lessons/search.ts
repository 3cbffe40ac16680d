import type { Lesson } from '../core/lesson/lesson.ts';

/** Where a word was found: a lesson, and the part with it, with some of its text around the word. */
export interface SearchHit {
  readonly lesson: Pick<Lesson, 'id' | 'title'>;
  /** Null where it is in the title or in what the lesson teaches. */
  readonly part: string | null;
  readonly excerpt: string;
}

/** Signs of an excerpt before and after the word. */
const AROUND = 45;
/** Of each lesson, at most. */
const MOST = 3;

/** Where all words of a query stand: in titles, in what is taught, in texts. Marks and case count for nothing. */
export function search(lessons: readonly Lesson[], query: string): readonly SearchHit[] {
  const words = foldedLetters(query).split(/\s+/).filter(Boolean);
  const [first] = words;
  if (first === undefined) return [];
  const has = (text: string) => words.every((word) => foldedLetters(text).includes(word));
  return lessons.flatMap((lesson): readonly SearchHit[] => {
    const { title, teaches, parts } = lesson;
    const whole = has(`${title} ${teaches}`) ? [{ lesson, part: null, excerpt: teaches }] : [];
    const inParts = parts
      .map(({ id, text }) => ({ id, text: plain(text) }))
      .filter(({ text }) => has(text))
      .map(({ id, text }) => ({
        lesson,
        part: id,
        excerpt: around(text, foldedLetters(text).indexOf(first)),
      }));
    return [...whole, ...inParts].slice(0, MOST);
  });
}

/** As it is compared: of as many signs as the text has. */
export function foldedLetters(text: string): string {
  return text.replaceAll(/[^]/gu, (sign) => {
    const bare = sign
      .normalize('NFKD')
      .replaceAll(/\p{Mark}+/gu, '')
      .toLowerCase();
    return bare.length === sign.length ? bare : sign;
  });
}

/** A text without its formulas' dollars and Markdown's signs. */
function plain(text: string): string {
  return text.replaceAll(/\$+|[*_`#>]|\\[a-z]+|[{}\\]/gi, ' ').replaceAll(/\s+/g, ' ');
}

function around(text: string, at: number): string {
  const [from, to] = [Math.max(0, at - AROUND), Math.min(text.length, at + AROUND)];
  const start = from === 0 ? 0 : text.indexOf(' ', from) + 1;
  const end = to === text.length ? to : text.lastIndexOf(' ', to);
  return `${start > 0 ? '…' : ''}${text.slice(start, Math.max(start, end)).trim()}${end < text.length ? '…' : ''}`;
}
