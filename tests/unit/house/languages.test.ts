import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { ends } from '../../../src/text/en/ends.ts';
import { counted } from '../../../src/text/grammar.ts';
import { languageOf, languages, startLanguage, wishesOf } from '../../../src/text/language.ts';
import { listed } from '../../../src/text/listed.ts';
import { languageNow, speak, spoken } from '../../../src/text/spoken.ts';

const english = await import('../../../src/text/en/index.ts');
/** Every folder of `src/text`, each a language. */
const packs = Object.entries(
  import.meta.glob<Readonly<Record<string, unknown>>>('../../../src/text/*/index.ts', { eager: true }),
);

/** What stands where in a table: the kind of every word, what a sentence is given, and how long a list is. */
function shapeOf(value: unknown, at = '', found = new Map<string, string>()): Map<string, string> {
  if (typeof value === 'function') found.set(at, `sentence of ${value.length}`);
  else if (typeof value === 'object' && value !== null) {
    found.set(at, Array.isArray(value) ? `list of ${value.length}` : 'table');
    for (const [key, part] of Object.entries(value)) shapeOf(part, `${at}.${key}`, found);
  } else found.set(at, typeof value);
  return found;
}

const wrongIn = (pack: unknown) => {
  const [own, wanted] = [shapeOf(pack), shapeOf(english)];
  return [...new Set([...own.keys(), ...wanted.keys()])].flatMap((at) =>
    own.get(at) === wanted.get(at)
      ? []
      : [`${at}: ${own.get(at) ?? 'nothing'}, not ${wanted.get(at) ?? 'nothing'}`],
  );
};

afterEach(() => speak('en', {}));

test.each(packs)('%s is a language in which nothing is missing', (_, pack) => {
  expect(wrongIn(pack)).toEqual([]);
});

test('a word, a sentence, a list and a table that are missing are found', () => {
  const { ends: _, ...others } = english;
  expect(shapeOf(english).size).toBeGreaterThan(1500);
  expect(wrongIn(others)).toContain('.ends: nothing, not table');
  const { fit, ...rest } = ends;
  expect(fit).not.toBe('');
  expect(wrongIn({ ...english, ends: rest })).toEqual(['.ends.fit: nothing, not string']);
  expect(wrongIn({ ...english, ends: { ...ends, outside: () => '' } })).toEqual([
    '.ends.outside: sentence of 0, not sentence of 1',
  ]);
  expect(wrongIn({ ...english, ends: { ...ends, fit: ['a'] } })[0]).toBe('.ends.fit: list of 1, not string');
});

test('every table of words is one that a language may say otherwise', async () => {
  const said = new Set<string>();
  const everything = new Proxy(
    {},
    {
      ownKeys: () => Object.keys(english),
      getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
      get: (_, name) => new Proxy({}, { ownKeys: () => (said.add(String(name)), []) }),
    },
  );
  speak('xx', everything);
  expect([...said].toSorted()).toEqual(
    Object.keys(english)
      .filter((name) => name !== 'direction')
      .toSorted(),
  );
});

test('every file of words is in the index of its language', () => {
  const files = readdirSync('src/text/en').filter(
    (file) => !['index.ts', 'all.ts', 'first.ts'].includes(file),
  );
  const index = readFileSync('src/text/en/index.ts', 'utf8');
  expect(files.length).toBeGreaterThan(50);
  expect(files.filter((file) => !index.includes(`export * from './${file}';`))).toEqual([]);
});

test('a language is put into the tables that are there and those that come, which stay the same objects', () => {
  const early = { word: 'one', deep: { list: ['a', 'b'], say: (n: number) => `${n} steps` }, kept: 'same' };
  const { deep } = early;
  const { list } = deep;
  spoken({ early });
  speak('de', {
    early: { word: 'eins', deep: { list: ['ä', 'ß'], say: (n: number) => `${n} Schritte` } },
    late: { word: 'zwei' },
  });
  expect([early.word, list, deep.say(2), early.kept]).toEqual(['eins', ['ä', 'ß'], '2 Schritte', 'same']);
  expect(early.deep.list).toBe(list);
  const late = { word: 'two' };
  spoken({ late });
  expect(late.word).toBe('zwei');
  expect(languageNow()).toBe('de');
  // A table is no place for a word, nor nothing for a table.
  speak('xx', { early: { deep: 'tief' }, late: null });
  expect([early.deep, late.word]).toEqual([deep, 'zwei']);
});

test('a count has the form of its category in the language that is spoken', () => {
  const say = (forms: { one: string; few?: string; other: string }) =>
    [0, 1, 2, 5, 22, 1234, 12345].map((count) => counted(count, forms));
  const english = { one: 'one step', other: '# steps' };
  expect(say(english).join(', ')).toBe(
    '0 steps, one step, 2 steps, 5 steps, 22 steps, 1234 steps, 12,345 steps',
  );
  expect(counted(1, { one: '# evaluation', other: '# evaluations' }, '1.0')).toBe('1.0 evaluation');
  speak('pl', {});
  expect(say({ one: '# krok', few: '# kroki', other: '# kroków' }).map((said) => said.split(' ')[1])).toEqual(
    ['kroków', 'krok', 'kroki', 'kroków', 'kroki', 'kroki', 'kroków'],
  );
  // Of a form that is not given, that for all others.
  expect(counted(2, english)).toBe('2 steps');
});

test('names are listed as the language that is spoken does', () => {
  expect(listed(['a', 'b', 'c'])).toBe('a, b, and c');
  speak('de', {});
  expect(listed(['a', 'b', 'c'])).toBe('a, b und c');
});

test.each([
  [['de'], 'de'],
  [['DE-at', 'fr'], 'de'],
  [['zh-Hant-TW'], 'zh-Hant'],
  [['zh-TW', 'fr'], 'en'],
  [['auto', 'xx', 'de-CH-1996'], 'de'],
  [['en-GB', 'de'], 'en'],
  [['', '-', 'd', '<b>', 'constructor'], 'en'],
  [[], 'en'],
])('of %j is spoken %s', (wishes, language) => {
  expect(languageOf(wishes, ['en', 'de', 'zh-Hant'])).toBe(language);
});

test('the address is asked before the browser', () => {
  expect(wishesOf('?embed&lang=de', ['fr', 'en'])).toEqual(['de', 'fr', 'en']);
  expect(wishesOf('', ['fr'])).toEqual(['', 'fr']);
});

test('English is spoken from the start, and needs nothing', async () => {
  const page = { lang: 'en', dir: '' } as HTMLElement;
  await startLanguage('en', page);
  await startLanguage('constructor', page);
  expect([languages[0], page.lang, page.dir]).toEqual(['en', 'en', '']);
});

test('no plural is chosen by hand: other languages have more than two forms', () => {
  const files = readdirSync('src/text/en').filter((file) =>
    /[!=]== ?'?1\b|> ?1 \?|< ?2 \?/.test(readFileSync(`src/text/en/${file}`, 'utf8')),
  );
  expect(files).toEqual([]);
});
