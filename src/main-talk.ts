import type { PagePieces } from './late-tools.ts';

/** Opens the editor of the talk beside the stage, or closes it. */
export function toggleTalk(_pieces: PagePieces): void {}
