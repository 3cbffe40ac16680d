import type { EndReason, RunEnd } from '../../core/run/types.ts';
import { spoken } from '../spoken.ts';

/** What becomes of runs, in as few words as a legend has room for. */
const reasons = {
  overflow: 'overflowed',
  'undefined loss': 'loss undefined',
  'undefined gradient': 'gradient undefined',
  'undefined step': 'update undefined',
  'no matrix': 'refused: a rule for matrices, and there is none',
  'two players': 'refused: a rule that two players cannot follow',
} satisfies Record<EndReason, string>;

const ended = ({ reason, step }: RunEnd) =>
  reason === 'no matrix' || reason === 'two players' ? reasons[reason] : `${reasons[reason]} at step ${step}`;
const outside = (since: number) => `outside since step ${since}`;

export const ends = {
  ended,
  outside,
  /** What is said of a run beside its loss: that it ended, or else that it is outside; mostly nothing. */
  status: (end: RunEnd | null, outsideSince: number | null) =>
    end ? ended(end) : outsideSince === null ? '' : outside(outsideSince),
  /** In place of a loss that is no number. */
  noLoss: '–',
  fit: 'Fit the view to the paths',
  fitMeaning: 'Shows the start and all paths; one that runs off to infinity only as it sets out.',
} as const;

spoken({ ends });
