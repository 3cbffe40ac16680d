/**
 * What one can do after the course that one could not before: 24 questions, written before the lessons, each with the
 * lesson that should enable it. Two thirds are about situations that no lesson shows, nor asks in its review: a test tells
 * which. The answers stand here as a reader would give them; the engine is asked the same.
 */
import type { CourseEntry } from '../../../src/lessons/course/index.ts';

export interface BeginnersQuestion {
  readonly question: string;
  /** The id of the lesson that should enable it. */
  readonly lesson: CourseEntry['id'];
  /** Whether a lesson or its review has the very situation; else it is another one, of the same idea. */
  readonly isShown: boolean;
  /** The scene that answers it, with what is asked. */
  readonly scene: string;
  /** A place, the places of the right runs, or a number. */
  readonly answer: { readonly at: readonly number[] } | { readonly runs: readonly number[] } | number;
}

export const beginnersTest: readonly BeginnersQuestion[] = [
  {
    question:
      'The slope of x³ at 2 is 12. How long is a step of gradient descent there, with a rate of 0.01?',
    lesson: 'slope',
    isShown: false,
    scene: 'f=x^3&curve=on&start=2,0&opt=sgd(lr:0.01)&steps=1&ask=length,run:0',
    answer: 0.12,
  },
  {
    question: 'Where does one step from 5 on x² − 4x lead, with a rate of 0.25?',
    lesson: 'slope',
    isShown: false,
    scene: 'f=x^2-4x&curve=on&start=5,0&opt=sgd(lr:0.25)&steps=1&ask=end,run:0,step:1',
    answer: { at: [3.5] },
  },
  {
    question: 'On x²/2 with a rate of 1: where is gradient descent after one step from 3?',
    lesson: 'downhill',
    isShown: false,
    scene: 'f=x^2/2&curve=on&start=3,0&opt=sgd(lr:1)&steps=1&ask=end,run:0,step:1',
    answer: { at: [0] },
  },
  {
    question: 'On |x|, from 1 with a rate of 0.4: what is the loss after 100 steps?',
    lesson: 'downhill',
    isShown: false,
    scene: 'f=abs(x)&curve=on&start=1,0&opt=sgd(lr:0.4)&steps=100&ask=loss,run:0,step:100',
    answer: 0.2,
  },
  {
    question: 'On 5x²: which of the rates 0.15, 0.19 and 0.21 flies off?',
    lesson: 'rates',
    isShown: false,
    scene:
      'f=5x^2&curve=on&start=1,0&opt=sgd(lr:0.15)&opt=sgd(lr:0.19)&opt=sgd(lr:0.21)&steps=60&ask=diverges,step:60',
    answer: { runs: [2] },
  },
  {
    question: 'On x², from 3, the rate is exactly 1. What is the loss after 20 steps?',
    lesson: 'rates',
    isShown: true,
    scene: 'f=x^2&curve=on&start=3,0&opt=sgd(lr:1)&steps=20&ask=loss,run:0,step:20',
    answer: 9,
  },
  {
    question: 'On x² + 3y² at (3, −1): how long is the first step with a rate of 0.1?',
    lesson: 'gradient',
    isShown: false,
    scene: 'f=x^2%2B3y^2&start=3,-1&opt=sgd(lr:0.1)&steps=1&ask=length,run:0',
    answer: 0.848528,
  },
  {
    question: 'On xy, from (2, 1), with a rate of 0.5: where does one step lead?',
    lesson: 'gradient',
    isShown: true,
    scene: 'f=x*y&start=2,1&opt=sgd(lr:0.5)&steps=1&ask=end,run:0,step:1',
    answer: { at: [1.5, 0] },
  },
  {
    question: 'A bowl with the curvatures 4 and 0.2, rate 0.45, start (3, 3): where after 50 steps?',
    lesson: 'curvature',
    isShown: true,
    scene: 'f=2x^2%2B0.1y^2&start=3,3&opt=sgd(lr:0.45)&steps=50&ask=end,run:0,step:50',
    answer: { at: [0, 0.027] },
  },
  {
    question: 'A round bowl, both curvatures 2, rate 0.5: how many steps to a loss of 1e-6 from (4, 3)?',
    lesson: 'curvature',
    isShown: false,
    scene: 'f=x^2%2By^2&start=4,3&opt=sgd(lr:0.5)&steps=50&ask=steps,run:0,step:50,goal:1e-6',
    answer: 1,
  },
  {
    question: 'On x² − y², from (1, 0), exactly on the ridge: where is gradient descent after 200 steps?',
    lesson: 'landscapes',
    isShown: false,
    scene: 'f=x^2-y^2&start=1,0&opt=sgd(lr:0.1)&steps=200&ask=end,run:0,step:200',
    answer: { at: [0, 0] },
  },
  {
    question: 'Two wells at ±1 and a top at 0: gradient descent from −0.1 ends where?',
    lesson: 'landscapes',
    isShown: true,
    scene: 'f=x^4-2x^2&curve=on&start=-0.1,0&opt=sgd(lr:0.05)&steps=200&ask=end,run:0,step:200',
    answer: { at: [-1] },
  },
  {
    question: 'f″ is 8 and μ is 0.9: which of the rates 0.3, 0.45 and 0.5 flies off?',
    lesson: 'momentum',
    isShown: false,
    scene:
      'f=4x^2&curve=on&start=1,0&opt=momentum(lr:0.3,momentum:0.9)&opt=momentum(lr:0.45,momentum:0.9)&opt=momentum(lr:0.5,momentum:0.9)&steps=200&ask=diverges,step:200',
    answer: { runs: [2] },
  },
  {
    question:
      'In the ravine with μ = 0.6 and a rate of 0.033: is the loss after 60 steps higher than at the start?',
    lesson: 'momentum',
    isShown: false,
    scene: 'loss=bowl&opt=momentum(lr:0.033,momentum:0.6)&steps=60&ask=diverges,step:60',
    answer: { runs: [0] },
  },
  {
    question: 'On 2x² with μ = 0.9 and a rate of 0.5: which flies off, the heavy ball or Nesterov’s form?',
    lesson: 'nesterov',
    isShown: true,
    scene:
      'f=2x^2&curve=on&start=1,0&opt=momentum(lr:0.5,momentum:0.9)&opt=nesterov(lr:0.5,momentum:0.9)&steps=100&ask=diverges,step:100',
    answer: { runs: [1] },
  },
  {
    question: 'AdaGrad with a rate of 0.5 meets the gradient (300, −0.02). How long is its first step?',
    lesson: 'coordinates',
    isShown: false,
    scene: 'f=150x^2-0.01y^2&start=1,1&opt=adagrad(lr:0.5)&steps=1&ask=length,run:0',
    answer: 0.70711,
  },
  {
    question: 'RMSprop with α = 0.96 and a rate of 0.1, on a curve: how long is its first step?',
    lesson: 'coordinates',
    isShown: true,
    scene: 'f=x^4&curve=on&start=2,0&opt=rmsprop(lr:0.1,alpha:0.96)&steps=1&ask=length,run:0',
    answer: 0.5,
  },
  {
    question: 'Adam with a rate of 0.2 meets a slope of 4,000. How long is its first step?',
    lesson: 'adam',
    isShown: true,
    scene: 'f=1000x^2&curve=on&start=2,0&opt=adam(lr:0.2)&steps=1&ask=length,run:0',
    answer: 0.2,
  },
  {
    question:
      'On a slope that never changes Adam has taken 50 steps with a rate of 0.1. Where is it, from 0?',
    lesson: 'adam',
    isShown: false,
    scene: 'f=3x&curve=on&start=0,0&opt=adam(lr:0.1)&steps=50&ask=end,run:0,step:50',
    answer: { at: [-5] },
  },
  {
    question: 'Nothing slopes. AdamW, rate 0.1, decay 0.2, is at 3: where is it after 50 steps?',
    lesson: 'adam-limits',
    isShown: false,
    scene: 'f=0*x&curve=on&start=3,0&opt=adamw(lr:0.1,weightDecay:0.2)&steps=50&ask=end,run:0,step:50',
    answer: { at: [1.0925] },
  },
  {
    question:
      'Noise in every gradient: which has the lowest loss after 1,000 steps, rate 0.2, rate 0.02, or 0.2 falling as 1/t?',
    lesson: 'noise',
    isShown: false,
    scene:
      'f=x^2%2By^2&start=4,3&noise=2&seed=3&opt=sgd(lr:0.2)&opt=sgd(lr:0.02)&opt=sgd(lr:0.2,schedule:inverse,decay:0.4)&steps=1000&ask=lowest,step:1000',
    answer: { runs: [2] },
  },
  {
    question:
      'On x²/2, from 1, 200 steps with a rate of 0.01 are about the time 2 of the gradient flow: where is it?',
    lesson: 'flow',
    isShown: false,
    scene: 'f=x^2/2&curve=on&start=1,0&opt=sgd(lr:0.01)&steps=200&ask=end,run:0,step:200',
    answer: { at: [0.134] },
  },
  {
    question: 'Newton’s method on a tilted bowl, from anywhere: how many steps to the bottom?',
    lesson: 'newton',
    isShown: false,
    scene: 'f=3x^2%2B2x*y%2B5y^2&start=4,-3&opt=newton&steps=20&ask=steps,run:0,step:20,goal:1e-9',
    answer: 1,
  },
  {
    question: 'Newton’s method on x⁴ from 3: where is it after three steps?',
    lesson: 'newton',
    isShown: false,
    scene: 'f=x^4&curve=on&start=3,0&opt=newton&steps=3&ask=end,run:0,step:3',
    answer: { at: [0.8889] },
  },
];
