import { figure, inPalettes } from '../../styles/palette.ts';

/** Colours of a figure's paper and type: the style sheet's own, which a picture cannot read. */
export const figureInk = inPalettes(figure);

export type FigureInk = (typeof figureInk)['light'];

/** Size of a figure's type, in its pixels. */
export const TYPE = 12;
