import type { Palette } from '../app/state.ts';
import { channels, eachPalette, inPalettes, staged } from '../styles/palette.ts';

type Rgb = readonly [red: number, green: number, blue: number];

/** Colours of the stage beside the tints, parts from 0 to 1 in sRGB as they are shown. */
export interface StageColors {
  readonly ground: Rgb;
  readonly wall: Rgb;
  /** The block's shadow on the ground: its colour and its opacity next to the block. */
  readonly shadow: readonly [...Rgb, number];
  /** Around paths and marks, so that they stand off from any tint. */
  readonly halo: Rgb;
  /** By what halos and rims are wider than plain ones. */
  readonly haloWidth: number;
  /** Around the balls. */
  readonly rim: Rgb;
  /** The start, minima, the point under the pointer. */
  readonly mark: Rgb;
  /** Brightness of the surface without light, by the light, by the sky. */
  readonly brightness: Rgb;
}

interface Measures {
  /** Opacity of the shadow next to the block. */
  readonly shade: number;
  readonly haloWidth: number;
  readonly brightness: Rgb;
}

const measures: Readonly<Record<Palette, Measures>> = {
  light: { shade: 0.2, haloWidth: 1, brightness: [0.69, 0.27, 0.12] },
  dark: { shade: 0.5, haloWidth: 1, brightness: [0.64, 0.34, 0.12] },
  'projector light': { shade: 0.25, haloWidth: 1.5, brightness: [0.69, 0.27, 0.12] },
  'projector dark': { shade: 0.5, haloWidth: 1.5, brightness: [0.66, 0.34, 0.12] },
};

const colors = inPalettes(staged);

export const palettes: Readonly<Record<Palette, StageColors>> = eachPalette((palette) => {
  const { ground, wall, shadow, halo, rim, mark } = colors[palette];
  const { shade, haloWidth, brightness } = measures[palette];
  return {
    ground: rgb(ground),
    wall: rgb(wall),
    shadow: [...rgb(shadow), shade],
    halo: rgb(halo),
    haloWidth,
    rim: rgb(rim),
    mark: rgb(mark),
    brightness,
  };
});

/** Parts from 0 to 1 of a colour written #rrggbb. */
export function rgb(color: string): Rgb {
  const [red, green, blue] = channels(color);
  return [red / 255, green / 255, blue / 255];
}
