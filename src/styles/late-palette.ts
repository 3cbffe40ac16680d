/** The colours of map and chart, which come after the first picture: see `palette.ts`. */
import { always, black, type RoleColors, white } from './palette.ts';

/** What a canvas draws on map and chart beside the runs. */
export const drawn = {
  line: ['#1f2a2c', '#f0f3f0', black, white],
  halo: ['rgb(255 253 248 / 0.92)', 'rgb(13 20 24 / 0.85)', white, black],
  ball: always(white),
  /** Arrows of a field, from gentle to steep. */
  gentle: ['#8a83b8', '#7a70ad', '#5d549a', '#9d92d6'],
  steep: ['#3a0f70', '#fbe9ff', '#22004d', white],
  region: ['#6b2d7a', '#f3d6ff', '#4a0c58', '#f8e6ff'],
  /** Of the numbers on contour lines. */
  label: ['#1c2b2a', '#f4f4ea', black, white],
} satisfies Readonly<Record<string, RoleColors>>;
