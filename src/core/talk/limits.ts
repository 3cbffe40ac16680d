/** What a talk may hold, at most: in characters, but for the number of scenes. */
export const talkLimits = {
  scenes: 200,
  title: 200,
  caption: 2_000,
  notes: 10_000,
  /** A scene's fragment: as long as `core/scene/url.ts` reads. */
  scene: 40_000,
} as const;

/** Characters of a talk's file, at most: more than those of the largest talk that can be written. */
export const MAX_TALK_FILE_LENGTH = 24_000_000;
