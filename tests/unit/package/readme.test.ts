import { readFileSync } from 'node:fs';
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
  expect(made).toContain(
    '<meta property="og:image" content="https://ada.github.io/fall-line/icon-512.png" />',
  );
  expect(() => withAddress('<title>x</title>', 'https://ada.github.io/')).toThrow();
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
