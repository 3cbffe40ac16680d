import { overlaid } from '../../styles/late-palette.ts';
import { inPalettes } from '../../styles/palette.ts';

export const overlayColors = inPalettes(overlaid);
