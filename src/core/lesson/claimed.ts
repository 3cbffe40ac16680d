import type { ByHand, Claim, Claimed } from '../claims/claims.ts';
import { type Lesson, type Part, type Review, scenesOf } from './lesson.ts';

/** A part with what its words, its question and its explanation claim of the scene beside them. */
export interface ClaimedPart extends Part {
  readonly claims: readonly Claim[];
  /** Of a challenge: what a hand may set so that its goal is reached. */
  readonly reachedBy?: readonly ByHand[];
}

export interface ClaimedReview extends Review {
  readonly claims: readonly Claim[];
}

/** A lesson with what its words claim of the scenes beside them. */
export interface ClaimedLesson extends Lesson {
  readonly parts: readonly ClaimedPart[];
  readonly review: readonly ClaimedReview[];
}

/** Its parts, then its review, with the whole scene that each is read beside. */
export function claimedParts({ parts, review }: ClaimedLesson): readonly Claimed[] {
  const scenes = scenesOf(parts);
  return [...parts.map(({ id, claims }, i) => ({ id, claims, scene: scenes[i] ?? '' })), ...review];
}

/** The lesson as a document, which has no claims. */
export function lessonWithoutClaims(lesson: ClaimedLesson): Lesson {
  return {
    ...lesson,
    parts: lesson.parts.map(({ id, text, scene, enter }) => ({ id, text, scene, enter })),
    review: lesson.review.map(({ id, scene }) => ({ id, scene })),
  };
}
