import { expect, test } from 'vitest';
import { emptyLesson } from '../../../src/core/lesson/restore.ts';
import { search } from '../../../src/lessons/search.ts';

const part = (id: string, text: string) => ({ id, text, scene: '', enter: 'still' as const });
const lessons = [
  {
    ...emptyLesson,
    id: 'ravine',
    title: 'Ravines',
    teaches: 'You can say why descent zigzags.',
    parts: [
      part('a', 'A ravine is *steep* across; its condition number is $\\kappa = 100$.'),
      part(
        'b',
        'Nesterov’s method looks ahead, which is told by a long sentence of many words before the Émile here.',
      ),
    ],
  },
  { ...emptyLesson, id: 'adam', title: 'Adam', teaches: 'You know its bias correction.', parts: [] },
];
const found = (query: string) => search(lessons, query).map(({ lesson, part: id }) => [lesson.id, id]);

test('words are found in titles, in what is taught and in texts', () => {
  expect(found('RAVINE')).toEqual([
    ['ravine', null],
    ['ravine', 'a'],
  ]);
  expect(found('number condition')).toEqual([['ravine', 'a']]);
  expect(found('bias')).toEqual([['adam', null]]);
  expect(found('  ')).toEqual([]);
  expect(found('quaternion')).toEqual([]);
});

test('what stands around the word is shown, cut at words', () => {
  expect(search(lessons, 'emile')[0]?.excerpt).toBe(
    '…by a long sentence of many words before the Émile here.',
  );
  expect(search(lessons, 'kappa')).toEqual([]);
  expect(search(lessons, 'steep')[0]?.excerpt).toContain('A ravine is steep across; its condition');
});
