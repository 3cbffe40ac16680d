import { memo } from '../../app/memo.ts';
import type { SettingsMap } from '../../app/setting-map/kept.ts';
import type { Palette } from '../../app/state.ts';
import { ENDED, UNDECIDED } from '../../core/run/basins.ts';
import { type EndLook, inkAt, lookOfNone, looksOfPlaces, shadeOf } from '../../ui/starts-looks.ts';
import { PICTURE_SIDE, pictureOf } from '../../ui/starts-picture.ts';
import { tint } from '../../ui/tints.ts';

/** Shades between low and high. */
const SHADES = 512;

/** What is not coloured by how much, by its place in `looksOfEnds`. */
export const [DIVERGED, LATE, ARRIVED] = [0, 1, 2] as const;

/** The looks of runs that ended, that are not there, that are there, and of further reasons to end. */
export function looksOfEnds(palette: Palette): readonly EndLook[] {
  const minimum = { kind: 'minimum', at: [0, 0] } as const;
  const saddle = { kind: 'saddle', at: [0, 0] } as const;
  const [teal, , violet, clay, stone] = looksOfPlaces([minimum, minimum, minimum, minimum, saddle], palette);
  return [lookOfNone(ENDED, palette), lookOfNone(UNDECIDED, palette), teal!, violet!, clay!, stone!];
}

/** The look of each pixel that has no share of a scale. @param isEnd whether all are told by how they end */
export function lookAt({ map }: SettingsMap, at: number, isEnd: boolean): number {
  if (map.endedAt[at]! >= 0) return isEnd && map.reasons[at]! > 0 ? ARRIVED + map.reasons[at]! : DIVERGED;
  return isEnd && map.arrivals[at]! >= 0 ? ARRIVED : LATE;
}

/** The picture of a map, north up. @param shares of the scale of colours; null where all are told by how they end */
function painted(settings: SettingsMap, shares: Float32Array | null, palette: Palette): HTMLCanvasElement {
  const { width, height } = settings.map;
  const side = Math.max(PICTURE_SIDE, width);
  const bytes = new Uint8ClampedArray(4 * side * side);
  const pixels = new Uint32Array(bytes.buffer);
  const ramp = rampOf(palette);
  const looks = looksOfEnds(palette);
  const inks = looks.map((look) => packed([shadeOf(look, 0.4, false), shadeOf(look, 0.4, true)]));
  for (let y = 0; y < side; y++) {
    const row = Math.floor(((side - 1 - y) * height) / side) * width;
    for (let x = 0; x < side; x++) {
      const at = row + Math.floor((x * width) / side);
      const share = shares ? shares[at]! : Number.NaN;
      if (Number.isNaN(share)) {
        const look = lookAt(settings, at, shares === null);
        pixels[y * side + x] = inks[look]![inkAt(looks[look]!.pattern, x, y)]!;
      } else pixels[y * side + x] = ramp[Math.round(share * (SHADES - 1))]!;
    }
  }
  return pictureOf(bytes, side);
}

/** That of one map in one palette is painted once. */
export const settingsPicture = memo(painted);

/** Colours of the scale, as pixels ready to be stored. */
const rampOf = memo((palette: Palette) =>
  packed(Array.from({ length: SHADES }, (_, k) => tint(k / (SHADES - 1), palette))),
);

function packed(colors: readonly (readonly [number, number, number])[]): Uint32Array {
  const bytes = new Uint8ClampedArray(4 * colors.length);
  colors.forEach((color, k) => bytes.set([...color, 255], 4 * k));
  return new Uint32Array(bytes.buffer);
}
