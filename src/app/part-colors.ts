import type { Part } from '../core/optimizers/types.ts';
import type { Palette } from './state.ts';

/**
 * The colour of each part of an update, of its symbol in the equation and of its arrow alike. As text on the
 * panel's ground every one has a contrast of 4.5 or more, in every palette.
 */
export const partColors: Readonly<Record<Palette, Readonly<Record<Part, string>>>> = {
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
  'projector light': {
    gradient: '#9c1f0a',
    decay: '#5f3f0a',
    velocity: '#641ba8',
    firstMoment: '#004c8c',
    secondMoment: '#005722',
    correctedFirstMoment: '#2b2ba6',
    correctedSecondMoment: '#3d4e00',
    scaling: '#004f4b',
    rate: '#6b3d00',
    scalar: '#333b42',
    step: '#8c0a5c',
    point: '#333b42',
    position: '#000000',
  },
  'projector dark': {
    gradient: '#ff9f8c',
    decay: '#ecc592',
    velocity: '#dabfff',
    firstMoment: '#8fd0ff',
    secondMoment: '#86e6a4',
    correctedFirstMoment: '#bcc2ff',
    correctedSecondMoment: '#d9e872',
    scaling: '#6cf0e0',
    rate: '#ffca78',
    scalar: '#d5dde3',
    step: '#ffa8da',
    point: '#d5dde3',
    position: '#ffffff',
  },
};
