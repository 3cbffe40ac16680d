import type { AskKind } from '../../core/ask/ask.ts';
import { counted } from '../grammar.ts';
import { spoken } from '../spoken.ts';

const steps = (count: number) => counted(count, { one: '# step', other: '# steps' });

/** Words of a scene's question: asked, answered and made. */
export const ask = {
  name: 'Question',
  first: 'Ask first',
  stages: { guess: 'Guess', run: 'Run', compare: 'Compare' },
  /** In the usual words, of a run by its label, a number of steps and a loss. */
  question: {
    end: (run, step) => `Where will ${run} be after ${steps(step)}?`,
    path: (run, step) => `Which way will ${run} go in ${steps(step)}?`,
    arrow: (run) => `Where does the first step of ${run} lead from the start?`,
    minimum: (run, step) => `In the basin of which minimum will ${run} be after ${steps(step)}?`,
    lowest: (_, step) => `Which will have the lowest loss after ${steps(step)}?`,
    first: (_, step, goal) =>
      `Which will be the first with a loss of ${goal} or less, within ${steps(step)}?`,
    diverges: (_, step) =>
      `Which will diverge: be higher after ${steps(step)} than where it started, or beyond all numbers?`,
    loss: (run, step) => `What will the loss of ${run} be after ${steps(step)}?`,
    steps: (run, step, goal) =>
      `How many steps will ${run} need to a loss of ${goal} or less? It has ${step}.`,
    length: (run) => `How long is the first step of ${run}?`,
    stable: (run) =>
      `What is the largest learning rate with which ${run} can settle in the minimum below its start?`,
    reach: (run, step, goal) =>
      `Bring ${run} to a loss of ${goal} or less within ${steps(step)}: change its settings or the start.`,
  } satisfies Record<AskKind, (run: string, step: number, goal: string) => string>,
  hint: {
    place: 'Point at the place, or type it.',
    typed: 'Type the place.',
    path: 'Draw it from the start on, tap from place to place, or move the pen with arrow keys.',
    arrow: 'Drag its tip from the start, or type its parts.',
    minimum:
      'Choose one, or point at it. Its basin is where steepest descent in small steps would lead there.',
    run: 'Choose one.',
    number: 'Type a number.',
    hidden: 'The runs are hidden until your guess is locked.',
  },
  path: {
    /** A button that keys move. */
    pen: (at: string) => `Pen at ${at}`,
    keys: 'Arrow keys draw, with Shift longer strokes; Backspace takes the last one back',
    anew: 'Draw anew',
    drawn: (length: string) => `A path of length ${length}.`,
    /** A path in a few words: its length and where it ends. */
    said: (length: string, end: string) => `${length} long, to ${end}`,
    leash:
      'Apart is the shortest leash with which two could walk the two paths from start to end, neither ever turning back (discrete Fréchet distance).',
  },
  arrow: {
    part: (variable: string) => `Step in ${variable}`,
    said: (parts: string, length: string) => `${parts}, ${length} long`,
    turned: (degrees: string, times: string) =>
      `It points ${degrees}° away from the step and is ${times} times as long.`,
  },
  /** Of what is typed where a number belongs. */
  notNumber: (typed: string) => `“${typed}” is not a number.`,
  /** Of a room that shows hands. */
  hands: {
    of: (choice: string) => `Hands for ${choice}`,
    placeholder: 'hands',
    /** What a room says of the number, or the place, that was typed for it. */
    number: ['lower', 'about that', 'higher'],
    place: ['not as far', 'about there', 'farther'],
  },
  sure: {
    asked: 'How sure are you?',
    yes: 'Sure',
    no: 'Unsure',
    /** After what is said of the guess, by how sure it was and whether it was right. */
    said: (isSure: boolean, isRight: boolean) =>
      isSure
        ? isRight
          ? 'You were sure of it.'
          : 'You were sure of it: what did you not expect?'
        : isRight
          ? 'You were unsure of it, and need not have been.'
          : 'You were unsure of it.',
  },
  guess: 'Your guess',
  none: 'None of them',
  lock: 'Lock and run',
  skip: 'Show the answer',
  again: 'Ask again from another start',
  close: 'Take the question away',
  was: {
    place: 'It was at',
    path: 'It went',
    arrow: 'It was',
    minimum: 'It is',
    run: 'It is',
    number: 'It is',
  },
  noneRight: 'none of them',
  never: 'not within its steps',
  /** Of a run whose loss has run away, or that has no first step. */
  noNumber: 'no number: the run has ended before',
  noBound: 'no number: there is no minimum, or no rate too large',
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
  nearlyArrow: 'Close: within 10° of it, and a fifth of its length.',
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
      path: 'Which way a run goes',
      arrow: 'Where a run’s first step leads',
      minimum: 'Which minimum’s basin a run is in',
      lowest: 'Which run has the lowest loss',
      first: 'Which run is first at a loss',
      diverges: 'Which run diverges',
      loss: 'The loss of a run',
      steps: 'How many steps a run needs',
      length: 'How long the first step is',
      stable: 'The largest learning rate that is stable',
      reach: 'A goal, to be reached by settings',
    } satisfies Record<AskKind, string>,
    run: 'Run',
    step: 'Steps',
    goal: 'Loss of at most',
    sure: 'Ask how sure, too',
    question: 'In your words',
    explanation: 'Said with the answer',
    explanationHint: 'Markdown, with TeX between dollars: $\\eta \\nabla f$',
    /** Before those words. */
    mistakes: 'A paragraph that begins with one of these words is said of such a guess alone:',
    /** Of more steps than the scene has. */
    beyond: (steps: string) => `The runs of this scene have ${steps} steps at most.`,
    answer: (answer: string) => `The answer now: ${answer}`,
    take: 'Ask it',
    remove: 'Ask nothing',
    close: 'Close',
  },
};

spoken({ ask });
