import type { EndReason, RunEnd } from '../../core/run/types.ts';

/** What becomes of runs, in as few words as a legend has room for. */
const reasons = {
  overflow: 'overflowed',
  'undefined loss': 'loss undefined',
  'undefined gradient': 'gradient undefined',
  'undefined step': 'update undefined',
} satisfies Record<EndReason, string>;

export const ends = {
  ended: ({ reason, step }: RunEnd) => `${reasons[reason]} at step ${step}`,
  outside: (since: number) => `outside since step ${since}`,
  fit: 'Fit the view to the paths',
  fitMeaning: 'Shows the start and all paths; one that runs off to infinity only as it sets out.',
} as const;
