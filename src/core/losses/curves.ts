import type { LossEntry } from './types.ts';

/** A formula of one variable that shows something; where it is drawn and where runs start follows from the formula. */
export interface CurveRow {
  readonly id: string;
  readonly name: string;
  readonly family: LossEntry['family'];
  readonly formula: string;
  /** What it teaches, in one sentence. */
  readonly lesson: string;
}

/** Losses of one variable that are offered. They are not named in links: their formula is. */
export const curveRows: readonly CurveRow[] = [
  {
    id: 'parabola',
    name: 'Parabola',
    family: 'bowl',
    formula: '(x - 0.5)^2',
    lesson:
      'Every step multiplies the distance by 1 − 2η: rates below 0.5 creep in, above it they swing, above 1 they fly off.',
  },
  {
    id: 'quartic',
    name: 'Flat bottom',
    family: 'bowl',
    formula: 'x^4',
    lesson: 'The slope fades faster than the distance does, so gradient descent crawls at the end.',
  },
  {
    id: 'corner',
    name: 'Corner',
    family: 'bowl',
    formula: 'abs(x - 0.3)',
    lesson: 'The slope does not fade at the minimum: at a constant rate the steps go to and fro over it.',
  },
  {
    id: 'walls',
    name: 'Steep walls',
    family: 'valley',
    formula: 'cosh(3*x)',
    lesson: 'Curvature grows outwards: a rate that is stable at the bottom is far too large on the wall.',
  },
  {
    id: 'barrier',
    name: 'Barrier',
    family: 'valley',
    formula: 'x - log(x)',
    lesson: 'There is nothing left of zero: one step too long, and the loss is not defined.',
  },
  {
    id: 'two-wells',
    name: 'Two wells',
    family: 'many minima',
    formula: 'x^4 - 2*x^2 + 0.3*x',
    lesson: 'Where a run starts decides in which well it ends; momentum may carry it into the other.',
  },
  {
    id: 'waves',
    name: 'Waves',
    family: 'many minima',
    formula: '0.1*x^2 + 0.9*sin(2*x) + 1.4',
    lesson: 'A small bump holds the first valley: which rule has the way to roll over it?',
  },
  {
    id: 'comb',
    name: 'Rastrigin, one variable',
    family: 'many minima',
    formula: 'x^2 + 4*(1 - cos(2*pi*x))',
    lesson: 'A bowl under ripples: the slope at a place says nothing of the way to the lowest point.',
  },
  {
    id: 'terrace',
    name: 'Terrace',
    family: 'saddle',
    formula: 'x^4/4 - x^3/3',
    lesson:
      'At zero the slope is nothing and yet it is no minimum: steps all but stop before they go on down.',
  },
  {
    id: 'well',
    name: 'Well on a plain',
    family: 'plateau',
    formula: '1 - exp(-2*x^2)',
    lesson:
      'Far from the well there is next to no slope, and a step of gradient descent is the slope times the rate.',
  },
  {
    id: 'sigmoid-fit',
    name: 'Saturated unit',
    family: 'plateau',
    formula: '(sigmoid(4*x) - 0.2)^2',
    lesson: 'The squared error of one sigmoid unit: where it is saturated, its gradient vanishes.',
  },
];
