import type { AskKind } from '../../core/ask/ask.ts';

const steps = (count: string) => (count === '1' ? '1 step' : `${count} steps`);

/** Words of a scene's question: asked, answered and made. */
export const ask = {
  name: 'Question',
  first: 'Ask first',
  stages: { guess: 'Guess', run: 'Run', compare: 'Compare' },
  /** In the usual words, of a run by its label, a number of steps and a loss. */
  question: {
    end: (run, step) => `Where will ${run} be after ${steps(step)}?`,
    lowest: (_, step) => `Which will have the lowest loss after ${steps(step)}?`,
    first: (_, step, goal) =>
      `Which will be the first with a loss of ${goal} or less, within ${steps(step)}?`,
    diverges: (_, step) =>
      `Which will diverge: be higher after ${steps(step)} than where it started, or beyond all numbers?`,
    loss: (run, step) => `What will the loss of ${run} be after ${steps(step)}?`,
    steps: (run, step, goal) =>
      `How many steps will ${run} need to a loss of ${goal} or less? It has ${step}.`,
    length: (run) => `How long is the first step of ${run}?`,
    reach: (run, step, goal) =>
      `Bring ${run} to a loss of ${goal} or less within ${steps(step)}: change its settings or the start.`,
  } satisfies Record<AskKind, (run: string, step: string, goal: string) => string>,
  hint: {
    place: 'Point at the place, or type it.',
    typed: 'Type the place.',
    run: 'Choose one.',
    number: 'Type a number.',
    hidden: 'The runs are hidden until your guess is locked.',
  },
  /** Of what is typed where a number belongs. */
  notNumber: (typed: string) => `“${typed}” is not a number.`,
  guess: 'Your guess',
  none: 'None of them',
  lock: 'Lock and run',
  skip: 'Show the answer',
  again: 'Ask again from another start',
  close: 'Take the question away',
  was: { end: 'It was at', run: 'It is', number: 'It is' },
  noneRight: 'none of them',
  never: 'not within its steps',
  /** Of a run whose loss has run away, or that has no first step. */
  noNumber: 'no number: the run has ended before',
  /** Where runs are given as many evaluations, and not as many steps. */
  stopped: 'A run that has used up its evaluations before counts where it is then.',
  /** What a guess of a place is apart from it, and in loss. */
  gap: 'Apart',
  gapOf: (share: string) => `${share} of it`,
  lossesAt: (guess: string, run: string) =>
    `The loss is ${guess} at your guess, and ${run} where the run is.`,
  passed: 'no guess',
  right: 'Right.',
  nearly: 'Close: within a twentieth of it.',
  nearlyThere: 'Close: within a twentieth of what is seen.',
  wrong: 'Not quite.',
  recording: 'The runs are still being recorded.',
  noAnswer: 'The run that this is about is switched off or gone: the question has no answer here.',
  reach: {
    lowest: 'Lowest loss so far',
    goal: 'Goal',
    reached: 'Reached.',
    notYet: 'Not yet.',
  },
  run: (number: string) => `optimizer ${number}`,

  dialog: {
    heading: 'Ask before the runs are shown',
    says: 'A reader guesses first. The answer is computed from the runs; what would give it away is hidden until the guess is locked. The question is part of the link, of files, embeds and talks.',
    kind: 'What is asked',
    kinds: {
      end: 'Where a run will be',
      lowest: 'Which run has the lowest loss',
      first: 'Which run is first at a loss',
      diverges: 'Which run diverges',
      loss: 'The loss of a run',
      steps: 'How many steps a run needs',
      length: 'How long the first step is',
      reach: 'A goal, to be reached by settings',
    } satisfies Record<AskKind, string>,
    run: 'Run',
    step: 'Steps',
    goal: 'Loss of at most',
    question: 'In your words',
    explanation: 'Said with the answer',
    explanationHint: 'Markdown, with TeX between dollars: $\\eta \\nabla f$',
    /** Of more steps than the scene has. */
    beyond: (steps: string) => `The runs of this scene have ${steps} steps at most.`,
    answer: (answer: string) => `The answer now: ${answer}`,
    take: 'Ask it',
    remove: 'Ask nothing',
    close: 'Close',
  },
};
