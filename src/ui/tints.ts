/**
 * Hypsometric tints: the colour of a height, from deep teal (low) through sage to sand (high).
 *
 * Stage and map colour the same height alike. Between stops the colour is interpolated linearly in sRGB as it
 * is stored, so that a texture of the stops with linear filtering gives what `tint` gives.
 */
import { channels, eachPalette, inPalettes, type Palette, relief, tints } from '../styles/palette.ts';

type Rgb = readonly [red: number, green: number, blue: number];

/** Stops at equal distances of height from 0 to 1, red, green and blue from 0 to 255. */
export const tintStops = eachPalette((_, at) => tints.map((colors) => channels(colors[at]!)));

const reliefColors = inPalettes(relief);

/** Opacity of a thin and of a heavy contour line. */
const opacities: Readonly<Record<Palette, readonly [thin: number, heavy: number]>> = {
  light: [0.26, 0.5],
  dark: [0.24, 0.5],
  'projector light': [0.48, 0.85],
  'projector dark': [0.46, 0.85],
};

/** Ink of the contour lines over the tints: its colour and the opacity of a thin and of a heavy line. */
export const contourInk = eachPalette((palette) => {
  const [thin, heavy] = opacities[palette];
  return { color: channels(reliefColors[palette].contour), thin, heavy };
});

/** Where the loss is not finite there is no height and no tint: a flat grey that no height has. */
export const noTint: Readonly<Record<Palette, Rgb>> = eachPalette((palette) =>
  channels(reliefColors[palette].noTint),
);

/** The colour of a height, each part from 0 to 255, not rounded; heights outside [0, 1] are clamped, NaN is `noTint`. */
export function tint(height: number, palette: Palette): [red: number, green: number, blue: number] {
  if (Number.isNaN(height)) return [...noTint[palette]];
  const stops = tintStops[palette];
  const position = Math.min(Math.max(height, 0), 1) * (stops.length - 1);
  const low = Math.min(Math.floor(position), stops.length - 2);
  const share = position - low;
  const from = stops[low]!;
  const to = stops[low + 1]!;
  return [
    from[0] + (to[0] - from[0]) * share,
    from[1] + (to[1] - from[1]) * share,
    from[2] + (to[2] - from[2]) * share,
  ];
}
