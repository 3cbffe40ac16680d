/** What the chart can show of a run over its steps; the formulas stand where they are computed. */
export const quantityIds = [
  'loss',
  'excess',
  'distance',
  'gradientNorm',
  'stepLength',
  'rate',
  'rateX',
  'rateY',
  'sharpness',
  'offPlane',
  'inPlane',
] as const;

export type QuantityId = (typeof quantityIds)[number];

export const chartScales = ['log', 'linear'] as const;

export type ChartScale = (typeof chartScales)[number];
