/** The pictures of a scene for paper: black on white, as fine as a printer can show. */
import type { Size } from '../../ui/box.ts';
import type { FigureStyle } from '../../app/state.ts';
import type { ExportContext } from '../context.ts';
import { frameIn } from '../frames.ts';
import { paintSheet, sheetVectors } from '../picture/paint.ts';
import { sheetAtOnce, type SheetOptions } from '../picture/sheet.ts';
import { element, escapeXml } from '../svg/xml.ts';

/** Pixels of the stage that a CSS pixel of the paper has a side: 288 of them an inch. */
const RATIO = 3;

/** White ground and the colours that hold on it. */
export const paperStyle: FigureStyle = { scale: 1, contrast: true };

/** How many drawings in vectors stand on papers so far: their names must not be each other's. */
let drawings = 0;

/**
 * The stage with its axes, at the size that it has on paper, in CSS pixels.
 *
 * @throws ExportError where there is no WebGL
 */
export function stageOnPaper(
  context: ExportContext,
  size: Size,
  name: string,
  { arrows = true, ratio = RATIO } = {},
): HTMLCanvasElement {
  const options = sheetOptions(context, 'stage', size, arrows);
  const canvas = paintSheet(sheetAtOnce(context, options, ratio), ratio);
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', name);
  return canvas;
}

/** Map, chart, or a map of each run, in vectors. */
export function drawingOnPaper(
  context: ExportContext,
  what: 'map' | 'maps' | 'chart',
  size: Size,
  name: string,
  arrows = true,
): SVGSVGElement {
  const sheet = sheetAtOnce(context, sheetOptions(context, what, size, arrows), RATIO);
  const { width, height } = sheet;
  const content = sheetVectors(sheet, `paper-${++drawings}-`);
  const source = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      'xmlns:xlink': 'http://www.w3.org/1999/xlink',
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-label': name,
    },
    `${element('title', {}, escapeXml(name))}${content}`,
  );
  const parsed = new DOMParser().parseFromString(source, 'image/svg+xml');
  return document.importNode(parsed.documentElement as unknown as SVGSVGElement, true);
}

function sheetOptions(
  context: ExportContext,
  what: SheetOptions['what'],
  size: Size,
  arrows: boolean,
): SheetOptions {
  return {
    what,
    size,
    shape: 'page',
    theme: 'light',
    style: paperStyle,
    // The paper itself is the ground.
    transparent: true,
    quantity: context.drawings.quantity(frameIn(context, 'light')),
    axis: context.state.scene.view.chartScale,
    labels: true,
    legend: false,
    stageLegend: false,
    arrows,
    isNoted: true,
  };
}
