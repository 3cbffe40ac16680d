/** A sheet drawn by either pen. */
import { html } from '../../ui/dom.ts';
import type { Pen } from '../../ui/pen.ts';
import { exporting } from '../../text/en/export.ts';
import { ExportError } from '../export-error.ts';
import { createSvgPen, type SvgPen } from '../svg/svg-pen.ts';
import type { PictureSheet } from './sheet.ts';

/**
 * The sheet by the pixel, `ratio` of them a figure pixel.
 *
 * @throws ExportError where the browser gives no canvas
 */
export function paintSheet(sheet: PictureSheet, ratio: number): HTMLCanvasElement {
  const canvas = html('canvas', {
    width: Math.floor(sheet.width * ratio),
    height: Math.floor(sheet.height * ratio),
  });
  const context = canvas.getContext('2d');
  if (!context) throw new ExportError(exporting.errors.noPicture);
  context.scale(ratio, ratio);
  context.imageSmoothingQuality = 'high';
  sheet.draw(context, inside(context), false);
  return canvas;
}

/** The same in vectors, as the content of an `svg` element. @param prefix what its names begin with */
export function sheetVectors(sheet: PictureSheet, prefix = ''): string {
  return vectorsOf((pen) => {
    const within = inside(pen);
    sheet.draw(pen, (name, draw) => pen.group(name, () => within(name, draw)), true);
  }, prefix);
}

/** What a pen of vectors has drawn. */
export function vectorsOf(draw: (pen: SvgPen) => void, prefix = ''): string {
  const scratch = html('canvas').getContext('2d');
  const pen = createSvgPen({
    measure(words, font) {
      if (!scratch) return words.length * 7;
      scratch.font = font;
      return scratch.measureText(words).width;
    },
    encode: (image) => image.toDataURL('image/png'),
    prefix,
  });
  draw(pen);
  return pen.content();
}

/** Draws a part so that what it leaves set does not reach the next. */
function inside(pen: Pen): (name: string, draw: () => void) => void {
  return (_name, draw) => {
    pen.save();
    draw();
    pen.restore();
  };
}
