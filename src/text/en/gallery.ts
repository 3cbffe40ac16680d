import type { LossEntry } from '../../core/losses/types.ts';
import { counted } from '../grammar.ts';
import { spoken } from '../spoken.ts';

/** Words of the gallery of losses. */
export const gallery = {
  heading: 'Losses',
  close: 'Close the gallery',
  search: 'Search losses',
  placeholder: 'Name, formula, what it teaches',
  size: 'Kind of loss',
  all: 'All',
  sizes: { one: 'One variable', two: 'Two variables', many: 'Model on data' },
  found: (count: number) =>
    count === 0 ? 'No loss is found.' : counted(count, { one: 'One loss.', other: '# losses.' }),
  bayesianLine: {
    name: 'Bayesian line',
    lesson: 'What the data leave open of a line: a rule that draws walks over all that is likely.',
  },
  maps: 'Scenes with a map',
  current: 'shown now',
  groups: {
    bowl: { name: 'Bowls', lesson: 'How the learning rate and the curvature decide together.' },
    valley: {
      name: 'Valleys',
      lesson: 'Steep across, flat along: the rate that the walls allow is slow on the floor.',
    },
    'many minima': {
      name: 'Many minima',
      lesson: 'Where a run ends depends on its start, its momentum and its noise.',
    },
    saddle: {
      name: 'Saddles',
      lesson: 'The gradient vanishes, and it is no minimum: how long does a rule stay?',
    },
    plateau: { name: 'Plateaus', lesson: 'The gradient says little about the distance that is left.' },
    model: { name: 'Models', lesson: 'Losses of what learns from data, from two parameters to thousands.' },
  } satisfies Record<LossEntry['family'], { name: string; lesson: string }>,
} as const;

spoken({ gallery });
