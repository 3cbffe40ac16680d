import type { Part } from '../core/optimizers/types.ts';
import type { State } from './state.ts';

/**
 * The colour of each part of an update, of its symbol in the equation and of its arrow alike. As text on the
 * panel's ground every one has a contrast of 4.5 or more, in both themes.
 */
export const partColors: Readonly<Record<State['theme'], Readonly<Record<Part, string>>>> = {
  light: {
    gradient: '#b8321a',
    decay: '#7a5416',
    velocity: '#7a2fc0',
    firstMoment: '#0b63ad',
    secondMoment: '#17733a',
    correctedFirstMoment: '#3f3fc4',
    correctedSecondMoment: '#566b00',
    scaling: '#00706a',
    rate: '#8a5200',
    scalar: '#5b6570',
    step: '#ad1376',
    point: '#5b6570',
    position: '#1d2327',
  },
  dark: {
    gradient: '#ff8b74',
    decay: '#d8ab72',
    velocity: '#cda6ff',
    firstMoment: '#72c2ff',
    secondMoment: '#72d391',
    correctedFirstMoment: '#a3acff',
    correctedSecondMoment: '#c6d65c',
    scaling: '#55d8c8',
    rate: '#f0b65c',
    scalar: '#a9b4bd',
    step: '#ff8fcf',
    point: '#a9b4bd',
    position: '#f4f1e6',
  },
};
