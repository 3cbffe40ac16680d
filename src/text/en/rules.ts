import type { NoiseKind, NoiseScaling } from '../../core/math/noise.ts';
import type { ColorName } from '../../core/scene/scene.ts';
import { spoken } from '../spoken.ts';

/** Words of learning-rate schedules, of noise, and of what a run is called. */
export const rules = {
  schedule: 'Schedule',
  scheduleMeaning: 'How the learning rate changes from step to step.',
  schedulePlot: 'Learning rates over the steps',
  /** What the plot shows, for those who do not see it. */
  schedulePlotOf: (labels: readonly string[], highest: string) =>
    `Learning rate of each step, from 0 to ${highest}: ${labels.join(', ')}.`,
  averageOf: (label: string) => `${label}, averaged`,
  exponentialOf: (decay: string) => `β ${decay}`,
  tailSince: (step: string) => `from step ${step}`,
  scheduled: (label: string, schedule: string) => `${label} ${schedule}`,

  name: 'Name',
  nameMeaning: 'What this run is called in legends, pictures and results. Empty: as its rule.',
  color: 'Colour',
  colorMeaning: 'The colour of its path, in every scene that says so.',
  ruleColor: 'That of its rule',
  colors: {
    vermillion: 'Vermillion',
    orange: 'Orange',
    purple: 'Purple',
    blue: 'Blue',
    green: 'Green',
    sky: 'Sky blue',
    black: 'Black or white',
    yellow: 'Yellow',
  } satisfies Record<ColorName, string>,

  noiseKind: 'Noise kind',
  noiseKindMeaning:
    'Gaussian, or heavy-tailed: Student’s t with 3 degrees of freedom, of the same standard deviation, with rare long draws.',
  noiseKinds: { gaussian: 'Gaussian', heavy: 'Heavy-tailed' } satisfies Record<NoiseKind, string>,
  noiseScaling: 'Noise size',
  noiseScalingMeaning: 'Whether σ is a length of its own, or a share of the length of the gradient.',
  noiseScalings: {
    constant: 'Constant',
    proportional: 'Proportional to the gradient',
  } satisfies Record<NoiseScaling, string>,
} as const;

spoken({ rules });
