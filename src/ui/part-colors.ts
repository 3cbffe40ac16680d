import type { Palette } from '../app/state.ts';
import type { UpdatePart } from '../core/optimizers/types.ts';
import { inPalettes, parts } from '../styles/palette.ts';

/** The colour of each part of an update, of its symbol in the equation and of its arrow alike. */
export const partColors: Readonly<Record<Palette, Readonly<Record<UpdatePart, string>>>> = inPalettes(parts);
