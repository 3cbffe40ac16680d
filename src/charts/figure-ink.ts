import type { Palette } from '../app/state.ts';

/** Colours of a figure's paper and type: the style sheet's own, which a picture cannot read. */
export interface FigureInk {
  readonly paper: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
}

const light: FigureInk = { paper: '#fffdf8', ink: '#1d2327', soft: '#5b6570', line: '#dedacf' };
const dark: FigureInk = { paper: '#171d22', ink: '#e8ecef', soft: '#93a0ab', line: '#2a333a' };

export const figureInk: Readonly<Record<Palette, FigureInk>> = {
  light,
  dark,
  'projector light': { ...light, paper: '#ffffff', ink: '#000000' },
  'projector dark': { ...dark, paper: '#000000', ink: '#ffffff' },
};

/** A part of a figure, in its pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Size of a figure's type, in its pixels. */
export const TYPE = 12;
