import { type ClaimedLesson, lessonWithoutClaims } from '../../core/lesson/claimed.ts';
import type { Lesson } from '../../core/lesson/lesson.ts';

/** A lesson of the course as a list of contents tells it; its words are loaded when it is opened. */
export interface CourseEntry extends Pick<Lesson, 'id' | 'title' | 'teaches' | 'minutes'> {
  /** The lesson as a document. */
  load(): Promise<Lesson>;
}

/** What a lesson's own file is asked for: also by tests, which hold what it claims. */
export interface CourseRow extends Pick<Lesson, 'id' | 'title' | 'teaches' | 'minutes'> {
  claimed(): Promise<ClaimedLesson>;
}

/** Every lesson, in the order in which they build on each other. */
export const rows: readonly CourseRow[] = [
  {
    id: 'slope',
    title: 'A slope is a number',
    teaches: 'You can read a derivative as the steepness at a point, and say where it is zero.',
    minutes: 5,
    claimed: async () => (await import('./slope.ts')).slope,
  },
  {
    id: 'downhill',
    title: 'Downhill: one step, one learning rate',
    teaches: 'You can take a step of gradient descent by hand, and say what the learning rate does to it.',
    minutes: 5,
    claimed: async () => (await import('./downhill.ts')).downhill,
  },
  {
    id: 'rates',
    title: 'Too small, too large: two over f″',
    teaches:
      'You can compute the largest learning rate that a minimum allows, and say what happens beyond it.',
    minutes: 6,
    claimed: async () => (await import('./rates.ts')).rates,
  },
  {
    id: 'gradient',
    title: 'Two variables: the gradient',
    teaches: 'You can compute a gradient, draw it on a map of contours, and take a step against it.',
    minutes: 5,
    claimed: async () => (await import('./gradient.ts')).gradient,
  },
  {
    id: 'curvature',
    title: 'Curvature: why ravines zigzag',
    teaches:
      'You can read the two curvatures of a valley, and say from their ratio how slow gradient descent will be.',
    minutes: 5,
    claimed: async () => (await import('./curvature.ts')).curvature,
  },
  {
    id: 'landscapes',
    title: 'Saddles, plateaus, many minima',
    teaches: 'You can say what kind of place a gradient of zero is, and what the start decides.',
    minutes: 5,
    claimed: async () => (await import('./landscapes.ts')).landscapes,
  },
  {
    id: 'momentum',
    title: 'Momentum: a heavy ball',
    teaches:
      'You can say what a velocity does along and across a ravine, and how large the learning rate may be with it.',
    minutes: 6,
    claimed: async () => (await import('./momentum.ts')).momentum,
  },
  {
    id: 'nesterov',
    title: 'Nesterov looks ahead',
    teaches:
      "You can say what Nesterov's form adds to momentum, what it gains by it, and what rate it can no longer take.",
    minutes: 5,
    claimed: async () => (await import('./nesterov.ts')).nesterov,
  },
  {
    id: 'coordinates',
    title: 'A rate for each coordinate',
    teaches:
      'You can compute the first step of AdaGrad and RMSprop, and say why one slows down and the other does not.',
    minutes: 5,
    claimed: async () => (await import('./coordinates.ts')).coordinates,
  },
  {
    id: 'adam',
    title: 'Adam, line by line',
    teaches:
      "You can compute Adam's first steps by hand, and say what its averages, its corrections and its rate do.",
    minutes: 5,
    claimed: async () => (await import('./adam.ts')).adam,
  },
  {
    id: 'adam-limits',
    title: 'Where Adam goes wrong',
    teaches:
      'You can say when rates for each coordinate stop helping, what epsilon decides, and why AdamW exists.',
    minutes: 5,
    claimed: async () => (await import('./adam-limits.ts')).adamLimits,
  },
  {
    id: 'noise',
    title: 'Noise: why the rate must fall',
    teaches:
      'You can say how low a constant rate can get when gradients are noisy, and what schedules and larger batches change.',
    minutes: 5,
    claimed: async () => (await import('./noise.ts')).noise,
  },
  {
    id: 'flow',
    title: 'Small steps are a differential equation',
    teaches:
      'You can say where a run with small steps is after a given time, and read momentum as a mass with friction.',
    minutes: 6,
    claimed: async () => (await import('./flow.ts')).flow,
  },
  {
    id: 'newton',
    title: 'Newton, and what second derivatives buy',
    teaches:
      'You can take a step of Newton’s method by hand, and say where it is fast, where it goes to a saddle, and what it costs.',
    minutes: 7,
    claimed: async () => (await import('./newton.ts')).newton,
  },
  {
    id: 'average',
    title: 'A loss is an average',
    teaches: 'You can say what a mean loss makes a model answer, and why a minibatch is right on average.',
    minutes: 6,
    claimed: async () => (await import('./average.ts')).average,
  },
  {
    id: 'network',
    title: 'A real network: why the picture is a slice',
    teaches:
      'You can say what a picture of a loss of thousands of parameters shows, and what it cannot show.',
    minutes: 6,
    claimed: async () => (await import('./network.ts')).network,
  },
  {
    id: 'own-rule',
    title: 'Write your own rule',
    teaches:
      'You can write an update rule as text, try it on any surface, and say what each of its lines does.',
    minutes: 5,
    claimed: async () => (await import('./own-rule.ts')).ownRule,
  },
];

export const course: readonly CourseEntry[] = rows.map(({ id, title, teaches, minutes, claimed }) => ({
  id,
  title,
  teaches,
  minutes,
  load: async () => lessonWithoutClaims(await claimed()),
}));
