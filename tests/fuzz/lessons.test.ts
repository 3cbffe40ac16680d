import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLessonFile, writeLesson } from '../../src/core/lesson/file.ts';
import { lessonLimits } from '../../src/core/lesson/limits.ts';
import { restoreLesson, type RestoredLesson } from '../../src/core/lesson/restore.ts';

const seed = 51_211;

const word = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('{loss}', '{x:9}', '{y', '$\\frac{loss}{2}$', '__proto__', 'constructor', '#x', '\uD800'),
);
const near = fc.oneof(
  word,
  fc.double(),
  fc.constant(null),
  fc.array(word, { maxLength: 4 }),
  fc.dictionary(word, word),
);
const scene = fc.oneof(
  fc.constantFrom(
    'loss=bowl&opt=sgd',
    '&step=3',
    '',
    '#loss=booth&ask=lowest,step:9',
    'f=x^2&curve=on',
    'a#b#&',
  ),
  near,
);
const id = fc.oneof(fc.constantFrom('a', 'b', 'p2', 'r1'), near);
const step = fc.oneof(fc.integer({ min: -1, max: 9 }), near);
const enter = fc.oneof(fc.constantFrom('still', 'play'), fc.record({ from: step, to: step }), near);
const url = fc.oneof(
  fc.constantFrom(
    'https://a.b',
    'HTTP://a',
    'javascript:alert(1)',
    ' https://a',
    'https://a\nb',
    'data:,x',
    '//a',
  ),
  near,
);
const some = (record: Record<string, fc.Arbitrary<unknown>>) => fc.record(record, { requiredKeys: [] });
const list = (item: fc.Arbitrary<unknown>) =>
  fc.oneof(fc.array(fc.oneof(item, near), { maxLength: 6 }), near);
const rawLesson = some({
  version: fc.oneof(fc.constantFrom(1, 2, 0), near),
  id,
  title: near,
  teaches: near,
  minutes: near,
  parts: list(some({ id, text: near, scene, enter, more: near })),
  review: list(some({ id, scene })),
  sources: list(some({ title: near, url })),
});

/** What must be true of a lesson whatever it came from. */
function expectValid({ lesson, problems }: RestoredLesson): void {
  expect(problems.length).toBeLessThanOrEqual(42);
  for (const { message } of problems) expect(message).toMatch(/^[^\n]{1,1000}\.$/);
  for (const name of ['parts', 'review', 'sources'] as const)
    expect(lesson[name].length).toBeLessThanOrEqual(lessonLimits[name]);
  for (const items of [lesson.parts, lesson.review])
    expect(new Set(items.map((item) => item.id)).size).toBe(items.length);
  for (const { id: name, text, enter: entering } of lesson.parts) {
    expect(name).toMatch(/^[\w-]{1,40}$/);
    expect(text.length).toBeLessThanOrEqual(lessonLimits.text);
    if (typeof entering !== 'string') expect(entering.from).toBeLessThan(entering.to);
  }
  for (const source of lesson.sources) expect(new URL(source.url).protocol).toMatch(/^https?:$/);
  // Restoring what was restored changes nothing.
  expect(restoreLesson(writeLesson(lesson)).lesson).toEqual(lesson);
}

describe(`lessons, seed ${seed}`, () => {
  test('anything at all becomes a valid lesson', () => {
    fc.assert(
      fc.property(fc.oneof(rawLesson, fc.anything({ withNullPrototype: true }), fc.jsonValue()), (input) => {
        expectValid(restoreLesson(input));
      }),
      { seed, numRuns: 1_500 },
    );
    expect(({} as Record<string, unknown>)['parts']).toBeUndefined();
  });

  test('so does any text of a file', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          rawLesson.map((raw) => JSON.stringify(raw)),
        ),
        (text) => {
          expectValid(readLessonFile(text));
        },
      ),
      { seed, numRuns: 300 },
    );
  });
});
