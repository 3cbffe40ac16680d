/** The map as a figure of its own: with a frame and numbers, and all that the map on the page shows of a step. */
import type { Box } from '../../ui/box.ts';
import { drawnRuns } from '../../app/drawn-runs.ts';
import { drawScaleBars, scaleBarsBox } from '../../ui/arrow-scale.ts';
import { AXIS_TYPE, axisInk, drawAxes, measureWith } from '../../ui/axes.ts';
import type { Pen } from '../../ui/pen.ts';
import { shownMarks } from '../../app/shown-marks.ts';
import type { Frame, Palette } from '../../app/state.ts';
import { cornerOfBars, hasRoomForBars, mapBars } from '../map/arrow-scale.ts';
import { figureInk } from './ink.ts';
import { drawStepMarks } from '../map/arrows.ts';
import { layOutMap, layOutMapAxes } from '../map/axes.ts';
import { drawContours, paintTints, traceContours } from '../map/ground.ts';
import { drawLayers, type SheetName } from '../map/layer.ts';
import { mapLayers } from '../overlays/overlays.ts';
import { drawPaths, pixelPath } from '../map/paths.ts';
import { drawStart } from '../map/ring.ts';
import { type MapProjection, projection } from '../map/projection.ts';
import { fillTints } from './tint-bands.ts';

export interface MapFigureOptions {
  /** The loss on every fifth contour line. */
  readonly labels: boolean;
  /** The frame with its numbers. */
  readonly axes: boolean;
  /** Tints as polygons instead of as a picture. */
  readonly vector: boolean;
  readonly font: string;
}

/** Pixels of the finest picture that a pixel of the figure has a side. */
const FINEST = 4;

export function drawMapFigure(pen: Pen, frame: Frame, box: Box, options: MapFigureOptions): void {
  const { surface } = frame.derived;
  const { palette } = frame.state;
  const measure = measureWith(pen, options.font, AXIS_TYPE);
  const panel = { x: 0, y: 0, width: box.width, height: box.height };
  const plot = options.axes ? layOutMap(surface, box.width, box.height, measure) : panel;
  const place = projection(surface.grid.domain, plot.width, plot.height);
  pen.save();
  pen.translate(box.x, box.y);
  pen.save();
  pen.translate(plot.x, plot.y);
  pen.save();
  pen.beginPath();
  pen.rect(0, 0, place.width, place.height);
  pen.clip();
  drawContent(pen, frame, place, options);
  pen.restore();
  if (options.axes) drawFrame(pen, place, palette);
  pen.restore();
  if (options.axes)
    drawAxes(pen, layOutMapAxes(surface, plot, panel, measure), palette, options.font, AXIS_TYPE);
  pen.restore();
}

function drawContent(pen: Pen, frame: Frame, place: MapProjection, options: MapFigureOptions): void {
  const { state, derived } = frame;
  const { palette, playhead, scene, selected } = state;
  const { view } = scene;
  const { width, height } = place;
  if (options.vector) fillTints(pen, derived.surface, palette, width, height);
  else drawTints(pen, paintTints(derived.surface, palette), width, height);
  drawContours(pen, derived.surface, traceContours(derived.surface), {
    palette,
    width,
    height,
    labels: options.labels,
    font: options.font,
  });
  // What is said at the pointer is said on the page.
  const still: Frame = { state: { ...state, hover: null }, derived };
  const lay = (...sheets: readonly SheetName[]) =>
    drawLayers(
      mapLayers.filter(({ sheet }) => sheets.includes(sheet)),
      pen,
      still,
      place,
    );
  lay('ground', 'paths');
  drawStart(pen, place, scene.start, palette);
  const paths = drawnRuns(derived, palette).map((each) => ({
    view: each,
    path: pixelPath(each.run, place, FINEST),
  }));
  drawPaths(pen, paths, place, { palette, step: playhead.step, future: view.future, selected });
  lay('point', 'step');
  const marks = shownMarks(state, derived, 1);
  if (!marks) return;
  drawStepMarks(pen, marks, place, palette);
  if (!hasRoomForBars(place)) return;
  const bars = mapBars(marks, place);
  const size = scaleBarsBox(pen, bars, [0, 0], width, options.font);
  const corner = cornerOfBars(
    place,
    size,
    paths.map(({ path }) => path),
    marks,
  );
  drawScaleBars(pen, bars, corner, width, figureInk[palette], options.font);
}

/** Samples lie on the border, so the outer halves of the outer pixels lie outside. */
function drawTints(pen: Pen, tints: HTMLCanvasElement, width: number, height: number): void {
  const [dx, dy] = [width / (tints.width - 1), height / (tints.height - 1)];
  pen.drawImage(tints, -dx / 2, -dy / 2, width + dx, height + dy);
}

function drawFrame(pen: Pen, { width, height }: MapProjection, palette: Palette): void {
  pen.setLineDash([]);
  pen.lineWidth = 1;
  pen.strokeStyle = axisInk[palette].soft;
  pen.beginPath();
  pen.rect(0, 0, width, height);
  pen.stroke();
}
