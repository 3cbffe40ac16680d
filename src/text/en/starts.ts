import { counted } from '../grammar.ts';
import { spoken } from '../spoken.ts';

/** Words of the map of starts. */
export const starts = {
  label: 'Where each start ends',
  title: (name: string) => `Where ${name} ends, from each start`,
  kinds: {
    minimum: 'minimum',
    saddle: 'saddle',
    maximum: 'maximum',
    degenerate: 'level point',
  },
  place: (x: string, y: string) => `(${x}, ${y})`,
  undecided: 'undecided',
  undecidedMeaning: (steps: number) =>
    counted(steps, { one: 'At none of these after # step', other: 'At none of these after # steps' }),
  undecidedOfBudget: (count: number) =>
    counted(count, {
      one: 'At none of these after # evaluation',
      other: 'At none of these after # evaluations',
    }),
  ended: 'ended',
  endedMeaning: 'Ran away, or has no next step',
  others: (count: number, share: string) =>
    `${counted(count, { one: '# more place', other: '# more places' })}: ${share}`,
  size: (side: string) => `${side} × ${side} starts`,
  within: (percent: string) =>
    `A run is at a place when it stays, to its last step, within ${percent} % of the sides of the domain.`,
  scale: (first: string, last: string) =>
    first === last ? `there at step ${first}` : `there at step ${first} to ${last}`,
  soon: 'soon',
  late: 'late',
  shading: 'The lighter, the sooner, by the rank of the step of arrival.',
  boundary: (dimension: string, error: string) => `Boundary of dimension ${dimension} ± ${error}`,
  boundaryMeaning: (from: string, to: string) =>
    `Box counting: how many boxes of ${from} to ${to} pixels a side have some of the boundary in them, and the line fitted to the logarithms; ± is the standard error of its slope.`,
  besideScale: 'The lighter, the sooner, by each map’s own ranks of the steps of arrival.',
  beside: 'One map an optimizer',
  besideMeaning:
    'Maps of all optimizers side by side, in the place of the stage, with the same colours and signs',
  explore: 'Explore with the arrow keys',
  exploreMeaning:
    'Arrow keys move a crosshair over the map, with Shift ten times as far; Enter makes its place the start.',
  hint: 'Point at the map to see the run from there; a double click makes it the start.',
  none: {
    optimizer: 'Without an optimizer no start ends anywhere.',
  },
  from: (x: string, y: string) => `From (${x}, ${y})`,
  arrives: (from: string, letter: string, kind: string, place: string, step: string) =>
    `${from}: ${kind} ${letter} ${place}, there from step ${step}.`,
  undecidedFrom: (from: string, x: string, y: string, steps: number) =>
    `${from}: at (${x}, ${y}) after ${counted(steps, { one: '# step', other: '# steps' })}, at none of the places.`,
  endedFrom: (from: string, what: string) => `${from}: ${what}.`,
  spoken: (name: string, parts: readonly string[]) =>
    `Where ${name} ends, from each start: ${parts.join(', ')}.`,
} as const;

spoken({ starts });
