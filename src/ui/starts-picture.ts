import type { StartsMap } from '../app/starts/kept.ts';
import type { Palette } from '../app/state.ts';
import { ENDED, UNDECIDED } from '../core/run/basins.ts';
import { type EndLook, inkAt, lookOfNone, looksOfPlaces, shadeOf } from './starts-looks.ts';

/** Pixels a side of the picture of a map of starts: patterns are as wide on a coarse one as on a fine one. */
export const PICTURE_SIDE = 512;
/** Shades between soon and late. */
const SHADES = 64;

/** The pixels of a map of starts, north up, as RGBA. */
function pixelsOfStarts(
  { map, ranks, asked }: StartsMap,
  palette: Palette,
  side = PICTURE_SIDE,
): Uint8ClampedArray<ArrayBuffer> {
  const looks = [
    lookOfNone(ENDED, palette),
    lookOfNone(UNDECIDED, palette),
    ...looksOfPlaces(asked.places, palette),
  ];
  const tables = looks.map(packed);
  const patterns = looks.map(({ pattern }) => pattern);
  // By the step of arrival; of none, -1, the first.
  const shades = Uint8Array.from({ length: ranks.length + 1 }, (_, k) =>
    k === 0 ? 0 : Math.round(ranks[k - 1]! * (SHADES - 1)),
  );
  const bytes = new Uint8ClampedArray(4 * side * side);
  const pixels = new Uint32Array(bytes.buffer);
  const { width, height, basins, arrivals } = map;
  for (let y = 0; y < side; y++) {
    const row = Math.floor(((side - 1 - y) * height) / side) * width;
    for (let x = 0; x < side; x++) {
      const at = row + Math.floor((x * width) / side);
      // ENDED and UNDECIDED are -2 and -1.
      const of = basins[at]! + 2;
      pixels[y * side + x] = tables[of]![2 * shades[arrivals[at]! + 1]! + inkAt(patterns[of]!, x, y)]!;
    }
  }
  return bytes;
}

/** What is made of a map in a palette, once: map and stage show the same, and maps stand side by side. */
function once<T>(make: (starts: StartsMap, palette: Palette) => T): typeof make {
  const made = new WeakMap<StartsMap, { readonly palette: Palette; readonly of: T }>();
  return (starts, palette) => {
    const before = made.get(starts);
    if (before?.palette === palette) return before.of;
    const of = make(starts, palette);
    made.set(starts, { palette, of });
    return of;
  };
}

/** The pixels of a map in a palette. */
export const startsPixels = once((starts, palette) => pixelsOfStarts(starts, palette));

/** Shades as pixels ready to be stored, each without and with ink. */
function packed(look: EndLook): Uint32Array {
  const bytes = new Uint8ClampedArray(8 * SHADES);
  for (let k = 0; k < 2 * SHADES; k++) {
    bytes.set([...shadeOf(look, Math.floor(k / 2) / (SHADES - 1), k % 2 === 1), 255], 4 * k);
  }
  return new Uint32Array(bytes.buffer);
}

/** A square picture of pixels, as RGBA. */
export function pictureOf(pixels: Uint8ClampedArray<ArrayBuffer>, side: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = side;
  canvas.getContext('2d')?.putImageData(new ImageData(pixels, side), 0, 0);
  return canvas;
}

/** As fine as the map is, for a file. */
export const fineStartsPicture = (starts: StartsMap, palette: Palette): HTMLCanvasElement => {
  const side = Math.max(PICTURE_SIDE, starts.map.width);
  return pictureOf(pixelsOfStarts(starts, palette, side), side);
};

/** The picture of a map of starts. */
export const startsPicture = once((starts, palette) =>
  pictureOf(startsPixels(starts, palette), PICTURE_SIDE),
);

/** A patch of a look between soon and late, with its pattern, for a legend. */
export function paintPatch(canvas: HTMLCanvasElement, look: EndLook): void {
  const side = canvas.width;
  const inks = [shadeOf(look, 0.4, false), shadeOf(look, 0.4, true)] as const;
  const image = new ImageData(side, side);
  for (let at = 0; at < side * side; at++) {
    image.data.set([...inks[inkAt(look.pattern, at % side, Math.floor(at / side))]!, 255], 4 * at);
  }
  canvas.getContext('2d')?.putImageData(image, 0, 0);
}

/** The same as a picture of its own, twice as fine as it is drawn. */
export function patchOf(look: EndLook, side: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 2 * side;
  paintPatch(canvas, look);
  return canvas;
}
