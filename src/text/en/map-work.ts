import { spoken } from '../spoken.ts';

/** Words of a map of runs: while it is computed, and of its parts. */
export const mapWork = {
  computing: (side: string, percent: string) => `Computing ${side} × ${side}: ${percent} %`,
  cancel: 'Cancel',
  refine: (side: string, seconds: string) => `Compute ${side} × ${side}, about ${seconds} s`,
  refineSoon: (side: string) => `Compute ${side} × ${side}, under a second`,
  goOn: 'Go on',
  share: (percent: string) => `${percent} %`,
  under: 'under 0.1 %',
  failed: (why: string) => `The map could not be computed: ${why}`,
} as const;

spoken({ mapWork });
