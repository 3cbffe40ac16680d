import { spoken } from '../spoken.ts';

/** Words about the model of a posterior: what is drawn of it. */
export const posterior = {
  bands: 'Bands of the posterior, on the data',
  bandsOf: (name: string, isTop: boolean) =>
    `Share that responds, by dose: ${name}’s curve; shaded where half and nine tenths of the posterior’s curves lie; dashed the nine tenths of Laplace’s approximation${isTop ? '' : ', taken where the run is and not at the top yet'}. Thin: the other optimizers. Points can be dragged up and down.`,
  none: 'The data with the bands of the posterior; points can be dragged up and down.',
  dose: 'dose, log g/ml',
  plane: 'The posterior of both parameters',
  planeOf: (name: string) =>
    `Shaded where the posterior is, with ${name}’s way to its top; the ellipse holds nine tenths of Laplace’s approximation.`,
  noBowl: 'The Hessian is no bowl where the run is: Laplace’s approximation is none there.',
  intercept: 'intercept',
  evidence: 'The evidence, as an area over the slope',
  evidenceOf: (log: string, error: string, laplace: string, ratio: string) =>
    `The area is the evidence, the integral of all that the data allow: its logarithm is ${log} by cubature, to within ${error}. Laplace’s, the line, is ${laplace}: ${ratio} of it.`,
  evidenceAlone: (log: string, error: string) =>
    `The area is the evidence: its logarithm is ${log} by cubature, to within ${error}.`,
  slope: 'slope',
} as const;

spoken({ posterior });
