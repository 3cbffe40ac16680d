import { counted } from '../grammar.ts';
import { spoken } from '../spoken.ts';

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
  minutes: (count: number) => counted(count, { one: '# minute', other: '# minutes' }),
  light: 'Switch to the light theme',
  dark: 'Switch to the dark theme',
  asScene: 'Open as a scene',
  print: 'Print the lesson or its questions',
  present: 'Present this lesson in front of a class',
  embed: 'Copy the code that embeds this lesson',
  embedded: 'The frame for your page is copied. It begins at this part.',
  notEmbedded: 'The browser does not let this page copy.',
  linkTo: (number: number) => `Link to part ${number}`,
  questionOf: (part: number) => `Question of part ${part}`,
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
  askOpen: 'Go to the question',
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
  contents: {
    window: 'Lessons – Fall Line',
    says: 'Each has one idea, and asks before it shows. The numbers in the text are those of the runs beside it.',
    glossary: 'Glossary: what the words mean',
    blind: 'Blind descent: down today’s hill in the fog',
    path: 'Where to begin',
    ways: [
      { id: 'slope', says: 'I am new to this' },
      { id: 'gradient', says: 'I know derivatives' },
      { id: 'momentum', says: 'I know gradient descent' },
      { id: 'adam', says: 'I know momentum and RMSprop' },
    ],
    goOn: (title: string) => `Go on with “${title}”`,
    search: 'Search in all lessons',
    found: (count: number) =>
      count === 0
        ? 'Nothing found.'
        : counted(count, { one: 'Found in one place.', other: 'Found in # places.' }),
    isRead: 'read',
    partsRead: (count: number) => counted(count, { one: '# part read', other: '# parts read' }),
  },
  review: {
    heading: 'Review',
    due: (count: number) =>
      counted(count, {
        one: 'One question from a lesson that you have read is due.',
        other: '# questions from lessons that you have read are due.',
      }),
    later: (date: string) => `Nothing is due. The next question comes on ${date}.`,
    none: 'Three questions of each lesson come back one day after you have read it, then after 3, 7 and 21 days.',
    begin: 'Answer them',
    title: 'Review',
    teaches: '',
    from: (title: string) => `From *${title}*.`,
    done: 'What you answer rightly comes back later; what you do not, tomorrow.',
    nothing: 'Nothing is due now.',
  },
  progress: {
    heading: 'Your progress',
    says: 'It is kept in this browser, and sent to nobody.',
    notKept:
      'This browser keeps nothing here: your progress lasts until the page is closed. Save it to a file.',
    save: 'Save to a file',
    open: 'Open from a file',
    erase: 'Erase',
    eraseSure: 'Erase everything?',
    erased: 'Erased.',
    opened: 'The progress of the file is added to yours.',
    file: 'fall-line-progress.json',
    door: {
      owner: 'The progress',
      notProgress: 'This is no progress through the lessons of Fall Line.',
      notAKey: (found: string) => `${found} is no part of a lesson; it is left out.`,
      notAQuestion: (found: string) =>
        `${found} is no question of a review that could be taken; it is left out.`,
    },
  },
  own: {
    open: 'Read a lesson from a file…',
    refused: 'There is nothing to read in it.',
  },
  /** In the place of the stage. */
  coming: 'The model is being loaded; what stands here comes in a moment.',
  notLoaded: 'This lesson could not be loaded. Is there a network?',
  unknown: (id: string) => `There is no lesson “${id}” here.`,
  problems: (sentences: readonly string[]) =>
    `Not everything in this lesson could be read: ${sentences.join(' ')}`,
} as const;

spoken({ lessons });
