/** The map as a figure of its own: with a frame and numbers, and all that the map on the page shows of a step. */
import { markedPoints } from '../app/critical.ts';
import { ticks } from 'd3-array';
import { drawScaleBars } from '../app/arrow-scale.ts';
import { createQuadraticMemo, currentPoint, flowLineOf } from '../app/curvature.ts';
import type { Pen } from '../app/pen.ts';
import { shownMarks } from '../app/shown-marks.ts';
import type { Frame, Palette } from '../app/state.ts';
import { gradientCloud, simplexAt } from '../app/step-data.ts';
import { charts } from '../text/en/charts.ts';
import { mapBars } from './arrow-scale.ts';
import { drawCurvatureRegions } from './curvature-regions.ts';
import { type Box, figureInk, TYPE } from './figure-ink.ts';
import { ink } from './ink.ts';
import { drawStepMarks } from './map-arrows.ts';
import { drawEigenvectors, drawFlow, drawNewtonPoint } from './map-curvature.ts';
import { drawContours, paintTints, traceContours } from './map-ground.ts';
import { drawGradientField } from './map-field.ts';
import { drawCriticalPoints } from './map-critical.ts';
import { drawPaths, pixelPath } from './map-paths.ts';
import { drawCloud, drawSimplex } from './map-step-data.ts';
import { formatRound } from './numbers.ts';
import { type Projection, projection } from './projection.ts';
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
/** What the numbers take of the box, in pixels. */
const margins = { left: 46, right: 14, top: 10, bottom: 36 } as const;
/** Pixels between two numbers, side by side and one over the other. */
const apart = { x: 70, y: 44 } as const;

export function drawMapFigure(pen: Pen, frame: Frame, box: Box, options: MapFigureOptions): void {
  const { left, right, top, bottom } = options.axes ? margins : { left: 0, right: 0, top: 0, bottom: 0 };
  const width = Math.max(1, box.width - left - right);
  const height = Math.max(1, box.height - top - bottom);
  const place = projection(frame.derived.surface.grid.domain, width, height);
  pen.save();
  pen.translate(box.x + left, box.y + top);
  pen.save();
  pen.beginPath();
  pen.rect(0, 0, width, height);
  pen.clip();
  drawContent(pen, frame, place, options);
  pen.restore();
  if (options.axes) drawFrame(pen, place, frame.state.palette, options.font);
  pen.restore();
}

function drawContent(pen: Pen, frame: Frame, place: Projection, options: MapFigureOptions): void {
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
  if (view.map.curvature) drawCurvatureRegions(pen, derived.loss, place, palette);
  if (view.overlays.field) drawGradientField(pen, derived.loss, place, palette);
  if (view.minima) drawCriticalPoints(pen, markedPoints(derived.critical), place, palette);
  const flow = view.overlays.flow ? flowLineOf(derived, scene.start) : null;
  if (flow) drawFlow(pen, flow, place, palette);
  for (const run of derived.runs) {
    const simplex = simplexAt(run, playhead.step);
    if (simplex) drawSimplex(pen, simplex, run.look.color, place, palette);
  }
  drawStart(pen, place, scene.start, palette);
  const paths = derived.runs.map((each) => ({ view: each, path: pixelPath(each.run, place, FINEST) }));
  drawPaths(pen, paths, place, { palette, step: playhead.step, future: view.future, selected });
  const here = createQuadraticMemo()(derived.loss, currentPoint(frame));
  if (view.overlays.taylor) drawNewtonPoint(pen, here, place, palette);
  if (view.overlays.eigenvectors) drawEigenvectors(pen, here, place, palette);
  const cloud = gradientCloud(state, derived);
  if (cloud) drawCloud(pen, cloud, place, palette);
  const marks = shownMarks(state, derived, 1);
  if (!marks) return;
  drawStepMarks(pen, marks, place, palette);
  drawScaleBars(pen, mapBars(marks, place), [0, height], width, figureInk[palette], options.font);
}

/** Samples lie on the border, so the outer halves of the outer pixels lie outside. */
function drawTints(pen: Pen, tints: HTMLCanvasElement, width: number, height: number): void {
  const [dx, dy] = [width / (tints.width - 1), height / (tints.height - 1)];
  pen.drawImage(tints, -dx / 2, -dy / 2, width + dx, height + dy);
}

/** A ring, as the handle on the page. */
function drawStart(pen: Pen, place: Projection, start: readonly [number, number], palette: Palette): void {
  const [x, y] = place.toPixel(...start);
  if (!Number.isFinite(x) || !Number.isFinite(y)) return;
  pen.setLineDash([]);
  pen.beginPath();
  pen.moveTo(x + 6, y);
  pen.arc(x, y, 6, 0, 2 * Math.PI);
  pen.strokeStyle = ink[palette].halo;
  pen.lineWidth = 2 + 2 * ink[palette].haloWidth;
  pen.stroke();
  pen.strokeStyle = ink[palette].line;
  pen.lineWidth = 2;
  pen.stroke();
}

function drawFrame(pen: Pen, place: Projection, palette: Palette, font: string): void {
  const { width, height, domain } = place;
  const [x0, x1, y0, y1] = domain;
  const colors = figureInk[palette];
  pen.setLineDash([]);
  pen.lineCap = 'butt';
  pen.lineWidth = 1;
  pen.strokeStyle = colors.soft;
  pen.beginPath();
  pen.rect(0, 0, width, height);
  pen.font = `${TYPE}px ${font}`;
  pen.fillStyle = colors.soft;
  pen.textBaseline = 'alphabetic';
  pen.textAlign = 'center';
  for (const value of ticks(x0, x1, Math.max(2, width / apart.x))) {
    const [x] = place.toPixel(value, y0);
    pen.moveTo(x, height);
    pen.lineTo(x, height + 5);
    pen.fillText(formatRound(value), x, height + 18);
  }
  pen.textAlign = 'right';
  for (const value of ticks(y0, y1, Math.max(2, height / apart.y))) {
    const [, y] = place.toPixel(x0, value);
    pen.moveTo(-5, y);
    pen.lineTo(0, y);
    pen.fillText(formatRound(value), -8, y + 4.5);
  }
  pen.stroke();
  pen.font = `italic ${TYPE + 1}px ${font}`;
  pen.fillStyle = colors.ink;
  pen.textAlign = 'center';
  pen.fillText(charts.map.x, width / 2, height + 33);
  pen.fillText(charts.map.y, 8 - margins.left, height / 2 + 4.5);
}
