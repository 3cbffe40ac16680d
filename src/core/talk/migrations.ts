import type { Migration } from '../scene/migrations.ts';

/** The version of a talk that is written. */
export const TALK_VERSION = 1;

/** Numbered steps from each version of a talk to the next, as those of a scene: see `core/scene/migrations.ts`. */
export const talkMigrations: readonly Migration[] = [];
