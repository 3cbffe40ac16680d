import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readLessonFile, writeLesson } from '../../../../src/core/lesson/file.ts';
import { lessonLimits } from '../../../../src/core/lesson/limits.ts';
import { lessonSentences } from '../../../../src/core/lesson/lesson-sentences.ts';
import { placeSentences } from '../../../../src/core/scene/place.ts';
import { sceneSentences } from '../../../../src/core/scene/scene-sentences.ts';

const BOWL = 'loss=bowl&start=2,1&opt=sgd(lr:0.1)&opt=adam(lr:0.3)&steps=40';

/** A lesson as somebody may have written it, without a mistake. */
const written = {
  version: 1,
  id: 'slope',
  title: 'A slope is a number',
  teaches: 'You can read a slope.',
  minutes: 6,
  parts: [
    { id: 'a', text: 'The loss is {loss}, of the second {loss:2}: $\\frac{x}{y}$.', scene: BOWL },
    { id: 'b', text: 'After {step} steps.', scene: '&step=12', enter: 'play' },
    { id: 'c', text: 'Once more.', enter: { from: 2, to: 9 } },
  ],
  review: [{ id: 'r', scene: `${BOWL}&ask=lowest,step:20&question=Which?` }],
  sources: [{ title: 'A book', url: 'https://example.org/book' }],
};
type Written = Record<string, unknown>;
const part = (change: Written) => ({
  ...written,
  parts: [written.parts[0], { ...written.parts[1], ...change }],
});
const read = (lesson: unknown) => readLessonFile(JSON.stringify(lesson));

test('a lesson without a mistake is read as it stands, and written as it was', () => {
  const { lesson, problems } = read(written);
  expect(problems).toEqual([]);
  expect(writeLesson(lesson)).toEqual(written);
});

test('the lesson of the README is read without a problem', () => {
  const [, text = ''] = /## Lessons[^]*?```json\n([^]*?)```/.exec(readFileSync('README.md', 'utf8')) ?? [];
  const { lesson, problems } = readLessonFile(text);
  expect(problems).toEqual([]);
  expect(lesson.parts).toHaveLength(3);
});

describe('each mistake is named with its place, and costs only itself', () => {
  const { must, name } = {
    must: (owner: string, key: string, form: string, found: string) =>
      placeSentences.say('mustBe', owner, key, form, found),
    name: lessonSentences.say('part', 2),
  };
  test.each<[what: string, lesson: unknown, where: string, message: string]>([
    ['not an object', [1, 2], '', lessonSentences.say('notALesson')],
    ['a newer version', { ...written, version: 3 }, 'version', lessonSentences.say('newer', 3)],
    ['no version', { ...written, version: 'one' }, 'version', placeSentences.say('version', '"one"')],
    [
      'an unknown key',
      { ...written, author: 'me' },
      'author',
      placeSentences.say('unknown', 'The lesson', '"author"'),
    ],
    ['one of a part', part({ txt: 'me' }), 'parts.1.txt', placeSentences.say('unknown', name, '"txt"')],
    ['no title', { ...written, title: '  ' }, 'title', lessonSentences.say('missing', 'The lesson', 'title')],
    ['an id doubled', part({ id: 'a' }), 'parts.1.id', lessonSentences.say('doubled', name, 'a', 'p2')],
    [
      'an id that is none',
      part({ id: 'a b' }),
      'parts.1.id',
      must(name, 'id', 'some letters, digits and hyphens', '"a b"'),
    ],
    [
      'a part without text',
      part({ text: undefined }),
      'parts.1.text',
      lessonSentences.say('missing', name, 'text'),
    ],
    ['text that is none', part({ text: 7 }), 'parts.1.text', must(name, 'text', 'text', '7')],
    [
      'text that is too long',
      part({ text: 'x'.repeat(lessonLimits.text + 1) }),
      'parts.1.text',
      placeSentences.say('tooLong', name, 'text', lessonLimits.text),
    ],
    [
      'a part that is none',
      { ...written, parts: [...written.parts, 'x'] },
      'parts.3',
      lessonSentences.say('notAnObject', 'Part 4', '"x"'),
    ],
    ['no parts', { ...written, parts: [] }, 'parts', lessonSentences.say('empty', 'The lesson')],
    [
      'parts that are no list',
      { ...written, parts: {} },
      'parts',
      must('The lesson', 'parts', 'a list', 'an object'),
    ],
    [
      'too many parts',
      { ...written, parts: Array.from({ length: 61 }, (_, i) => ({ id: `n${i}`, text: 'x' })) },
      'parts',
      lessonSentences.say('tooMany', 61, 'parts', 60),
    ],
    [
      "a scene's link that cannot be read",
      part({ scene: 'loss=bowl&steps=none' }),
      'parts.1.scene.steps',
      placeSentences.say(
        'ofScene',
        name,
        sceneSentences.say('mustBe', 'steps', 'a whole number from 1 to 100000', '"none"'),
      ),
    ],
    [
      'one that adds to nothing',
      { ...written, parts: [{ id: 'a', text: 'x', scene: '&step=3' }] },
      'parts.0.scene',
      lessonSentences.say('nothingAbove', 'Part 1'),
    ],
    [
      'enter malformed',
      part({ enter: { from: 9, to: 2 } }),
      'parts.1.enter',
      must(name, 'enter', lessonSentences.say('enter'), 'an object'),
    ],
    [
      'enter of no meaning',
      part({ enter: 'jump' }),
      'parts.1.enter',
      must(name, 'enter', lessonSentences.say('enter'), '"jump"'),
    ],
    [
      'a live number that there is not',
      part({ text: 'Now {lss}, but $\\sqrt{lss}$ and `{lss}`.' }),
      'parts.1.text',
      lessonSentences.say('unknownNumber', name, '{lss}', 'loss, x, y, step, rate, gradient, move'),
    ],
    [
      'one of a run that there is not',
      part({ text: '{loss:3}' }),
      'parts.1.text',
      lessonSentences.say('noRun', name, '{loss:3}', 2),
    ],
    [
      'review without a question',
      { ...written, review: [{ id: 'r', scene: BOWL }] },
      'review.0.scene',
      lessonSentences.say('noAsk', 'Review question 1'),
    ],
    [
      'a source that runs a script',
      { ...written, sources: [{ title: 'x', url: 'javascript:alert(1)' }] },
      'sources.0.url',
      must('Source 1', 'url', lessonSentences.say('address'), '"javascript:alert(1)"'),
    ],
    [
      'minutes that are none',
      { ...written, minutes: -2 },
      'minutes',
      must('The lesson', 'minutes', 'a number from 1 to 120', '-2'),
    ],
  ])('%s', (_, lesson, where, message) => {
    expect(read(lesson).problems).toContainEqual({ where, message });
  });

  test('what is right beside it is kept', () => {
    const { lesson } = read({
      ...part({ id: 'a', enter: 'jump', scene: 7 }),
      sources: [{ url: 'data:text/html,x' }, ...written.sources],
      review: [{ id: 'none', scene: BOWL }, ...written.review],
    });
    expect(lesson.parts).toEqual([
      { ...written.parts[0], enter: 'still' },
      { id: 'p2', text: 'After {step} steps.', scene: '', enter: 'still' },
    ]);
    expect(lesson.sources).toEqual(written.sources);
    expect(lesson.review).toEqual(written.review);
  });

  test('what is no JSON is said to be none', () => {
    const { lesson, problems } = readLessonFile('{"title": ');
    expect(lesson.parts).toEqual([]);
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^The file is no JSON: .+\.$/),
    ]);
  });
});
