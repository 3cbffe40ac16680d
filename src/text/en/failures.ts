import { spoken } from '../spoken.ts';

/** Why a computation ended without its result, behind what could not be computed. */
export const failures = {
  noRoom: 'the browser has no memory left for it. With fewer steps or points there may be.',
  broken: 'it ended without a result. Reload the page to try again.',
} as const;

spoken({ failures });
