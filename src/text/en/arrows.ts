import { spoken } from '../spoken.ts';

/** Words beside the arrows of a step: what they are drawn with. */
export const arrows = {
  quantity: {
    step: (length: string) => `step ${length}`,
    gradient: (length: string) => `gradient ${length}`,
  },
  trueLength: 'true length',
  factor: (factor: string) => `drawn ${factor} ×`,
  magnified: (power: string) => `magnified ${power} ×`,
  alongX: 'along x',
  meaning: 'All arrows of this run are drawn to one scale, and the marks of where it leads with them.',
  inPerspective: 'In perspective the bar holds where the ball is.',
  label: 'Scale of the arrows',
  magnify: 'Magnify arrows',
  magnifyMeaning: 'The power of ten by which the arrows of a step are longer; said beside them.',
  gradient: 'Gradient arrow',
  gradientMeaning: 'The gradient itself, a thin arrow uphill; of two players, to where each loses.',
  goesOn: 'Arrows with an open tip go on beyond the border.',
  described: (bars: string) => `Scale of the arrows: ${bars}.`,
} as const;

spoken({ arrows });
