import { spoken } from '../spoken.ts';

/** Words about the model that reads handwritten digits. */
export const digits = {
  reads: (right: number, all: number) =>
    `It reads ${right} of these ${all} test digits right.${right < all ? ' Framed: what it reads, and what it is.' : ''}`,
  testDigits: 'Test digits',
  /** Beside a lesson. */
  readsOf: (name: string, right: number, all: number) =>
    `${name} reads ${right} of the first ${all} held-back digits right.`,
  read: (is: number, read: number) => (read === is ? `A ${is}, read right` : `A ${is}, read as ${read}`),
  right: (read: number) => String(read),
  wrong: (read: number, is: number) => `${read} is ${is}`,
  button: (is: number, read: number) =>
    read === is ? `A ${is}, read right: put it on the pad` : `A ${is}, read as ${read}: put it on the pad`,
  hidden: 'Hidden units',
  ofDigits: 'Weights of each digit',
  /** Where a change is asked for and there is none. */
  unchanged: (title: string) => `${title}, unchanged: the weights`,
  weights: 'Weights',
  change: 'Change since the start',
  shown: 'What is shown of the weights',
  weightsOf: (count: number, isChange: boolean, isOutput: boolean) =>
    `${isChange ? 'How the weights have changed since the start' : 'The weights'} of ${count} ${isOutput ? 'digits' : 'hidden units'}, each as a picture of what it looks for; orange adds, teal takes away. A click shows the equations of one weight.`,
  pad: 'Draw a digit',
  padHint:
    'Draw with pointer or finger. By keys: arrows move the pen, Space puts it down or lifts it, Backspace takes the last line back.',
  clear: 'Clear',
  empty: 'Nothing is drawn',
  padReads: (name: string, digit: number) => `${name} reads a ${digit}`,
  probabilities: 'What it takes the drawing for',
  outputs: 'Outputs for the drawing',
  seen: 'What the network sees of the drawing: 14 x 14 pixels',
  confusion: (count: number) => `Confusion on ${count} test digits`,
  confusionMeaning: 'Rows: what it is. Columns: what is read.',
  accuracy: 'Test accuracy',
  accuracyAt: (step: number, runs: readonly string[]) =>
    `Test accuracy over the steps, spaced by the log of the error; at step ${step}: ${runs.join(', ')}.`,
  runAt: (name: string, share: string) => `${name} ${share}`,
} as const;

spoken({ digits });
