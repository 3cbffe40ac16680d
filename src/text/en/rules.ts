import type { NoiseKind, NoiseScaling } from '../../core/math/noise.ts';

/** Words of learning-rate schedules and of noise. */
export const rules = {
  schedule: 'Schedule',
  scheduleMeaning: 'How the learning rate changes from step to step.',
  schedulePlot: 'Learning rates over the steps',
  /** What the plot shows, for those who do not see it. */
  schedulePlotOf: (labels: readonly string[]) =>
    `Learning rate of each step as a share of the one that was set: ${labels.join(', ')}.`,
  scheduled: (label: string, schedule: string) => `${label} ${schedule}`,

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
