import type { PagePieces } from './late-tools.ts';

/** Presents the talk, or the current scene when there is none. */
export function present(_pieces: PagePieces): void {}
