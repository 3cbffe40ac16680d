/** The colours of what few scenes have: overlays of the stage, curves, classes of data. See `palette.ts`. */
import { black, type Role, white } from './palette.ts';

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
} satisfies Readonly<Record<string, Role>>;

/** A curve: its block, its grid, and where the slope is up and down. */
export const onCurve = {
  block: ['#ddd6c6', '#1c262c', '#d9d4c8', '#10181d'],
  grid: ['rgb(29 35 39 / 0.10)', 'rgb(232 236 239 / 0.10)', 'rgb(0 0 0 / 0.22)', 'rgb(255 255 255 / 0.22)'],
  up: ['#f0dccb', '#4a3326', '#f3cfae', '#5e3413'],
  down: ['#d3e0dc', '#1d3f42', '#b5d6d0', '#0d4a4d'],
} satisfies Readonly<Record<string, Role>>;

/** Classes of data: earths, which no run has, each beside a shape of its own. */
export const classes = {
  slate: ['#4a6377', '#9db4c6', '#2f4b61', '#b4cbdd'],
  ochre: ['#b08a4e', '#c9a468', '#8a6420', '#e0bd80'],
  mauve: ['#7a5c74', '#b596ae', '#5c3c56', '#cfaec7'],
  moss: ['#8a9a5b', '#a9b97c', '#5f7030', '#c3d393'],
} satisfies Readonly<Record<string, Role>>;
