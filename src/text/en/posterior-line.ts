import { spoken } from '../spoken.ts';

/** Words about the posterior of a line: what is drawn of it, and what samples are worth. */
export const posteriorLine = {
  bands: 'Bands of the samples, on the data',
  bandsOf: (name: string) =>
    `${name}’s line at the step; shaded where half and nine tenths of the sampled lines lie, dashed the nine tenths of the posterior itself, which is a normal distribution here. Points can be dragged up and down.`,
  bandsAlone: (draws: boolean) =>
    `The data with the lines of the runs, dashed the nine tenths of the posterior. ${draws ? 'A chain ended early: there are no samples.' : 'A rule that draws, SGLD, would sample it.'} Points can be dragged up and down.`,
  plane: 'The samples of both parameters',
  planeAlone: 'The ellipse holds nine tenths of the posterior; dots are the runs.',
  samples: 'Small dots: samples; the ellipse holds nine tenths of the posterior.',
  sizes: (a: string, b: string, draws: string, steps: string) =>
    `Neighbouring samples are alike: for the means ${draws} of them, of four chains of ${steps} steps without their first halves, are worth ${a} independent ones of the intercept and ${b} of the slope (effective sample size).`,
  rHat: (a: string, b: string, isAgreed: boolean) =>
    `R-hat ${a} and ${b}: ${isAgreed ? 'the chains agree' : 'the chains do not agree yet; more steps, or longer ones'} (1 where all halves of all chains are alike, up to 1.01 is taken for agreement).`,
  tooShort: 'The chains are too short to say what their samples are worth.',
  otherTemperature: (temperature: string) =>
    `At T = ${temperature} they are spread as another power of the posterior than 1.`,
} as const;

spoken({ posteriorLine });
