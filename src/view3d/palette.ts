import type { Palette } from '../core/geometry/tints.ts';

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

export const palettes: Readonly<Record<Palette, StageColors>> = {
  light: {
    ground: rgb('#f6f4ee'),
    wall: rgb('#d8d2c2'),
    shadow: [...rgb('#4a4434'), 0.2],
    halo: rgb('#ffffff'),
    haloWidth: 1,
    rim: rgb('#ffffff'),
    mark: rgb('#1c2224'),
    brightness: [0.69, 0.27, 0.12],
  },
  dark: {
    ground: rgb('#101519'),
    wall: rgb('#22303a'),
    shadow: [...rgb('#000000'), 0.5],
    halo: rgb('#101519'),
    haloWidth: 1,
    rim: rgb('#ffffff'),
    mark: rgb('#f4f1e6'),
    brightness: [0.64, 0.34, 0.12],
  },
  'projector light': {
    ground: rgb('#ffffff'),
    wall: rgb('#c4bca8'),
    shadow: [...rgb('#4a4434'), 0.25],
    halo: rgb('#ffffff'),
    haloWidth: 1.5,
    rim: rgb('#ffffff'),
    mark: rgb('#000000'),
    brightness: [0.69, 0.27, 0.12],
  },
  'projector dark': {
    ground: rgb('#000000'),
    wall: rgb('#2c3e4a'),
    shadow: [...rgb('#000000'), 0.5],
    halo: rgb('#000000'),
    haloWidth: 1.5,
    rim: rgb('#ffffff'),
    mark: rgb('#ffffff'),
    brightness: [0.66, 0.34, 0.12],
  },
};

/** Parts from 0 to 1 of a colour written #rrggbb. */
export function rgb(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}
