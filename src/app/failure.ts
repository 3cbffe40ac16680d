import { failures } from '../text/en/failures.ts';

/** What browsers say where an array, or a program, finds no room. */
const NO_ROOM = /memory|allocat|invalid (typed )?array|array (buffer )?(size|length)/i;

/** Why a computation ended without its result, for its reader: what was thrown is a browser's or a programmer's English. */
export function whyFailed(thrown: unknown): string {
  return NO_ROOM.test(String(thrown)) ? failures.noRoom : failures.broken;
}
