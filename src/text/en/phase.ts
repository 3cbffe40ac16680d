import { spoken } from '../spoken.ts';

/** Words about momentum as a field of place and velocity, on a curve. */
export const phase = {
  open: 'Momentum as a field',
  close: 'Hide the field',
  failed: 'The picture could not be loaded.',
  velocity: 'v',
  says: (label: string, x: string, curl: string, divergence: string) =>
    `From each place ${x} and velocity v, the step before, an arrow says where ${label} goes next; its way so far is drawn.`.concat(
      ` Here the curl of this field is −(μ + ηf″) = ${curl}, and its divergence μ − 1 − ηf″ = ${divergence}.`,
      ' A gradient’s curl is 0 everywhere: this field is the slope of no surface.',
    ),
} as const;

spoken({ phase });
