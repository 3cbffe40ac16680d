import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { layers, measures, screens } from '../../../src/styles/measures.ts';
import { named, withMeasures, withScreens } from '../../tools/measure-sheet.ts';

const text = (file: string) => readFileSync(file, 'utf8');
const files = (folder: string, ending: RegExp) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
const sheets = files('src', /\.css$/);
const lines = sheets.flatMap((file) =>
  text(file)
    .split('\n')
    .map((line) => ({ file, line: line.trim() })),
);
const found = (isBare: (line: string) => boolean) =>
  lines.filter(({ line }) => isBare(line)).map(({ file, line }) => `${file}: ${line}`);

test('no size of type, corner, gap or layer stands outside the measures', () => {
  // In em a size is a share of the text around it; what is round has half its width.
  const length = /\d(?:px|pt|rem)|var\(--px\)/;
  expect(found((line) => line.startsWith('z-index:') && /\d/.test(line))).toEqual([]);
  expect(found((line) => line.startsWith('font-size:') && length.test(line))).toEqual([]);
  // Of a shorthand the height of lines, after the slash, is no size.
  expect(found((line) => line.startsWith('font:') && length.test(line.split(' / ')[0]!))).toEqual([]);
  expect(found((line) => /^border[\w-]*-radius:/.test(line) && length.test(line))).toEqual([]);
  // On paper lengths are millimetres.
  expect(found((line) => /^(?:row-|column-|grid-)?gap:/.test(line) && length.test(line))).toEqual([]);
});

/** What a declaration is made of: `0 calc(6 * var(--px)) auto` of three. */
const partsOf = (line: string) =>
  line
    .replace(/^[\w-]+:\s*/, '')
    .replace(/;.*$/, '')
    .match(/[\w-]+\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|[^\s]+/g) ?? [];

test('nothing is set in or apart by a length outside the measures', () => {
  // More than the widest of them is room for something that stands there, and -1px takes what is only heard out of the page.
  const widest = Math.max(...Object.values(measures.space));
  const isBare = (part: string) => {
    const [, bare, grown] = /^(-?[\d.]+)px$|^calc\((-?[\d.]+) \* var\(--px\)\)$/.exec(part) ?? [];
    const length = Number(bare ?? grown ?? 0);
    return length !== 0 && length !== -1 && Math.abs(length) <= widest;
  };
  const isSet = (line: string) => /^(?:scroll-)?(?:padding|margin)[\w-]*:/.test(line);
  expect(partsOf('margin: 0 calc(-6 * var(--px)) max(12px, env(a)) 3px;').filter(isBare)).toEqual([
    'calc(-6 * var(--px))',
    '3px',
  ]);
  expect(found((line) => isSet(line) && partsOf(line).some(isBare))).toEqual([]);
  expect(found(isSet).length).toBeGreaterThan(400);
});

test('no width and height of the page at which it changes stands outside the measures', () => {
  expect(
    found((line) => line.startsWith('@media') && /\b(?:width|height|aspect-ratio)\b/.test(line)),
  ).toEqual([]);
  const inCode = files('src', /\.ts$/).filter(
    (file) => file !== 'src/styles/measures.ts' && /\((?:min|max)-(?:width|height):/.test(text(file)),
  );
  expect(inCode).toEqual([]);
});

test('each of the measures is asked for', () => {
  const all = sheets.map(text).join('\n');
  const asked = (name: string) => all.includes(`var(${name})`);
  const unused = [
    ...Object.entries(measures).flatMap(([kind, lengths]) =>
      Object.keys(lengths)
        .map((name) => `--${kind}-${name}`)
        .filter((name) => !asked(name) && !asked(`${name}-still`)),
    ),
    ...Object.keys(layers)
      .map((name) => `--layer-${name}`)
      .filter((name) => !asked(name)),
    ...Object.keys(screens).filter((name) => !all.includes(`(--${name})`)),
  ];
  expect(unused).toEqual([]);
  expect(named.size).toBeGreaterThan(90);
});

test('sizes ascend, and what is beyond a width begins where what is within it ends', () => {
  for (const row of [...Object.values(measures), layers])
    expect(Object.values<number>(row)).toEqual(Object.values<number>(row).toSorted((a, b) => a - b));
  for (const [within, beyond] of [
    [screens.phone, screens['beyond-phone']],
    [screens.slim, screens['beyond-slim']],
    [screens.narrow, screens.wide],
    [screens.medium, screens.large],
  ]) {
    const [end, begin] = [within, beyond].map((query) => Number(/[\d.]+/.exec(query!)![0]));
    expect(end! + 0.02).toBeCloseTo(begin!, 9);
  }
});

describe('a measure in a sheet', () => {
  test('grows with what is read, or stays', () => {
    expect(withMeasures('550 var(--type-small) / 1.5 var(--font)')).toBe(
      '550 calc(12 * var(--px)) / 1.5 var(--font)',
    );
    expect(withMeasures('var(--type-small-still)')).toBe('12px');
    expect(withMeasures('0 var(--round-card) var(--round-card) 0')).toBe(
      '0 calc(6 * var(--px)) calc(6 * var(--px)) 0',
    );
    expect(withMeasures('0 var(--space-easy)')).toBe('0 calc(10 * var(--px))');
    expect(withMeasures('calc(-1 * var(--space-close)) calc(-1 * var(--space-near-still)) 0')).toBe(
      'calc(-6 * var(--px)) -5px 0',
    );
    expect(withMeasures('var(--layer-veil)')).toBe('10');
    expect(withScreens('(--phone), (--narrow) and (--low)')).toBe(
      `${screens.phone}, ${screens.narrow} and ${screens.low}`,
    );
  });

  test('that is none throws', () => {
    expect(() => withMeasures('var(--type-huge)')).toThrow('There is no measure "--type-huge".');
    expect(() => withScreens('(--cinema)')).toThrow('There is no screen "cinema".');
  });
});
