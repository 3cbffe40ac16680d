import { expect, it } from 'vitest';
import { answered } from '../../../src/core/claims/world.ts';
import '../../../src/core/optimizers/all.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import { course } from '../../../src/lessons/course/index.ts';
import { beginnersTest } from './beginners-test.ts';

it('has 24 questions, most of them about what no lesson shows', () => {
  expect(beginnersTest).toHaveLength(24);
  expect(new Set(beginnersTest.map(({ question }) => question)).size).toBe(24);
  expect(beginnersTest.filter(({ isShown }) => !isShown).length).toBeGreaterThanOrEqual(12);
});

it('names lessons that there are', () => {
  const ids = course.map(({ id }) => id);
  expect(beginnersTest.filter(({ lesson }) => !ids.includes(lesson))).toEqual([]);
});

it.each(beginnersTest)('$question', ({ scene, answer }) => {
  expect(readFragment(scene).problems).toEqual([]);
  const found = answered(scene);
  if (typeof answer === 'number') {
    const value = found?.form === 'number' ? found.value : null;
    expect(value).not.toBeNull();
    expect(Math.abs(Number(value) - answer)).toBeLessThanOrEqual(1e-4 * answer);
  } else if ('runs' in answer) {
    expect(found).toEqual({ form: 'run', right: answer.runs });
  } else {
    expect(found?.form).toBe('place');
    const place = found?.form === 'place' ? found.at : [];
    expect(place).toHaveLength(answer.at.length);
    for (const [i, value] of answer.at.entries()) expect(Math.abs(place[i]! - value)).toBeLessThan(2e-3);
  }
});
