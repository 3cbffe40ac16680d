import { readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { embed } from '../../../src/text/en/embed.ts';
import { homepage, withAddress } from '../../tools/with-public-address.ts';

const root = new URL('../../../', import.meta.url);
const text = (file: string) => readFileSync(new URL(file, root), 'utf8');
const readme = text('README.md');

test('the address of the page stands in one place, and everything names that one', () => {
  const named = readme.match(/https?:\/\/[^\s"'`)]*fall-line\//g) ?? [];
  expect(named.length).toBeGreaterThan(3);
  expect(new Set(named)).toEqual(new Set([homepage()]));
  expect(embed.dialog.servedPage).toBe(homepage());
});

test('a published address makes whole what must be; until then nothing leads to an example', () => {
  const html = text('index.html');
  expect(withAddress(html, 'https://example.org/fall-line/')).toBe(html);
  const made = withAddress(html, 'https://ada.github.io/fall-line/');
  expect(made).toContain('<link rel="canonical" href="https://ada.github.io/fall-line/" />');
  expect(made).toContain('<meta property="og:url" content="https://ada.github.io/fall-line/" />');
  expect(made).toContain('<meta property="og:image" content="https://ada.github.io/fall-line/card.png" />');
  expect(() => withAddress('<title>x</title>', 'https://ada.github.io/')).toThrow();
});

test('the page’s picture for links has the size that is said of it', () => {
  const card = readFileSync(new URL('public/card.png', root));
  const size = (name: string) =>
    Number(new RegExp(`og:image:${name}" content="(\\d+)"`).exec(text('index.html'))?.[1]);
  expect([card.readUInt32BE(16), card.readUInt32BE(20)]).toEqual([size('width'), size('height')]);
});

test('pictures and film of the README are there, said in words, and small', () => {
  const shown = [...readme.matchAll(/!\[([^\]]*)\]\(([^)]*)\)/g)];
  expect(shown.length).toBeGreaterThan(0);
  for (const [, words = ''] of shown) expect(words.length).toBeGreaterThan(20);
  const bytes = shown.map(([, , file = '']) => statSync(new URL(file, root)).size);
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(600_000);
});

test('links within the README lead to its headings', () => {
  const anchors = [...readme.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  );
  const links = [...readme.matchAll(/\]\(#([^)]*)\)/g)].map(([, anchor = '']) => anchor);
  expect(links.length).toBeGreaterThan(4);
  expect(links.filter((anchor) => !anchors.includes(anchor))).toEqual([]);
});
