/** Words of the lessons' pages: reading, contents, review, progress. */
export const lessons = {
  name: 'Lessons',
  page: 'Fall Line',
  window: (title: string) => `${title} – Fall Line`,
  landmarks: {
    path: 'Where you are',
    text: 'Text of the lesson',
    stage: 'Stage',
    neighbours: 'Other lessons',
  },
  of: (number: number, count: number) => `Lesson ${number} of ${count}`,
  minutes: (count: number) => (count === 1 ? '1 minute' : `${count} minutes`),
  light: 'Switch to the light theme',
  dark: 'Switch to the dark theme',
  asScene: 'Open as a scene',
  linkTo: (number: number) => `Link to part ${number}`,
  previous: 'Previous',
  next: 'Next',
  /** Of the keys that go from part to part. */
  keys: 'N and P go to the next part and the one before; the arrows step, the space bar plays.',
  beside: (name: string, runs: readonly string[], step: string, steps: string) =>
    `Beside it: ${name}${runs.length > 0 ? ` with ${runs.join(', ')}` : ''}, step ${step} of ${steps}.`,
  asks: 'It asks a question.',
  number: {
    hidden: '?',
    hiddenMeaning: 'Shown when you have guessed',
    none: 'none',
    /** Before it is computed. */
    coming: '…',
  },
  askFirst: 'Ask first',
  askWaiting: 'The question opens when you have read this far.',
  closed: 'What follows tells the answer: guess first, or have it shown.',
  challenge: {
    name: 'Try it yourself',
    notYet: 'not yet',
    reached: 'reached',
    goal: (loss: string) => `goal ${loss}`,
    bar: (loss: string, goal: string) => `Lowest loss so far ${loss}, goal ${goal}`,
  },
  end: {
    heading: 'Read on',
    sources: 'Sources',
    teaches: 'What you can do now',
    next: (title: string) => `Next: ${title}`,
    contents: 'All lessons',
  },
  notLoaded: 'This lesson could not be loaded. Is there a network?',
  unknown: (id: string) => `There is no lesson “${id}” here.`,
  problems: (sentences: readonly string[]) =>
    `Not everything in this lesson could be read: ${sentences.join(' ')}`,
} as const;
