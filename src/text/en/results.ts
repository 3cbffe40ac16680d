import { spoken } from '../spoken.ts';

/** Words of the results table. */
export const results = {
  caption: 'Results',
  optimizer: 'Optimizer',
  settings: 'Settings that acted',
  loss: 'Loss',
  within: (tolerance: string) => `≤ ${tolerance}`,
  withinMeaning: (tolerance: string) =>
    `The first step whose loss is within ${tolerance} of the lowest known minimum, above it or below, at a place inside the domain of which that is the lowest`,
  evaluations: 'Evals',
  evaluationsMeaning:
    'Evaluations of the loss, its gradient or its Hessian by the rule, up to the step shown',
  ended: 'Ended',
  copyCsv: 'Copy as CSV',
  copyMarkdown: 'Copy as Markdown',
  copied: 'Copied',
  notCopied: 'The browser did not allow copying',
  notEnded: '–',
  notCounted: '–',
  /** What stands where a run has no step within a tolerance; copied, a word of its own. */
  unreached: {
    never: {
      sign: 'never',
      copied: 'never',
      meaning: (tolerance: string) => `never: no step came within ${tolerance} of the lowest known minimum`,
    },
    searching: {
      sign: '…',
      copied: '',
      meaning: () => 'not known yet: the minima are being looked for',
    },
    unknown: {
      sign: '?',
      copied: '',
      meaning: () => 'not known: no minimum was found, and there may be one',
    },
    none: {
      sign: '–',
      copied: '',
      meaning: () => 'there is no minimum here to come near to',
    },
  },
  setting: (symbol: string, value: string) => `${symbol} ${value}`,
  schedule: (name: string, parameters: readonly string[]) =>
    `schedule ${name}${parameters.length > 0 ? ` (${parameters.join(', ')})` : ''}`,
  endedMeaning:
    'Where a run ended early, and why: a number too large, or what has no value there, be it the loss, its gradient or the update',
} as const;

spoken({ results });
