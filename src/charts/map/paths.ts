/** The map's moving layer: paths up to the step, what is still to come, balls. */
import type { Pen } from '../../ui/pen.ts';
import type { Palette, RunView } from '../../app/state.ts';
import { thinPath } from '../../core/geometry/thin-path.ts';
import { placeAt } from '../../core/run/place.ts';
import type { Run } from '../../core/run/types.ts';
import { ink, strokeLook, traceMarker } from '../ink.ts';
import type { MapProjection } from './projection.ts';

/** A run in pixels, thinned to what can be seen of it in the box. */
export interface PixelPath {
  /** The steps that are kept, ascending. */
  readonly steps: Uint32Array;
  /** x and y of each by turns. */
  readonly points: Float64Array;
  /** For each of them, 1 where a line leads to it from the one before. */
  readonly joined: Uint8Array;
}

/** Half of the width of the line to come, the thinnest that there is. */
const thinnest = 0.7;
/** What a stroke on the box's edge may need of the path beyond it. */
const beyond = 12;
/** Points farther out are brought in along their segment: canvases lose precision on great coordinates. */
const far = 1e5;

/** @param ratio pixels of the screen, or of the figure's finest, that a figure pixel has a side */
export function pixelPath(run: Run, place: MapProjection, ratio: number): PixelPath {
  const all = new Float64Array(3 * (run.steps + 1));
  for (let k = 0; k <= run.steps; k++) {
    const [x, y] = pixelAt(run, k, place);
    all[3 * k] = x;
    all[3 * k + 1] = y;
  }
  const { kept, joined } = thinPath(all, {
    tolerance: 0.5 / ratio,
    stroke: thinnest,
    bounds: [-beyond, place.width + beyond, -beyond, place.height + beyond],
  });
  const points = new Float64Array(2 * kept.length);
  kept.forEach((k, i) => points.set(all.subarray(3 * k, 3 * k + 2), 2 * i));
  return { steps: kept, points, joined };
}

export function pixelAt(run: Run, step: number, place: MapProjection): [number, number] {
  return place.toPixel(...placeAt(run, step));
}

/** The number of kept points at or before a step. */
function countUpTo(path: PixelPath, step: number): number {
  let low = 0;
  let high = path.steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (path.steps[middle]! <= step) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Adds the segment from a to b, shortened to where it is not far away. */
function addSegment(pen: Pen, ax: number, ay: number, bx: number, by: number, joined: boolean): boolean {
  const nearA = Math.abs(ax) < far && Math.abs(ay) < far;
  const nearB = Math.abs(bx) < far && Math.abs(by) < far;
  if (!nearA && !nearB) return false;
  const shorten = (fromX: number, fromY: number, toX: number, toY: number): [number, number] => {
    const share = far / Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY));
    return [fromX + (toX - fromX) * share, fromY + (toY - fromY) * share];
  };
  const [startX, startY] = nearA ? [ax, ay] : shorten(bx, by, ax, ay);
  const [endX, endY] = nearB ? [bx, by] : shorten(ax, ay, bx, by);
  if (!joined) pen.moveTo(startX, startY);
  pen.lineTo(endX, endY);
  return nearB;
}

export interface PathsOptions {
  readonly palette: Palette;
  readonly step: number;
  readonly future: boolean;
  /** Index into `scene.optimizers`; its path is drawn last and a little wider. */
  readonly selected: number;
}

export function drawPaths(
  pen: Pen,
  runs: readonly { view: RunView; path: PixelPath }[],
  place: MapProjection,
  { palette, step, future, selected }: PathsOptions,
): void {
  const ordered = runs.toSorted(
    (a, b) => Number(a.view.index === selected) - Number(b.view.index === selected),
  );
  pen.lineJoin = 'round';
  if (future) {
    pen.globalAlpha = ink[palette].future;
    for (const { view, path } of ordered) {
      tracePath(pen, path, view.run, Math.min(step, view.run.steps), view.run.steps, place);
      strokeLook(pen, view.look, 1.4);
    }
    pen.globalAlpha = 1;
  }
  for (const { view, path } of ordered) {
    const { run, look } = view;
    const width = view.index === selected ? 2.8 : 2.3;
    tracePath(pen, path, run, 0, Math.min(step, run.steps), place);
    pen.setLineDash([]);
    pen.lineCap = 'round';
    pen.strokeStyle = ink[palette].halo;
    pen.lineWidth = width + 2.4 * ink[palette].haloWidth;
    pen.stroke();
    strokeLook(pen, look, width);
    if (run.steps <= 60) drawStepDots(pen, view, Math.min(step, run.steps), place, palette);
  }
  for (const { view } of ordered) drawBall(pen, view, step, place, palette);
}

