import { beforeAll, describe, expect, it } from 'vitest';
import type { Claim } from '../../../src/core/claims/claims.ts';
import { falseClaims } from '../../../src/core/claims/check.ts';
import { answered } from '../../../src/core/claims/world.ts';
import { type Answer, judge } from '../../../src/core/ask/answer.ts';
import { type ClaimedLesson, claimedParts, lessonWithoutClaims } from '../../../src/core/lesson/claimed.ts';
import { checkLesson } from '../../../src/core/lesson/check.ts';
import { writeLesson } from '../../../src/core/lesson/file.ts';
import { scenesOf } from '../../../src/core/lesson/lesson.ts';
import { restoreLesson } from '../../../src/core/lesson/restore.ts';
import '../../../src/core/optimizers/all.ts';
import { openModels } from '../../../src/core/scene/models.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import { course, rows } from '../../../src/lessons/course/index.ts';
import { giveDigitsHere } from '../../tools/digits.ts';
import { numbersIn, unclaimed } from '../claimed-words.ts';

/** Numbers of a scene that a text may name in braces, of the first run or of another. */
const live = /\{(?:loss|x|y|step|rate|gradient|move)(?::[1-9]\d*)?\}/g;
/** Two things are set against each other: what such a sentence says is held to the runs, too. */
const comparing = /\b(?:\w+er|more|less) than\b|\btwice\b|\btimes as\b/;

/** A displayed formula is one in general: its numbers are of no run. */
const displayed = /\$\$[^$]*\$\$/g;

/** A place to be read: the whole scene, and the words beside it. */
interface Place {
  readonly id: string;
  /** What is asked, in numbers of its scene. */
  readonly question: string;
  readonly scene: string;
  readonly words: readonly string[];
  readonly says: readonly string[];
  readonly claims: readonly Claim[];
}

function placesOf({ parts, review }: ClaimedLesson): readonly Place[] {
  const scenes = scenesOf(parts);
  const asked = (fragment: string) => {
    const { ask } = readFragment(fragment).scene;
    return { question: ask?.question ?? '', explanation: ask ? [ask.explanation] : [] };
  };
  const says = (claims: ClaimedLesson['parts'][number]['claims']) => claims.map((claim) => claim.says);
  return [
    ...parts.map(({ id, text, claims }, i) => ({
      id,
      scene: scenes[i]!,
      question: asked(scenes[i]!).question,
      words: [text.replaceAll(displayed, ' ').replaceAll(live, ''), ...asked(scenes[i]!).explanation],
      says: says(claims).map((each) => each.replaceAll(live, '')),
      claims,
    })),
    ...review.map(({ id, scene, claims }) => ({
      id,
      scene,
      question: asked(scene).question,
      words: asked(scene).explanation,
      says: says(claims),
      claims,
    })),
  ];
}

function sentencesOf(text: string): readonly string[] {
  return text.split(/(?<=[.?!:])\s+/).map((sentence) => sentence.trim());
}

const numbersOf = (text: string) => (text.match(/-?\d+(?:\.\d+)?(?:e-?\d+)?/g) ?? []).map(Number);
const isNear = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.abs(b);

/** Seconds that a question takes, and words read in a minute. */
const [PER_ASK, PER_MINUTE] = [40, 200];

function minutesOf({ parts, review }: ClaimedLesson): number {
  const inReview = new Set(review.map(({ id }) => id));
  const places = placesOf({ ...({ parts, review } as ClaimedLesson) }).filter(({ id }) => !inReview.has(id));
  const words = places
    .flatMap((place) => place.words)
    .join(' ')
    .split(/\s+/).length;
  return words / PER_MINUTE + (parts.filter(({ scene }) => scene.includes('ask=')).length * PER_ASK) / 60;
}

/** That nobody is right without having thought: not the start, the middle, the first run, or a number such as 0 or 1. */
function givesItselfAway(answer: Answer, fragment: string): boolean {
  const { domain, start, optimizers } = readFragment(fragment).scene;
  const [x0, x1, y0, y1] = domain;
  const width = Math.max(x1 - x0, y1 - y0);
  switch (answer.form) {
    case 'place':
      return [start, [(x0 + x1) / 2, (y0 + y1) / 2] as const].some(
        (at) => judge(answer, { form: 'place', at }, width).isRight,
      );
    case 'path':
      return judge(answer, { form: 'path', line: start }, width).isRight;
    case 'arrow':
      return judge(answer, { form: 'arrow', line: start }, width).isRight;
    case 'minimum':
      return answer.at === null;
    case 'run':
      return optimizers.length < 2 || answer.right.length === optimizers.length;
    case 'number':
      return [0, 1].some((value) => judge(answer, { form: 'number', value }, width).isRight);
    case 'setting':
      return answer.isReached;
  }
}

beforeAll(() => {
  openModels();
  giveDigitsHere();
});

describe('the course', () => {
  it('has each lesson once, and its contents say what the lessons say', async () => {
    const lessons = await Promise.all(course.map(({ load }) => load()));
    expect(new Set(course.map(({ id }) => id)).size).toBe(course.length);
    expect(course.map(({ id, title, teaches, minutes }) => ({ id, title, teaches, minutes }))).toEqual(
      lessons.map(({ id, title, teaches, minutes }) => ({ id, title, teaches, minutes })),
    );
    expect(lessons).toEqual(
      await Promise.all(rows.map(async ({ claimed }) => lessonWithoutClaims(await claimed()))),
    );
  });
});

