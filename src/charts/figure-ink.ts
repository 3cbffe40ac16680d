import { axisInk } from '../ui/axes.ts';
import type { Palette } from '../app/state.ts';

/** Colours of a figure's paper and type: the style sheet's own, which a picture cannot read. */
export interface FigureInk {
  readonly paper: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
}

export const figureInk: Readonly<Record<Palette, FigureInk>> = {
  light: { paper: '#fffdf8', line: '#dedacf', ...axisInk.light },
  dark: { paper: '#171d22', line: '#2a333a', ...axisInk.dark },
  'projector light': { paper: '#ffffff', line: '#dedacf', ...axisInk['projector light'] },
  'projector dark': { paper: '#000000', line: '#2a333a', ...axisInk['projector dark'] },
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
