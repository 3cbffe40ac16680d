import { counted } from '../grammar.ts';
import { spoken } from '../spoken.ts';

/** Words of the editor of rules. */
export const ruleEditor = {
  title: (name: string) => `Rule of ${name}`,
  own: (name: string) => `Own ${name}`,
  code: 'Text of the rule',
  meaning:
    'name = number, with in [a, b] and log if wanted, is a slider. Other lines assign; a name read before it is assigned is kept from step to step and begins at 0, or at name(0) = ..., where theta is the start and index the place of each variable, from 0',
  given:
    'Given: gradient, theta, t, loss. To ask: grad(at), value(at), hvp(at, v), hessianDiagonal(at). To draw: standardNormal(theta).',
  choices: 'To choose: where(t < 10, a, b) is a while t is below 10, else b; also with and, or, not.',
  help: 'What may be written',
  /** Adds the rule as it was before it was rewritten. */
  keep: (name: string) => `Keep ${name} beside it`,
  /** What stands beside the lengths of its steps. */
  beside: (name: string) => `Step length at the same points, ${name}’s = 1`,
  atStep: (step: number) => `step ${step}`,
  /** A correction that the text leaves out. */
  correction: (key: string) => `1 − ${key}^t, left out`,
  whyCorrected:
    'An average that begins at 0 is too small at first: it has only this share of its weight. Dividing by that share corrects it.',
  searches: 'This rule searches: its lines do not say all of it. Start from another one.',
  start: 'Start from',
  choose: 'Choose a rule',
  close: 'Close the editor',
  good: 'Runs as it is written.',
  faulty: (count: number) =>
    `${counted(count, { one: 'One line is', other: '# lines are' })} not understood yet; the last good rule runs on.`,
  fault: (line: number, sentence: string) => `Line ${line}: ${sentence}`,
  completions: 'Names that fit',
  kinds: {
    parameter: 'parameter',
    name: 'of this rule',
    given: 'given',
    function: 'function',
    all: 'of all coordinates',
    question: 'asks the loss',
  },
  path: 'From the heavy ball to Adam',
  others: 'Others',
  templates: {
    ball: 'Heavy ball',
    averaged: '1. Its velocity as an average',
    scaled: '2. Divided by the root of squares',
    first: '3. The average corrected',
    adam: '4. The squares corrected: Adam',
    sign: 'Sign descent',
    sam: 'SAM',
    own: 'One’s own',
  },
} as const;

spoken({ ruleEditor });
