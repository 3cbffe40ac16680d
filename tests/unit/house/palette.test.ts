import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as late from '../../../src/styles/late-palette.ts';
import * as rare from '../../../src/styles/rare-palette.ts';
import * as palette from '../../../src/styles/palette.ts';
import { named } from '../../tools/measure-sheet.ts';
import { colorsOf, variableOf } from '../../tools/palette-sheet.ts';

const text = (file: string) => readFileSync(file, 'utf8');
const files = (folder: string, ending: RegExp) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`);

/** #rgb, #rrggbb and both with opacity; rgb( and hsl( with numbers. No #private name has such a length and letters alone. */
const written = /#(?:[\da-f]{3,4}){1,2}(?![\w-])|\b(?:rgb|hsl)a?\(\s*[\d.]+/gi;
const homes = ['src/styles/palette.ts', 'src/styles/late-palette.ts', 'src/styles/rare-palette.ts'];
const known = new Set(homes.flatMap((home) => text(home).match(written)));
const roles = Object.keys(palette.page);
const sheets = files('src/styles', /\.css$/);

test('no colour stands outside the palette', () => {
  const found = [...files('src', /\.(ts|css)$/), 'index.html']
    .filter((file) => !homes.includes(file))
    .flatMap((file) =>
      [...text(file).matchAll(/^.*$/gm)].flatMap(([line]) =>
        // A comment may say how colours are written; "&#x27;" is a letter.
        /^\s*(\*|\/[/*])/.test(line)
          ? []
          : [...line.replaceAll(/&#/g, '').matchAll(written)].map(([color]) => `${file}: ${color}`),
      ),
    );
  expect(known.size).toBeGreaterThan(150);
  expect(found).toEqual([]);
});

test('icon and manifest, which nothing builds, have colours of the palette', () => {
  for (const file of ['public/icon.svg', 'public/manifest.webmanifest']) {
    const colors = text(file).match(written) ?? [];
    expect(colors.length).toBeGreaterThan(0);
    expect(colors.filter((color) => !known.has(color))).toEqual([]);
  }
  expect(JSON.parse(text('public/manifest.webmanifest'))).toMatchObject({
    theme_color: palette.page.paper[0],
    background_color: palette.page.paper[0],
  });
});

test('every role of the page colours something, and nothing asks for another', () => {
  const all = [...sheets, ...files('src', /\.ts$/)].map(text).join('\n');
  const asked = new Set([...all.matchAll(/(?:var\(|color\(')(--[\w-]+)/g)].map(([, name]) => name!));
  expect(roles.filter((role) => !asked.has(variableOf(role)))).toEqual([]);
  const declared = new Set([
    ...roles.map(variableOf),
    ...named.keys(),
    ...Object.keys(palette.parts).map((part) => `--part-${part}`),
    ...[...all.matchAll(/(--[\w-]+)\s*:|'(--[\w-]+)'/g)].map(([, inSheet, inCode]) => inSheet ?? inCode!),
  ]);
  expect([...asked].filter((name) => !declared.has(name))).toEqual([]);
});

describe('@palette', () => {
  test('stands for every role in the light palette, and in the others for those that differ', () => {
    expect(colorsOf('light').map(([role]) => role)).toEqual(roles);
    const differing = roles.filter(
      (role) => new Set(palette.page[role as keyof typeof palette.page]).size > 1,
    );
    for (const name of palette.paletteNames.slice(1)) {
      expect(colorsOf(name).map(([role]) => role)).toEqual(differing);
      expect(Object.fromEntries(colorsOf(name))).toMatchObject({
        ink: palette.inPalettes(palette.page)[name].ink,
      });
    }
  });

  test.each([
    ['dark: paper', [['paper', palette.page.paper[1]]]],
    ['projector dark: ink', [['ink', palette.page.ink[3]]]],
    ['print: line', [['line', palette.print.line]]],
    ['light: backdrop', [['backdrop', palette.page.backdrop[0]]]],
  ])('%s', (params, expected) => {
    expect(colorsOf(params)).toEqual(expected);
  });

  test.each(['dusk', 'light: nonsense', 'print: laser', ''])('throws for "%s"', (params) => {
    expect(() => colorsOf(params)).toThrow(`There is no palette and role "${params}".`);
  });

  test('is in every theme that the page can have', () => {
    const asked = [
      ...sheets
        .map(text)
        .join('\n')
        .matchAll(/@palette ([\w ]+)(?=;)/g),
    ].map(([, name]) => name);
    expect(new Set(asked)).toEqual(new Set([...palette.paletteNames, 'print']));
    // For the system's wish and for the page's own.
    expect(asked.filter((name) => name === 'dark')).toHaveLength(2);
  });
});

test('a role has a colour in each palette', () => {
  const tables = Object.values({ ...palette, ...late, ...rare }).filter((table) => typeof table === 'object');
  const rows = tables.flatMap((table) => Object.values<unknown>(table)).filter((row) => Array.isArray(row));
  expect(rows.length).toBeGreaterThan(60);
  for (const row of rows) expect(row).toHaveLength(palette.paletteNames.length);
});
