import type { Claim, Claimed } from '../claims/claims.ts';
import { type Lesson, type Part, scenesOf } from './lesson.ts';

/** A lesson with what its paragraphs claim of the scenes beside them. */
export interface ClaimedLesson extends Lesson {
  readonly parts: readonly (Part & { readonly claims: readonly Claim[] })[];
}

/** Its parts with the whole scene that each is read beside. */
export function claimedParts({ parts }: ClaimedLesson): readonly Claimed[] {
  const scenes = scenesOf(parts);
  return parts.map(({ id, claims }, i) => ({ id, claims, scene: scenes[i] ?? '' }));
}

/** The lesson as a document, which has no claims. */
export function withoutClaims(lesson: ClaimedLesson): Lesson {
  return { ...lesson, parts: lesson.parts.map(({ id, text, scene, enter }) => ({ id, text, scene, enter })) };
}
