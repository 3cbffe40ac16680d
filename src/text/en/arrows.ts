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
  meaning:
    'All arrows of this run are drawn to one scale. In perspective the bar holds where the ball is. The ring is exact.',
  described: (bars: string) => `Scale of the arrows: ${bars}.`,
} as const;
