import { spoken } from '../spoken.ts';

/** Words of the export of a map of settings. */
export const exportSettings = {
  picture: 'Map of settings (PNG)',
  table: 'Map of settings (CSV)',
  side: 'Runs along a side',
  runs: (side: string) => `${side} × ${side} runs, a pixel each`,
  rows: (count: string) => `${count} runs, a row each`,
  previewed: (side: string) => `Shown here: ${side} × ${side} of them`,
  columns: 'Both settings, the last finite loss, and the steps at which the run ended or arrived.',
} as const;

spoken({ exportSettings });
