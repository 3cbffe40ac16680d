import { expect, test } from 'vitest';
import { restoreScene } from '../../../../src/core/scene/restore.ts';
import { readFragment, writeFragment } from '../../../../src/core/scene/url.ts';

const read = (text: string) => {
  const { scene, playhead, problems } = readFragment(`loss=bowl&race=${text}`);
  return { race: scene.view.race, problems, written: writeFragment(scene, playhead) };
};
const plain = { search: 'random', trials: 64, spread: 0.01, second: [] };

test.each([
  ['random', plain],
  ['grid', { ...plain, search: 'grid' }],
  ['random,trials:256', { ...plain, trials: 256 }],
  ['random,spread:0', { ...plain, spread: 0 }],
  ['random,second:beta2', { ...plain, second: ['beta2'] }],
  // Names that another value's reading would take for a switch or a number.
  ['random,second:on', { ...plain, second: ['on'] }],
  ['random,second:e5/lr', { ...plain, second: ['e5', 'lr'] }],
  [
    'grid,trials:16,spread:0.2,second:/momentum/lr',
    { search: 'grid', trials: 16, spread: 0.2, second: ['', 'momentum', 'lr'] },
  ],
])('a link says which race is open: %s', (text, expected) => {
  const { race, problems, written } = read(text);
  expect(problems).toEqual([]);
  expect(race).toEqual(expected);
  expect(written.split('&')).toContain(`race=${text}`);
  expect(readFragment(written).scene.view.race).toEqual(race);
});

test('places that nobody chose stay empty, and at the end they are left out', () => {
  const { race, problems, written } = read('random,second:lr//beta2//');
  expect(problems).toEqual([]);
  expect(race?.second).toEqual(['lr', '', 'beta2']);
  expect(readFragment(written).scene.view.race).toEqual(race);
  expect(read('random,second:/').race).toEqual(plain);
});

test('a link without one has none, and one that is closed is in no link', () => {
  expect(readFragment('loss=bowl').scene.view.race).toBeNull();
  const { race, problems, written } = read('none');
  expect([race, problems]).toEqual([null, []]);
  expect(written).not.toContain('race');
});

test.each([
  ['sprint', 'none, or one of random, grid'],
  ['random,trials:17', 'trials of race must be one of 16, 64, 256'],
  ['random,trials:1e9', 'trials of race'],
  ['random,spread:0.3', 'spread of race must be one of 0, 0.01, 0.05, 0.2'],
  ['random,spread:-0', ''],
  ['random,second', 'second of race must be names of numbers'],
  ['random,second:a-b', 'second of race'],
  [`random,second:${'a'.repeat(41)}`, 'second of race'],
  ['random,best:0.1', 'best'],
])('what cannot be taken of it is named, and the rest is kept: %s', (text, said) => {
  const { race, problems } = read(text);
  if (said === '') expect(Object.is(race?.spread, 0)).toBe(true);
  else expect(problems.map(({ message }) => message).join(' ')).toContain(said);
  expect(race).toEqual(text.startsWith('random') ? { ...plain, spread: said === '' ? 0 : 0.01 } : null);
});

test.each([
  ['a list', [1]],
  ['a switch', true],
  ['a search that is none', { search: { random: true } }],
  ['a prototype', Object.create({ search: 'random' })],
])('a document that says something else has none: %s', (_, race: unknown) => {
  const { scene, problems } = restoreScene({ version: 1, loss: 'bowl', suggested: [], view: { race } });
  expect(scene.view.race).toBeNull();
  expect(problems.map(({ where }) => where)).toEqual(['view.race']);
});

test.each([
  ['trials', 'trials', { trials: '64' }],
  ['spread', 'spread', { spread: Number.NaN }],
  ['names', 'second', { second: ['lr', 5] }],
  ['no list', 'second', { second: 'lr' }],
  ['more than there are optimizers', 'second', { second: Array.from({ length: 17 }, () => 'lr') }],
  ['results', 'results', { results: [{ best: { lr: 1 } }] }],
])('a document with a value that it cannot have keeps the race without it: %s', (_, member, given) => {
  const race = { search: 'grid', ...given };
  const { scene, problems } = restoreScene({ version: 1, loss: 'bowl', suggested: [], view: { race } });
  expect(scene.view.race).toEqual({ ...plain, search: 'grid' });
  expect(problems.map(({ where }) => where)).toEqual([`view.race.${member}`]);
});
