import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  DAY,
  dueQuestions,
  intervals,
  isFinished,
  lastRead,
  merged,
  nextDue,
  noProgress,
  partsRead,
  type Progress,
  restoreProgress,
  withAnswer,
  withFinished,
  withRead,
} from '../../../../src/app/lessons/progress.ts';
import { openProgress } from '../../../../src/app/lessons/store.ts';
import type { Shelf } from '../../../../src/app/shelf.ts';
import { lessons as text } from '../../../../src/text/en/lessons.ts';

const NOW = Date.UTC(2026, 0, 5);

test('a question comes after 1, 3, 7 and 21 days, and begins anew when it is answered wrongly', () => {
  let progress = withFinished(noProgress, 'slope', ['a'], NOW);
  let now = NOW;
  for (const days of intervals) {
    expect(dueQuestions(progress, now + days * DAY - 1)).toEqual([]);
    now += days * DAY;
    expect(dueQuestions(progress, now).map(({ id }) => id)).toEqual(['slope/a']);
    progress = withAnswer(progress, 'slope/a', true, now);
  }
  expect(nextDue(progress)).toBeNull();
  const wrong = withAnswer(withFinished(noProgress, 'slope', ['a'], NOW), 'slope/a', false, NOW + 5 * DAY);
  expect(wrong.reviews).toEqual([{ id: 'slope/a', level: 0, due: NOW + 6 * DAY, at: NOW + 5 * DAY }]);
});

type Act = (progress: Progress, now: number) => Progress;
const id = fc.constantFrom('a', 'b', 'c');
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.tuple(id, id).map(
    ([lesson, part]): Act =>
      (progress) =>
        withRead(progress, lesson, part),
  ),
  id.map(
    (lesson): Act =>
      (progress, now) =>
        withFinished(progress, lesson, ['q', 'r'], now),
  ),
  fc.tuple(id, fc.constantFrom('q', 'r', 'z'), fc.boolean()).map(
    ([lesson, question, isRight]): Act =>
      (progress, now) =>
        withAnswer(progress, `${lesson}/${question}`, isRight, now),
  ),
);
const story = fc.array(fc.tuple(act, fc.integer({ min: 0, max: 30 * DAY })), { maxLength: 40 });
const told = (acts: readonly (readonly [Act, number])[], from = noProgress, begin = NOW) => {
  let now = begin;
  return acts.reduce((progress, [next, pause]) => next(progress, (now += pause)), from);
};

describe('whatever one does and however long one waits', () => {
  test('each question is scheduled once, by its level, and comes no earlier than a day after it was settled', () => {
    fc.assert(
      fc.property(story, (acts) => {
        const { reviews } = told(acts);
        expect(new Set(reviews.map((each) => each.id)).size).toBe(reviews.length);
        for (const { level, due, at } of reviews) {
          expect(level).toBeLessThanOrEqual(intervals.length);
          expect(due).toBe(level === intervals.length ? null : at + intervals[level]! * DAY);
        }
      }),
    );
  });

  test('only what is due is changed by an answer, and is not due after it', () => {
    fc.assert(
      fc.property(story, fc.boolean(), (acts, isRight) => {
        const before = told(acts);
        const now = NOW + 900 * DAY;
        for (const { id: question, level } of before.reviews) {
          const after = withAnswer(before, question, isRight, now);
          expect(dueQuestions(after, now).some((each) => each.id === question)).toBe(false);
          if (!dueQuestions(before, now).some((each) => each.id === question)) expect(after).toBe(before);
          else
            expect(after.reviews.find((each) => each.id === question)?.level).toBe(isRight ? level + 1 : 0);
          expect(withAnswer(after, question, !isRight, now)).toBe(after);
        }
      }),
    );
  });

  test('what two tabs have done comes together, in any order and as often as one likes', () => {
    fc.assert(
      fc.property(story, story, story, (acts, mine, theirs) => {
        const base = told(acts);
        const [a, b] = [told(mine, base, NOW + DAY), told(theirs, base, NOW + 2 * DAY)];
        const [ab, ba] = [merged(a, b), merged(b, a)];
        expect(new Set(ab.read)).toEqual(new Set([...a.read, ...b.read]));
        const sorted = ({ reviews }: Progress) => reviews.toSorted((x, y) => (x.id < y.id ? -1 : 1));
        expect(sorted(ab)).toEqual(sorted(ba));
        expect(merged(ab, b)).toBe(ab);
        expect(merged(a, a)).toBe(a);
      }),
    );
  });

  test('of one moment two tabs keep the same: what is known less well', () => {
    const base = withFinished(noProgress, 'slope', ['a'], NOW);
    const [right, wrong] = [true, false].map((isRight) =>
      withAnswer(base, 'slope/a', isRight, NOW + 2 * DAY),
    ) as [Progress, Progress];
    for (const both of [merged(right, wrong), merged(wrong, right)])
      expect(both.reviews).toEqual(wrong.reviews);
  });

  test('a file brings it back', () => {
    fc.assert(
      fc.property(story, (acts) => {
        const progress = told(acts);
        expect(restoreProgress(JSON.parse(JSON.stringify(progress)))).toEqual({ progress, problems: [] });
      }),
    );
  });
});

