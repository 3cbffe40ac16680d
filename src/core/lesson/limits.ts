/** What a lesson may hold, at most: in characters, but for the numbers of things. */
export const lessonLimits = {
  parts: 60,
  review: 20,
  sources: 20,
  title: 200,
  teaches: 400,
  /** Of one part. */
  text: 6_000,
  minutes: 120,
  /** A scene's fragment: as long as `core/scene/url.ts` reads. */
  scene: 40_000,
  url: 500,
} as const;

/** Characters of a lesson's file, at most: more than those of the largest lesson that can be written. */
export const MAX_LESSON_FILE_LENGTH = 12_000_000;
