/** The colours of what few scenes have: overlays of the stage, curves, classes of data. See `palette.ts`. */
import { black, type RoleColors, white } from './palette.ts';

/** Overlays of the stage. */
export const overlaid = {
  tangent: ['#33424d', '#dfe7ec', '#101a22', white],
  taylor: ['#7b2fa0', '#d59bf0', '#5c0f82', '#e3b4fa'],
  newton: ['#6b1f8f', '#ecc4ff', '#4a006b', '#f6e0ff'],
  eigenvectors: ['#6b1f8f', '#ecc4ff', '#4a006b', '#f6e0ff'],
  flow: ['#14181a', '#f6f4ee', black, white],
  gentle: ['#7d8a86', '#8fa39c', '#55635f', '#a9beb6'],
  steeper: ['#3f5660', '#c3d2cc', '#24404c', '#d8e6e0'],
  steepest: ['#10222c', white, black, white],
} satisfies Readonly<Record<string, RoleColors>>;

/** A curve: its block, its grid, and where the slope is up and down. */
export const onCurve = {
  block: ['#ddd6c6', '#1c262c', '#d9d4c8', '#10181d'],
  grid: ['rgb(29 35 39 / 0.10)', 'rgb(232 236 239 / 0.10)', 'rgb(0 0 0 / 0.22)', 'rgb(255 255 255 / 0.22)'],
  up: ['#f0dccb', '#4a3326', '#f3cfae', '#5e3413'],
  down: ['#d3e0dc', '#1d3f42', '#b5d6d0', '#0d4a4d'],
} satisfies Readonly<Record<string, RoleColors>>;

/** Classes of data: earths, which no run has, each beside a shape of its own. */
export const classes = {
  slate: ['#4a6377', '#9db4c6', '#2f4b61', '#b4cbdd'],
  ochre: ['#b08a4e', '#c9a468', '#8a6420', '#e0bd80'],
  mauve: ['#7a5c74', '#b596ae', '#5c3c56', '#cfaec7'],
  moss: ['#8a9a5b', '#a9b97c', '#5f7030', '#c3d393'],
} satisfies Readonly<Record<string, RoleColors>>;

/** Where runs from each start end: of each place what is there soon and what is there late, and the ink of its pattern. */
export const ofStarts = {
  tealSoon: ['#b5ded7', '#7cc7bb', '#bfe8e1', '#8ce0d2'],
  tealLate: ['#35877d', '#1f5f57', '#1f7469', '#17594f'],
  sandSoon: ['#f5e7ba', '#e4cd88', '#fbeebf', '#f5dd8f'],
  sandLate: ['#b79a4e', '#7d672c', '#9d7f2e', '#745d1f'],
  violetSoon: ['#cfc6ea', '#b3a5df', '#d8cff4', '#c3b4f2'],
  violetLate: ['#6c5ea3', '#4c4180', '#55468f', '#45387a'],
  claySoon: ['#f4c6b9', '#e59d89', '#fbcdbf', '#f7ad98'],
  clayLate: ['#b75f4c', '#81392a', '#9d4734', '#78301f'],
  stoneSoon: ['#dcdcd8', '#a9b0b3', '#e2e2de', '#bfc6c9'],
  stoneLate: ['#8a8d8c', '#565d61', '#70736f', '#4b5256'],
  pattern: ['#2b3330', '#0d1316', black, black],
  undecided: ['#efece3', '#262d32', '#f4f1e8', '#1d2428'],
  undecidedInk: ['#8d8a80', '#7d878d', '#5e5b52', '#a3adb3'],
  ended: ['#fbeee8', '#33211f', '#ffeae2', '#3f1a15'],
  endedInk: ['#b3392b', '#ff8d7b', '#8c1408', '#ffb3a6'],
} satisfies Readonly<Record<string, RoleColors>>;

/** Particles of a swarm: of one basin each, of none, and from low or slow to high or fast. */
export const ofSwarm = {
  navy: ['#12284c', '#b9d2ff', '#081b3a', '#d3e2ff'],
  magenta: ['#b01482', '#ff9be0', '#8f0068', '#ffb6ea'],
  rust: ['#9c3a00', '#ffb98a', '#7c2a00', '#ffcfae'],
  lime: ['#f3ffb0', '#e6ff75', '#f7ffc4', '#efff9c'],
  astray: ['#5c6468', '#c4ccd0', '#3a4246', '#dde4e8'],
  least: ['#12284c', '#12284c', '#081b3a', '#081b3a'],
  most: ['#ffe27a', '#ffe27a', '#ffd84d', '#ffd84d'],
} satisfies Readonly<Record<string, RoleColors>>;

const ofMinima = ['navy', 'magenta', 'rust', 'lime'] as const;

/** The colour of particles that end at each of these places: of each minimum its own, of what is none that of no place. */
export function swarmHues(places: readonly { readonly kind: string }[]): (keyof typeof ofSwarm)[] {
  let minima = 0;
  return places.map(({ kind }) => (kind === 'minimum' ? ofMinima[minima++ % ofMinima.length]! : 'astray'));
}
