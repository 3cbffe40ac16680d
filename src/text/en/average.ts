import type { AverageKind } from '../../core/run/average.ts';
import { spoken } from '../spoken.ts';

/** Words of the average beside a run: its rows, and its line under the equations. */
export const average = {
  average: 'Average beside it',
  averageMeaning: 'The average of its positions, drawn fainter beside the run, which it does not change.',
  averageKinds: { none: 'None', exponential: 'Exponential', tail: 'From a step on' } satisfies Record<
    AverageKind | 'none',
    string
  >,
  averageDecay: 'Average kept',
  averageDecayMeaning: 'The share of the exponential average that each step keeps.',
  averageFrom: 'Average from',
  averageFromMeaning: 'The first step whose position is averaged; until then the average is the run.',
  averageLine: 'Beside it, after each update:',
} as const;

spoken({ average });
