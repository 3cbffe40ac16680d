import { spoken } from '../spoken.ts';

/** Words about models that are matrices: what is drawn of them. */
export const matrices = {
  grids: 'The matrices',
  gridsOf: (name: string, isMemory: boolean, largest: string) =>
    `${
      isMemory
        ? `${name}’s scores, a column a fact, the most frequent first, and a row an answer; the right ones are framed`
        : `${name}’s product beside its target`
    }, then each matrix. The full colours are ${largest} and −${largest}; of the single matrices each has its own. Bars: singular values.`,
  none: 'What there is to learn.',
  scores: 'Scores',
  product: 'Product',
  target: 'Target',
  known: 'What is remembered',
  knownOf: (name: string, count: string, of: string) =>
    `The probability of the right answer by fact, as the scores say it: ${name} is above one half for ${count} of ${of}. Thin: the other optimizers.`,
  fact: 'fact',
  values: 'Singular values over the steps',
  valuesOf: (name: string, values: string) =>
    `Of ${name}’s product, ${values} at this step; dashed: those of the target. Each that leaves 0 is a drop of the loss.`,
  valuesOfScores: (name: string, values: string) => `Of ${name}’s scores: ${values} at this step.`,
  step: 'step',
  rounds: 'The rounds of Newton and Schulz in this step',
  roundsOf: (name: string, before: string, after: string) =>
    `Singular values of what ${name} adds to each matrix, round by round: the largest is ${before} at first and ${after} at last.`,
  round: 'round',
} as const;

spoken({ matrices });