/** The current path of the pen becomes the run from one step to another. */
function tracePath(
  pen: Pen,
  path: PixelPath,
  run: Run,
  from: number,
  to: number,
  place: MapProjection,
): void {
  pen.beginPath();
  // Either end may be on the way between two kept steps.
  let [x, y] = pixelAt(run, from, place);
  let joined = false;
  const end = countUpTo(path, to);
  for (let k = countUpTo(path, from); k < end; k++) {
    const nextX = path.points[2 * k]!;
    const nextY = path.points[2 * k + 1]!;
    joined = path.joined[k] === 1 && addSegment(pen, x, y, nextX, nextY, joined);
    x = nextX;
    y = nextY;
  }
  if (path.joined[end] !== 1) return;
  const [endX, endY] = pixelAt(run, to, place);
  addSegment(pen, x, y, endX, endY, joined);
}

function drawStepDots(
  pen: Pen,
  { run, look }: RunView,
  to: number,
  place: MapProjection,
  palette: Palette,
): void {
  pen.beginPath();
  for (let k = 1; k < to; k++) {
    const [x, y] = pixelAt(run, k, place);
    pen.moveTo(x + 2.4, y);
    pen.arc(x, y, 2.4, 0, 2 * Math.PI);
  }
  pen.fillStyle = look.color;
  pen.strokeStyle = ink[palette].halo;
  pen.lineWidth = ink[palette].haloWidth;
  pen.stroke();
  pen.fill();
}

/** The marker at the step; for a run that is outside, an arrowhead at the edge towards it. */
function drawBall(
  pen: Pen,
  { run, look }: RunView,
  step: number,
  place: MapProjection,
  palette: Palette,
): void {
  const at = Math.min(step, run.steps);
  const [x, y] = pixelAt(run, at, place);
  const outside = x < 0 || y < 0 || x > place.width || y > place.height;
  pen.beginPath();
  if (outside) {
    const margin = 12;
    const edgeX = Math.min(Math.max(x, margin), place.width - margin);
    const edgeY = Math.min(Math.max(y, margin), place.height - margin);
    traceArrowhead(pen, edgeX, edgeY, Math.atan2(y - edgeY, x - edgeX), 7);
  } else {
    traceMarker(pen, look.marker, x, y, 5);
  }
  pen.fillStyle = look.color;
  pen.strokeStyle = ink[palette].ball;
  pen.lineWidth = 3.2 * ink[palette].haloWidth;
  pen.lineJoin = 'round';
  pen.stroke();
  pen.fill();
  if (run.divergedAt !== null && step >= run.divergedAt && !outside) drawCross(pen, x, y);
}

function traceArrowhead(pen: Pen, x: number, y: number, angle: number, size: number): void {
  const corner = (turn: number, reach: number): [number, number] => [
    x + Math.cos(angle + turn) * reach,
    y + Math.sin(angle + turn) * reach,
  ];
  pen.moveTo(...corner(0, size));
  pen.lineTo(...corner(2.4, size));
  pen.lineTo(...corner(-2.4, size));
  pen.closePath();
}

function drawCross(pen: Pen, x: number, y: number): void {
  pen.beginPath();
  for (const side of [-1, 1]) {
    pen.moveTo(x - 2.5, y - 2.5 * side);
    pen.lineTo(x + 2.5, y + 2.5 * side);
  }
  pen.lineWidth = 1.6;
  pen.stroke();
}
