import { describe, expect, test } from 'vitest';
import type { Answer, Guess } from '../../../../src/core/ask/answer.ts';
import { answerForm, askKinds } from '../../../../src/core/ask/ask.ts';
import { explanationOf, kindsOf, mistakes } from '../../../../src/core/ask/mistakes.ts';

const start = [1, 1];
const minima = [
  [2, 1],
  [1, 5],
];
const ground = { start, minima };
const number = (value: number): Guess => ({ form: 'number', value });
const place = (x: number, y: number): Guess => ({ form: 'place', at: [x, y] });
const run = (index: number | null): Guess => ({ form: 'run', index });

describe('the kinds of a guess', () => {
  const four: Answer = { form: 'number', value: 4 };
  const there: Answer = { form: 'place', at: [4, 5], loss: 0 };
  const step: Answer = { form: 'arrow', from: start, by: [3, 0] };
  const way: Answer = { form: 'path', line: [1, 1, 1, 3, 3, 3] };
  const second: Answer = { form: 'run', right: [1] };
  const basin: Answer = { form: 'minimum', at: minima[1]! };
  test.each<[string, Answer, Guess, readonly string[]]>([
    ['a number below', four, number(3), ['low']],
    ['a number above', four, number(5), ['high']],
    ['a number where there is none', { form: 'number', value: null }, number(5), []],
    // The truth is 5 away from the start.
    ['a place before it', there, place(2, 2), ['short']],
    ['a place beyond', there, place(5, 6), ['far']],
    ['a place behind the start', there, place(0, 0), ['short', 'away']],
    ['an arrow against it', step, { form: 'arrow', line: [-4, 1] }, ['far', 'away']],
    ['an arrow across, shorter', step, { form: 'arrow', line: [1, 3] }, ['short']],
    // 4 long, and as far from the start as 8 is from 0.
    ['a detour', way, { form: 'path', line: [1, 4, 3, 4, 3, 3] }, ['far']],
    ['a way to the other side', way, { form: 'path', line: [0, 0] }, ['short', 'away']],
    ['another run', second, run(2), ['3']],
    ['none of the runs', second, run(null), ['none']],
    ['the minimum nearest to the start', basin, { form: 'minimum', at: minima[0]! }, ['nearest']],
    ['no minimum', basin, { form: 'minimum', at: null }, ['none']],
    ['the other minimum', { form: 'minimum', at: minima[0]! }, { form: 'minimum', at: minima[1]! }, []],
  ])('of %s', (_, answer, guess, kinds) => {
    expect([...kindsOf(answer, guess, false, ground)]).toEqual(['wrong', ...kinds]);
    expect([...kindsOf(answer, guess, true, ground)]).toEqual(['right']);
  });

  test('on a curve are of one coordinate', () => {
    const answer: Answer = { form: 'place', at: [-2], loss: 0 };
    const told = (x: number) => [...kindsOf(answer, place(x, 7), false, { start: [1], minima: [] })];
    expect([told(0), told(-3), told(2)]).toEqual([
      ['wrong', 'short'],
      ['wrong', 'far'],
      ['wrong', 'short', 'away'],
    ]);
  });
});

describe('an explanation', () => {
  const said = 'For all.\n\n[low] Too low.\n\n[high] Too high.\n\n[2] Not the second.\n\nFor all, again.';
  test.each<[readonly string[], string]>([
    [[], 'For all.\n\nFor all, again.'],
    [['right'], 'For all.\n\nFor all, again.'],
    [['wrong', 'low'], 'For all.\n\nToo low.\n\nFor all, again.'],
    [['wrong', '2'], 'For all.\n\nNot the second.\n\nFor all, again.'],
  ])('of a guess that is %j', (kinds, expected) => {
    expect(explanationOf(said, new Set(kinds))).toBe(expected);
  });

  test('keeps brackets that mean something else', () => {
    for (const text of [
      '[a link](https://example.org)',
      'in the middle [low] of it',
      '[0] and [lower]',
      '',
      '[low',
    ])
      expect(explanationOf(text, new Set())).toBe(text);
  });

  test('has words for every kind of question, each of which it knows', () => {
    for (const kind of askKinds)
      for (const word of ['right', 'wrong', ...mistakes[answerForm(kind)]])
        expect(explanationOf(`[${word}] So.`, new Set([word]))).toBe('So.');
  });
});
