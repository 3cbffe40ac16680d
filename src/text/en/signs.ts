import type { CriticalKind } from '../../core/math/critical.ts';
import { counted } from '../grammar.ts';
import { spoken } from '../spoken.ts';

/** Words of the legend that explains the signs on map and stage, and what hands can do there. */
export const signs = {
  legend: {
    heading: 'Signs and gestures',
    close: 'Close',
    groups: { surface: 'On the surface', runs: 'Runs', step: 'The step that is explained', ground: 'Layers' },
    gestures: 'Gestures',
    signs: {
      minimum: 'Minimum: the loss rises in every direction.',
      saddle: 'Saddle: the loss rises one way and falls another.',
      maximum: 'Maximum: the loss falls in every direction.',
      degenerate: 'Level place that is none of the three, such as x³ + y² at 0.',
      start: 'Start of every run. Drag it, on map or stage.',
      guess: 'Your guess, where you guess a place, or the end of the path that you have drawn.',
      travelled: 'Path of a run up to the step that is shown, with a dot at each step where there are few.',
      toCome: 'Faint: the steps to come.',
      outside: 'At the edge: the run is outside, that way.',
      ended: 'Crossed out: the run ended here early.',
      flow: 'Gradient flow: the path of infinitely small steps from the start.',
      simplex: 'Simplex of Nelder and Mead: the points between which it moves.',
      step: 'The step, and what each term adds to it, tip to tail.',
      goesOn: 'Broken off, with an open tip: the arrow goes on beyond the border.',
      landing: 'Open cross-hair: where the step leads, drawn to the scale of the arrows.',
      plain:
        'Small ring: where plain gradient descent at this rate would land, drawn to the scale of the arrows.',
      newton: 'Cross: where Newton’s method would step to from here.',
      eigenvectors: 'Directions of the Hessian; broken where the surface bends down.',
      cloud: 'Cloud: where other draws of the noise would have led.',
      field:
        'Negative gradient: where the loss falls fastest, or two players are pushed; the stronger, the steeper.',
      saddleShaped: 'Hatched: the surface bends like a saddle here.',
      domed: 'Dotted: it bends down in every direction here.',
    },
    here: 'Here',
    complete: 'These are proven to be all on this domain.',
    incomplete: 'There may be more.',
    tooMany: 'There are more than can be listed.',
    searching: 'Minima, saddles and maxima are being looked for.',
    hidden: 'Of so many, only the minima are marked.',
    counts: {
      minimum: (count: number) => counted(count, { one: '# minimum', other: '# minima' }),
      saddle: (count: number) => counted(count, { one: '# saddle', other: '# saddles' }),
      maximum: (count: number) => counted(count, { one: '# maximum', other: '# maxima' }),
      degenerate: (count: number) => counted(count, { one: '# level place', other: '# level places' }),
    } satisfies Record<CriticalKind, (count: number) => string>,
    none: 'No minimum, saddle or maximum is known.',
    noneThere: 'There is no minimum, saddle or maximum on this domain.',
    continua: {
      line: {
        minimum: (at: string) => `A line of minima, ${at} on it.`,
        maximum: (at: string) => `A line of maxima, ${at} on it.`,
        saddle: (at: string) => `A line of saddles, ${at} on it.`,
        degenerate: (at: string) => `A line of level places, ${at} on it.`,
      },
      area: {
        minimum: (at: string) => `A level area, ${at} in it.`,
        maximum: (at: string) => `A level area, ${at} in it.`,
        saddle: (at: string) => `A level area, ${at} in it.`,
        degenerate: (at: string) => `A level area, ${at} in it.`,
      },
    } satisfies Record<'line' | 'area', Record<CriticalKind, (at: string) => string>>,
  },

  /** What a hand does, and what comes of it, on what is there. */
  gestures: [
    {
      of: 'stage',
      place: 'Stage, with a mouse',
      rows: [
        ['Drag', 'turns the surface'],
        ['Shift and drag, or the right button', 'moves it'],
        ['Wheel', 'zooms'],
        ['Drag the start’s ring', 'moves the start'],
        ['Double-click', 'sets the start there'],
        ['Click a ball or a path', 'chooses that run'],
        ['Point', 'reads the place, and names a mark'],
      ],
    },
    {
      of: 'stage',
      place: 'Stage, with fingers',
      rows: [
        ['One finger', 'turns the surface; from above, moves it'],
        ['Two fingers', 'zoom and move it'],
        ['Drag the start’s ring', 'moves the start'],
        ['Double tap', 'sets the start there'],
        ['Tap a ball or a path', 'chooses that run'],
        ['Tap a mark', 'names it'],
      ],
    },
    {
      of: 'curve',
      place: 'Curve',
      rows: [
        ['Drag, or two fingers', 'moves along the axis'],
        ['Wheel, or pinch', 'zooms the axis'],
        ['Drag the start’s ring', 'moves the start'],
        ['Double-click, or double tap', 'sets the start there'],
        ['Point', 'reads the place, and names a mark'],
      ],
    },
    {
      of: 'map',
      place: 'Map',
      rows: [
        ['Drag with a mouse, or two fingers', 'moves the domain'],
        ['Wheel, or pinch', 'zooms the domain'],
        ['One finger', 'scrolls the page; a tap reads the place, and names a mark'],
        ['Drag the start’s ring', 'moves the start'],
        ['Double-click, or double tap', 'sets the start there'],
      ],
    },
    { of: 'chart', place: 'Chart', rows: [['Click or drag', 'goes to that step']] },
  ] satisfies readonly {
    of: 'stage' | 'curve' | 'map' | 'chart';
    place: string;
    rows: readonly (readonly [gesture: string, effect: string])[];
  }[],
} as const;

spoken({ signs });
