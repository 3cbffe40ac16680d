import { memo } from '../../app/memo.ts';
import { type ShownStarts, shownStarts, type StartsMap } from '../../app/starts/kept.ts';
import type { Frame, Palette } from '../../app/state.ts';
import type { Surface } from '../../core/geometry/types.ts';
import { AXIS_TYPE } from '../../ui/axes.ts';
import type { Pen } from '../../ui/pen.ts';
import { ink } from '../ink.ts';
import { drawContours, traceContours } from '../map/ground.ts';
import type { CanvasStack } from '../canvas.ts';
import type { ContourLines, MapLayer } from '../map/layer.ts';
import type { MapProjection } from '../map/projection.ts';
import { letterOf } from '../../ui/starts-looks.ts';
import { startsPicture } from '../../ui/starts-picture.ts';

/** Opacity of a map of what was asked for before. */
const FAINT = 0.3;

/** Each start in the colour of where it ends, in the place of the tints: under contour lines and paths. */
export const overlay: MapLayer<ShownStarts> = {
  sheet: 'ground',
  shows: shownStarts,
  keepLines,
  draw(pen, { now, before }, frame, place, lines) {
    if (now) drawStarts(pen, now, frame, place, startsPicture, lines);
    else if (before) {
      pen.globalAlpha = FAINT;
      drawPicture(pen, before, frame.state.palette, place);
      pen.globalAlpha = 1;
    }
  },
};

/**
 * The contour lines as a picture: to stroke them with each size of a map takes longer than all else where that is done in
 * software.
 */
function keepLines(
  lines: ContourLines,
  { state, derived }: Frame,
  { width, height }: MapProjection,
  canvases: Pick<CanvasStack, 'ratio'>,
): ContourLines {
  const { map, overlays } = state.scene.view;
  if (!overlays.starts) return lines;
  const { ratio } = canvases;
  tracing = lines;
  const pictureOf = pictures.get(canvases) ?? memo(paintLines);
  pictures.set(canvases, pictureOf);
  const kept = pictureOf(derived.surface, state.palette, map.labels, width, height, ratio);
  return (pen) => pen.drawImage(kept, 0, 0, kept.width / ratio, kept.height / ratio);
}

/** By whose they are: maps side by side have each their own. */
const pictures = new WeakMap<object, typeof paintLines>();
let tracing: ContourLines;

function paintLines(
  _surface: Surface,
  _palette: Palette,
  _labels: boolean,
  width: number,
  height: number,
  ratio: number,
): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d')!;
  context.scale(ratio, ratio);
  tracing(context);
  return canvas;
}

/** What strokes the contour lines of a frame's map. */
export function contourLines(
  { state, derived: { surface } }: Frame,
  { width, height }: MapProjection,
): ContourLines {
  const { palette, scene } = state;
  const { labels } = scene.view.map;
  const font = getComputedStyle(document.body).fontFamily;
  return (pen) => drawContours(pen, surface, contoursOf(surface), { palette, width, height, labels, font });
}

const contoursOf = memo((surface: Surface) => traceContours(surface));

export function drawStarts(
  pen: Pen,
  starts: StartsMap,
  frame: Frame,
  place: MapProjection,
  picture = startsPicture,
  lines = contourLines(frame, place),
): void {
  const { palette } = frame.state;
  drawPicture(pen, starts, palette, place, picture);
  lines(pen);
  const font = getComputedStyle(document.body).fontFamily;
  drawLetters(pen, starts, palette, place, font);
}

function drawPicture(
  pen: Pen,
  starts: StartsMap,
  palette: Palette,
  place: MapProjection,
  picture = startsPicture,
): void {
  const [x0, x1, y0, y1] = starts.asked.request.domain;
  const [left, bottom] = place.toPixel(x0, y0);
  const [right, top] = place.toPixel(x1, y1);
  pen.drawImage(picture(starts, palette), left, top, right - left, bottom - top);
}

/** The letter of each place that is reached, beside its mark. */
function drawLetters(
  pen: Pen,
  { asked, counts }: StartsMap,
  palette: Palette,
  place: MapProjection,
  font: string,
): void {
  pen.save();
  pen.font = `600 ${AXIS_TYPE + 1}px ${font}`;
  pen.textAlign = 'left';
  pen.textBaseline = 'alphabetic';
  asked.places.forEach(({ at }, index) => {
    if (counts.targets[index] === 0) return;
    const letter = letterOf(index);
    const [x, y] = place.toPixel(...at);
    const { width } = pen.measureText(letter);
    if (x < 0 || y < 0 || x > place.width || y > place.height) return;
    const left = Math.min(x + 8, place.width - width - 2);
    const below = Math.max(y - 6, AXIS_TYPE + 2);
    pen.fillStyle = ink[palette].halo;
    pen.fillRect(left - 2, below - AXIS_TYPE, width + 4, AXIS_TYPE + 3);
    pen.fillStyle = ink[palette].line;
    pen.fillText(letter, left, below);
  });
  pen.restore();
}