describe.each(rows)('the lesson $id', ({ claimed }) => {
  let lesson: ClaimedLesson;
  let places: readonly Place[];
  beforeAll(async () => {
    lesson = await claimed();
    places = placesOf(lesson);
  });

  it('has parts, questions, a challenge, a review and sources', () => {
    const asks = scenesOf(lesson.parts).flatMap((scene) => readFragment(scene).scene.ask ?? []);
    const kinds = asks.map(({ kind }) => kind);
    expect(lesson.parts.length).toBeGreaterThanOrEqual(6);
    expect(lesson.parts.length).toBeLessThanOrEqual(10);
    expect(kinds.filter((kind) => kind !== 'reach').length).toBeGreaterThanOrEqual(2);
    expect(kinds.filter((kind) => kind === 'reach')).toHaveLength(1);
    expect(lesson.review).toHaveLength(3);
    // What adds to a scene that asks would ask it again.
    expect(new Set(asks.map((ask) => JSON.stringify(ask))).size).toBe(asks.length);
    expect(lesson.sources.length).toBeGreaterThan(0);
    for (const { url } of lesson.sources) expect(new URL(url).protocol).toBe('https:');
    const ids = places.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z0-9-]+$/.test(id))).toEqual([]);
  });

  it('is read in about the minutes that it says', () => {
    expect(lesson.minutes).toBeGreaterThanOrEqual(4);
    expect(lesson.minutes).toBeLessThanOrEqual(8);
    expect(Math.abs(minutesOf(lesson) - lesson.minutes), String(minutesOf(lesson))).toBeLessThanOrEqual(0.6);
  });

  it('comes through the door as it is', () => {
    const document = lessonWithoutClaims(lesson);
    expect(restoreLesson(JSON.parse(JSON.stringify(writeLesson(document))))).toEqual({
      lesson: document,
      problems: [],
    });
    expect(checkLesson(document)).toEqual([]);
  });

  it('shows scenes whose links read without a problem', () => {
    expect(places.flatMap(({ id, scene }) => readFragment(scene).problems.map((each) => [id, each]))).toEqual(
      [],
    );
  });

  it('claims nothing that is not so', () => {
    expect(falseClaims(claimedParts(lesson))).toEqual([]);
  });

  it('has every number and every comparison of its words in a claim, and every claim in its words', () => {
    for (const { id, words, says } of places) {
      expect(
        words.flatMap((text) => unclaimed(text, says)),
        id,
      ).toEqual([]);
      expect(
        says.filter((each) => !words.some((text) => text.includes(each))),
        id,
      ).toEqual([]);
      expect(
        words
          .flatMap(sentencesOf)
          .filter(
            (sentence) =>
              comparing.test(sentence) &&
              !says.some((each) => each.includes(sentence) || sentence.includes(each)),
          ),
        id,
      ).toEqual([]);
    }
    for (const { claims } of [...lesson.parts, ...lesson.review])
      for (const { says, checks } of claims) expect(checks.length, says).toBeGreaterThan(0);
  });

  it('says numbers that its checks, or its scenes, have', () => {
    for (const { id, scene, claims } of places) {
      const ofScene = numbersOf(decodeURIComponent(scene.replace(/&question=.*/, '')));
      const strange = claims.flatMap(({ says, checks, after }) => {
        const known = [...ofScene, ...numbersOf(JSON.stringify([checks, after]))].map(Math.abs);
        const text = says.replaceAll(/(\d+)\/(\d+)/g, (_, a: string, b: string) =>
          String(Number(a) / Number(b)),
        );
        return numbersIn(text)
          .filter(([start]) => !/\de-$/.test(text.slice(0, start)))
          .map(([start, end]) => text.slice(start, end) + (/^e-\d+/.exec(text.slice(end))?.[0] ?? ''))
          .filter((found) => {
            const number = Number(found.replaceAll(',', ''));
            return !known.some((one) => isNear(one, number) || isNear(100 * one, number));
          })
          .map((number) => [number, says]);
      });
      expect(strange, id).toEqual([]);
    }
  });

  it('asks in numbers of its scenes', () => {
    for (const { id, scene, question } of places) {
      const known = decodeURIComponent(scene.replace(/&question=.*/, '')).match(/\d[\d.]*/g) ?? [];
      expect(
        numbersIn(question)
          .map(([start, end]) => question.slice(start, end))
          .filter((number) => !known.map(Number).includes(Number(number.replaceAll(',', '')))),
        id,
      ).toEqual([]);
    }
  });

  it('names no number of a scene that there is not', () => {
    for (const { id, text } of lesson.parts) {
      const plain = text.replaceAll(/\$\$?[^$]*\$\$?/g, '').replaceAll(live, '');
      expect(plain, id).not.toMatch(/[{}]/);
    }
  });

  it('asks what has an answer, and what cannot be answered without a thought', () => {
    for (const { id, scene } of places.filter((place) => place.scene.includes('ask='))) {
      const answer = answered(scene);
      if (!answer) throw new Error(`${id} has no answer.`);
      if (answer.form === 'number') expect(answer.value, id).not.toBeNull();
      expect(givesItselfAway(answer, scene), `${id}: ${JSON.stringify(answer)}`).toBe(false);
    }
  });

  it('has a challenge that one or two settings meet', () => {
    const scenes = scenesOf(lesson.parts);
    const met = lesson.parts.map(({ reachedBy }, i) => {
      if (!reachedBy) return null;
      expect(reachedBy.length).toBeLessThanOrEqual(2);
      const before = answered(scenes[i]!);
      const then = answered(scenes[i]!, reachedBy);
      return [before, then].map((answer) => answer?.form === 'setting' && answer.isReached);
    });
    expect(met.filter((each) => each !== null)).toEqual([[false, true]]);
  });
});
