import { PIXELS, SIDE } from '../../../core/models/digits-code.ts';
import { channels } from '../../../styles/palette.ts';

/** A canvas of 14 x 14 pixels that a style sheet makes larger. */
export function createTile(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = SIDE;
  canvas.height = SIDE;
  return canvas;
}

/** Ink on whatever is behind, by levels from 0 to 1. */
export function paintDigit(canvas: HTMLCanvasElement, pixels: ArrayLike<number>, color: string): void {
  const context = canvas.getContext('2d');
  const image = new ImageData(SIDE, SIDE);
  const [r, g, b] = channels(color);
  for (let at = 0; at < PIXELS; at++) {
    image.data.set([r, g, b, Math.round(255 * pixels[at]!)], 4 * at);
  }
  context?.putImageData(image, 0, 0);
}

/** What adds and what takes away, in one colour each; `most` is the full colour. */
export function paintSigned(
  canvas: HTMLCanvasElement,
  values: Float64Array,
  most: number,
  colors: { readonly plus: string; readonly minus: string; readonly paper: string },
): void {
  const context = canvas.getContext('2d');
  const image = new ImageData(SIDE, SIDE);
  const [plus, minus, paper] = [channels(colors.plus), channels(colors.minus), channels(colors.paper)];
  for (let at = 0; at < PIXELS; at++) {
    const share = most > 0 ? Math.min(1, Math.abs(values[at]!) / most) : 0;
    const color = values[at]! < 0 ? minus : plus;
    for (let k = 0; k < 3; k++) image.data[4 * at + k] = paper[k]! + share * (color[k]! - paper[k]!);
    image.data[4 * at + 3] = 255;
  }
  context?.putImageData(image, 0, 0);
}

/** The place of the largest number. */
export function largest(values: ArrayLike<number>): number {
  let best = 0;
  for (let k = 1; k < values.length; k++) if (values[k]! > values[best]!) best = k;
  return best;
}
