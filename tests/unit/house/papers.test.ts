import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** A comment on one line or several, as one line. */
const COMMENT = /\/\*\*[^]*?\*\/|(?:^[ \t]*\/\/.*\n)+/gm;
const WEB = /https?:\/\/\S+\.\w/;

/** An author by initials, such as D. W. Scott; a sentence that begins after a variable is none. */
const AUTHOR = /(?<![\w(^{] ?)\b[A-Z]\. (?:[A-Z]\. )*(?:de |Van )?\p{Lu}[\p{L}-]+(?=[,;:)'’]| et al| \d)/u;
/** Names with a year, such as Eiter and Mannila, 1994; no month, and no clock's first day. */
const YEAR = /\b\p{Lu}\p{Ll}+(?: et al\.| and \p{Lu}\p{Ll}+)?,? \(?(?:1[5-9]|20)\d\d\b/u;

/** The comments of a file that name a paper, a book or whoever wrote it. */
function citationsIn(text: string): string[] {
  return [...text.matchAll(COMMENT)]
    .map(([comment]) => comment.replaceAll(/\s*\n\s*(?:\*|\/\/) ?/g, ' '))
    .filter((comment) => AUTHOR.test(comment) || YEAR.test(comment));
}

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && !file.startsWith('text/'))
  .map((file) => ({ file, text: readFileSync(join('src', file), 'utf8') }));

test('a paper that is cited has its address beside it', () => {
  const cited = files.flatMap(({ file, text }) => citationsIn(text).map((comment) => ({ file, comment })));
  expect(cited.length).toBeGreaterThan(70);
  expect(
    cited.filter(({ comment }) => !WEB.test(comment)).map(({ file, comment }) => `${file}: ${comment}`),
  ).toEqual([]);
});

test('every rule says where it was published', () => {
  const rules = files.filter(
    ({ file, text }) => file.startsWith('core/optimizers/') && /^export const \w+: \w*Row = \{/m.test(text),
  );
  expect(rules.length).toBeGreaterThan(40);
  expect(
    rules.filter(({ text }) => !WEB.test((text.match(COMMENT) ?? []).join(''))).map(({ file }) => file),
  ).toEqual([]);
});

test('citations are told from other sentences', () => {
  const found = (text: string) => citationsIn(`/** ${text} */`).length === 1;
  expect(
    [
      'After D. W. Scott, "Density".',
      "D. W. Scott's rule.",
      'By Eiter and Mannila, 1994.',
      'As Sutskever et al. 2013.',
      'W. Kutta 1901',
    ].filter((text) => !found(text)),
  ).toEqual([]);
  expect(
    ['Deviations A and B. It is a parabola.', 'Milliseconds since 1970.', 'Up to 2000 steps.'].filter(found),
  ).toEqual([]);
});
