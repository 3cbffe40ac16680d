import { spoken } from '../spoken.ts';

/** Words of the panel of the map of settings before it has one. */
export const settingsPanel = {
  open: 'Map two settings',
  invitation: 'Every pair of two settings, each run to its end: which converge, how fast, and which diverge.',
  prepared: [
    {
      title: 'The boundary of trainability',
      caption:
        'A network of one tanh unit, by a rate for each of its two weights: between what trains and what diverges lies a fractal. After J. Sohl-Dickstein, 2024, arXiv:2402.06184, full batch and 500 steps as there; there 272 weights on 272 rows, here 2 weights on 4 rows, and hatched is what overflows, pale what has grown. The ring lies on the boundary: + zooms into it.',
    },
  ],
  close: 'Close',
  failed: 'The map could not be loaded. Close it and open it again.',
} as const;

spoken({ settingsPanel });
