import { expect, test } from 'vitest';
import { looksOf } from '../../../src/app/looks.ts';
import { constantSchedule } from '../../../src/core/run/schedule.ts';

const settings = (...ids: string[]) =>
  ids.map((id) => ({ id, on: true, values: {}, schedule: constantSchedule }));

test('a rule keeps its own colour whatever is added before it', () => {
  const [, adam] = looksOf(settings('adagrad', 'adam'), 'light');
  expect(adam).toEqual({ color: '#0072b2', dash: 0, marker: 'circle' });
  const looks = looksOf(settings('radam', 'adam'), 'light');
  expect(looks[1]).toBe(adam);
});

test('runs of one rule differ in colour, dash and marker', () => {
  const looks = looksOf(settings('adam', 'adam', 'adam', 'adam'), 'dark');
  expect(new Set(looks.map(({ color }) => color)).size).toBe(4);
  expect(looks.map(({ dash }) => dash)).toEqual([0, 1, 2, 3]);
  expect(new Set(looks.map(({ marker }) => marker)).size).toBe(4);
});

test('eight rules have eight colours', () => {
  const ids = ['sgd', 'momentum', 'rmsprop', 'adam', 'adamw', 'radam', 'adamax', 'rprop'];
  for (const theme of ['light', 'dark'] as const) {
    expect(new Set(looksOf(settings(...ids), theme).map(({ color }) => color)).size).toBe(8);
  }
});