test('anything at all becomes a progress', () => {
  const near = fc.oneof(fc.constantFrom('a/b', 'a', 'a/b/c', '__proto__', 4, -1, 1.5), fc.anything());
  const raw = fc.record(
    {
      version: near,
      read: fc.oneof(fc.array(near), near),
      reviews: fc.oneof(fc.array(fc.record({ id: near, level: near, due: near, at: near })), near),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(raw, fc.anything()), (input) => {
      const { progress } = restoreProgress(input);
      expect(restoreProgress(progress)).toEqual({ progress, problems: [] });
    }),
  );
});

test('what is read is known by its lesson, and where one has read last', () => {
  const progress = withRead(withRead(withRead(noProgress, 'slope', 'a'), 'slope', 'b'), 'slope', 'a');
  expect(partsRead(progress, 'slope')).toEqual(['b', 'a']);
  expect(lastRead(progress)).toEqual({ lesson: 'slope', part: 'a' });
  expect(isFinished(withFinished(progress, 'slope', [], NOW), 'slope')).toBe(true);
  expect(lastRead(withFinished(progress, 'slope', [], NOW))).toEqual({ lesson: 'slope', part: 'a' });
});

test('mistakes of a file are named', () => {
  const { problems } = restoreProgress({ version: 2, read: ['a b'], reviews: [{ id: 'a' }], more: 1 });
  expect(problems.map(({ where }) => where)).toEqual(['more', 'version', 'read.0', 'reviews.0']);
  expect(restoreProgress(7).problems).toEqual([{ where: '', message: text.progress.door.notProgress }]);
});

/** A shelf in memory, which several tabs share and which may be full. */
function memoryShelf() {
  let kept = noProgress;
  let isFull = false;
  const listeners = new Set<() => void>();
  const shelf: Shelf<Progress> = {
    async change(change) {
      if (isFull) throw new Error('full');
      const after = change(kept);
      const isChanged = after !== kept;
      kept = after;
      if (isChanged) for (const listener of listeners) listener();
      return after;
    },
    listen(changed) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
  };
  return {
    shelf,
    get kept() {
      return kept;
    },
    fill(full: boolean) {
      isFull = full;
    },
  };
}

describe('what is kept', () => {
  test('is shared by tabs, and survives a visit', async () => {
    const memory = memoryShelf();
    const [one, two] = [await openProgress(memory.shelf), await openProgress(memory.shelf)];
    one.change((progress) => withRead(progress, 'slope', 'a'));
    two.change((progress) => withRead(progress, 'adam', 'b'));
    await one.settled();
    await two.settled();
    await one.settled();
    const all = new Set(['slope/a', 'adam/b']);
    for (const { progress } of [one, two, await openProgress(memory.shelf)])
      expect(new Set(progress.read)).toEqual(all);
    one.erase();
    await one.settled();
    await two.settled();
    expect([memory.kept, one.progress, two.progress]).toEqual([noProgress, noProgress, noProgress]);
  });

  test('works without room, says so, and is kept once there is some', async () => {
    const memory = memoryShelf();
    memory.fill(true);
    const store = await openProgress(memory.shelf);
    expect(store.kept).toBe(false);
    store.change((progress) => withRead(progress, 'slope', 'a'));
    await store.settled();
    expect(store.progress.read).toEqual(['slope/a']);
    memory.fill(false);
    store.change((progress) => withRead(progress, 'slope', 'b'));
    await store.settled();
    expect(store.kept).toBe(true);
    expect(memory.kept.read).toEqual(['slope/a', 'slope/b']);
    // And is said when the room has run out.
    memory.fill(true);
    store.change((progress) => withRead(progress, 'slope', 'c'));
    await store.settled();
    expect(store.kept).toBe(false);
    expect(store.progress.read).toEqual(['slope/a', 'slope/b', 'slope/c']);
  });
});
