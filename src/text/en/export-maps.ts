import { spoken } from '../spoken.ts';

const columns = {
  starts:
    'Start and last finite place, the place it is at by its number from 0 (−1: at none; empty: ended), and the steps at which the run ended or arrived.',
  settings: 'Both settings, the last finite loss, and the steps at which the run ended or arrived.',
} as const;

/** Words of the export of maps of starts and of settings. */
export const exportMaps = {
  kinds: {
    starts: {
      picture: 'Map of starts (PNG)',
      vector: 'Map of starts (SVG)',
      table: 'Map of starts (CSV)',
      array: 'Map of starts (NumPy)',
      columns: columns.starts,
    },
    settings: {
      picture: 'Map of settings (PNG)',
      vector: 'Map of settings (SVG)',
      table: 'Map of settings (CSV)',
      array: 'Map of settings (NumPy)',
      columns: columns.settings,
    },
  },
  zoomGif: 'Zoom into the map (GIF)',
  zoomVideo: 'Zoom into the map (video)',
  seconds: 'Seconds of the zoom',
  notZoomed:
    'The map shows its whole axes. Zoom into it first: the film leads from the whole to what is shown.',
  side: 'Runs along a side',
  runs: (side: string) => `${side} × ${side} runs, a pixel each`,
  rows: (count: string) => `${count} runs, a row each`,
  previewed: (side: string) => `Shown here: ${side} × ${side} of them`,
  vectors: 'The map is an image in it; axes, lines and words are vectors.',
  shape: (side: string, columns: string) =>
    `An array of ${side} × ${side} × ${columns} floats, rows from the lowest up; NaN where a cell would be empty.`,
  load: (file: string) => `numpy.load("${file}")`,
} as const;

spoken({ exportMaps });
