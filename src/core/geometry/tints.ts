/**
 * Hypsometric tints: the colour of a height, from deep teal (low) through sage to sand (high).
 *
 * Stage and map colour the same height alike. Between stops the colour is interpolated linearly in sRGB as it
 * is stored, so that a texture of the stops with linear filtering gives what `tint` gives.
 */
/** The colours of the two themes, and the variant of each that holds on a weak projector. */
export type Palette = 'light' | 'dark' | 'projector light' | 'projector dark';

type Rgb = readonly [red: number, green: number, blue: number];

/** Stops at equal distances of height from 0 to 1, red, green and blue from 0 to 255. */
export const tintStops: Readonly<Record<Palette, readonly Rgb[]>> = {
  light: [
    [0x3c, 0x82, 0x8c],
    [0x52, 0x8d, 0x90],
    [0x6b, 0x9e, 0x98],
    [0x8b, 0xb5, 0xa4],
    [0xab, 0xc8, 0xac],
    [0xc9, 0xd5, 0xb1],
    [0xe0, 0xdc, 0xb9],
    [0xec, 0xe0, 0xc2],
    [0xf5, 0xea, 0xd2],
  ],
  dark: [
    [0x14, 0x32, 0x3e],
    [0x21, 0x45, 0x4e],
    [0x2a, 0x54, 0x5b],
    [0x32, 0x67, 0x66],
    [0x4a, 0x7e, 0x71],
    [0x71, 0x98, 0x7f],
    [0xa2, 0xb4, 0x8f],
    [0xcd, 0xcd, 0xa6],
    [0xee, 0xe3, 0xbf],
  ],
  'projector light': [
    [0x1b, 0x66, 0x74],
    [0x33, 0x7b, 0x82],
    [0x55, 0x94, 0x90],
    [0x7f, 0xb2, 0x9f],
    [0xa8, 0xcb, 0xab],
    [0xcd, 0xdd, 0xb5],
    [0xea, 0xe6, 0xbf],
    [0xf7, 0xec, 0xcc],
    [0xff, 0xf6, 0xe0],
  ],
  'projector dark': [
    [0x07, 0x26, 0x33],
    [0x11, 0x3a, 0x45],
    [0x1c, 0x4d, 0x55],
    [0x2a, 0x65, 0x64],
    [0x48, 0x80, 0x72],
    [0x77, 0xa0, 0x85],
    [0xae, 0xc2, 0x99],
    [0xdb, 0xdc, 0xb2],
    [0xff, 0xf4, 0xd0],
  ],
};

/** Ink of the contour lines over the tints: its colour and the opacity of a thin and of a heavy line. */
export const contourInk: Readonly<Record<Palette, { color: Rgb; thin: number; heavy: number }>> = {
  light: { color: [0x22, 0x3a, 0x38], thin: 0.26, heavy: 0.5 },
  dark: { color: [0xf2, 0xf1, 0xe4], thin: 0.24, heavy: 0.5 },
  'projector light': { color: [0x05, 0x1c, 0x1c], thin: 0.48, heavy: 0.85 },
  'projector dark': { color: [0xff, 0xff, 0xff], thin: 0.46, heavy: 0.85 },
};

/** Where the loss is not finite there is no height and no tint: a flat grey that no height has. */
export const noTint: Readonly<Record<Palette, Rgb>> = {
  light: [0xc9, 0xc6, 0xc0],
  dark: [0x3a, 0x3d, 0x44],
  'projector light': [0xc9, 0xc6, 0xc0],
  'projector dark': [0x3a, 0x3d, 0x44],
};

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
