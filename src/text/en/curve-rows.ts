import { curveWords } from '../../core/losses/curves.ts';
import type { Words } from '../types.ts';
import { spoken } from '../spoken.ts';

/** Curves that are offered: what each is called, and what it teaches, in one sentence. */
export const curveRows: Words['curves'] = {
  parabola: {
    name: 'Parabola',
    lesson:
      'Every step multiplies the distance by 1 − 2η: rates below 0.5 creep in, above it they swing, above 1 they fly off.',
  },
  quartic: {
    name: 'Flat bottom',
    lesson: 'The slope fades faster than the distance does, so gradient descent crawls at the end.',
  },
  corner: {
    name: 'Corner',
    lesson: 'The slope does not fade at the minimum: at a constant rate the steps go to and fro over it.',
  },
  walls: {
    name: 'Steep walls',
    lesson: 'Curvature grows outwards: a rate that is stable at the bottom is far too large on the wall.',
  },
  barrier: {
    name: 'Barrier',
    lesson: 'There is nothing left of zero: one step too long, and the loss is not defined.',
  },
  'two-wells': {
    name: 'Two wells',
    lesson: 'Where a run starts decides in which well it ends; momentum may carry it into the other.',
  },
  waves: {
    name: 'Waves',
    lesson: 'A small bump holds the first valley: which rule has the way to roll over it?',
  },
  comb: {
    name: 'Rastrigin, one variable',
    lesson: 'A bowl under ripples: the slope at a place says nothing of the way to the lowest point.',
  },
  terrace: {
    name: 'Terrace',
    lesson:
      'At zero the slope is nothing and yet it is no minimum: steps all but stop before they go on down.',
  },
  well: {
    name: 'Well on a plain',
    lesson:
      'Far from the well there is next to no slope, and a step of gradient descent is the slope times the rate.',
  },
  'sigmoid-fit': {
    name: 'Saturated unit',
    lesson: 'The squared error of one sigmoid unit: where it is saturated, its gradient vanishes.',
  },
};

spoken({ curveRows });
curveWords.give(curveRows);
