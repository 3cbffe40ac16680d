import { expect, it } from 'vitest';
import { answered } from '../../../src/core/claims/world.ts';
import '../../../src/core/optimizers/all.ts';
import { scenesOf } from '../../../src/core/lesson/lesson.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import { course } from '../../../src/lessons/course/index.ts';
import { beginnersTest } from './beginners-test.ts';

/** What is asked about, whatever is asked of it: the loss, the start, each optimizer with its settings, the noise. */
function situationOf(fragment: string): string {
  const { scene } = readFragment(fragment);
  const { formula, model, curve, start, noise, noiseKind, optimizers } = scene;
  const ways = optimizers.map(({ id, values, schedule }) => [id, values, schedule]);
  return JSON.stringify([formula, model, curve, curve ? start[0] : start, noise, noiseKind, ways]);
}

it('has 24 questions, at least half of them about what no lesson shows or asks', async () => {
  expect(beginnersTest).toHaveLength(24);
  expect(new Set(beginnersTest.map(({ question }) => question)).size).toBe(24);
  const lessons = await Promise.all(course.map(({ load }) => load()));
  const known = new Set(
    lessons.flatMap(({ parts, review }) =>
      [...scenesOf(parts), ...review.map(({ scene }) => scene)].map(situationOf),
    ),
  );
  expect(known.size).toBeGreaterThan(100);
  expect(beginnersTest.map(({ question, isShown }) => [question, isShown])).toEqual(
    beginnersTest.map(({ question, scene }) => [question, known.has(situationOf(scene))]),
  );
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
