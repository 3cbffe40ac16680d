import { spoken } from '../spoken.ts';

/** Words of the panel of the map of settings before it has one. */
export const settingsPanel = {
  open: 'Map two settings',
  invitation: 'Every pair of two settings, each run to its end: which converge, how fast, and which diverge.',
  close: 'Close',
  failed: 'The map could not be loaded. Close it and open it again.',
} as const;

spoken({ settingsPanel });
