import { overlaid } from '../../styles/rare-palette.ts';
import { inPalettes } from '../../styles/palette.ts';

export const overlayColors = inPalettes(overlaid);
