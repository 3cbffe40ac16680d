/** The map's moving layer: paths up to the step, what is still to come, balls, minima and saddles. */
import type { RunView, State } from '../app/state.ts';
import type { Run } from '../core/run/types.ts';
import { ink, setDash, traceMarker } from './ink.ts';
import type { Projection } from './projection.ts';

type Theme = State['theme'];

/** A run in pixels, thinned: steps that fall on the pixel of an earlier one are left out. */
export interface PixelPath {
  readonly steps: Uint32Array;
  /** x and y by turns. */
  readonly points: Float64Array;
}

/** Points nearer than this to the last kept one are not drawn, in CSS pixels. */
const leastGap = 0.35;
/** Points farther out are brought in along their segment: canvases lose precision on great coordinates. */
const far = 1e5;

export function pixelPath(run: Run, place: Projection): PixelPath {
  const steps: number[] = [];
  const points: number[] = [];
  let lastX = Number.NaN;
  let lastY = Number.NaN;
  for (let k = 0; k <= run.steps; k++) {
    const [x, y] = pixelAt(run, k, place);
    if (Math.hypot(x - lastX, y - lastY) < leastGap && k < run.steps) continue;
    lastX = x;
    lastY = y;
    steps.push(k);
    points.push(x, y);
  }
  return { steps: Uint32Array.from(steps), points: Float64Array.from(points) };
}

export function pixelAt(run: Run, step: number, place: Projection): [number, number] {
  const at = step * run.dimension;
  return place.toPixel(run.positions[at]!, run.positions[at + 1]!);
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
function addSegment(
  context: CanvasRenderingContext2D,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  joined: boolean,
): boolean {
  const nearA = Math.abs(ax) < far && Math.abs(ay) < far;
  const nearB = Math.abs(bx) < far && Math.abs(by) < far;
  if (!nearA && !nearB) return false;
  const shorten = (fromX: number, fromY: number, toX: number, toY: number): [number, number] => {
    const share = far / Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY));
    return [fromX + (toX - fromX) * share, fromY + (toY - fromY) * share];
  };
  const [startX, startY] = nearA ? [ax, ay] : shorten(bx, by, ax, ay);
  const [endX, endY] = nearB ? [bx, by] : shorten(ax, ay, bx, by);
  if (!joined) context.moveTo(startX, startY);
  context.lineTo(endX, endY);
  return nearB;
}

export interface PathsOptions {
  readonly theme: Theme;
  readonly step: number;
  readonly future: boolean;
  /** Index into `scene.optimizers`; its path is drawn last and a little wider. */
  readonly selected: number;
}

export function drawPaths(
  context: CanvasRenderingContext2D,
  runs: readonly { view: RunView; path: PixelPath }[],
  place: Projection,
  { theme, step, future, selected }: PathsOptions,
): void {
  const ordered = runs.toSorted(
    (a, b) => Number(a.view.index === selected) - Number(b.view.index === selected),
  );
  context.lineJoin = 'round';
  if (future) {
    context.globalAlpha = theme === 'light' ? 0.42 : 0.5;
    context.lineCap = 'butt';
    for (const { view, path } of ordered) {
      tracePath(context, path, view.run, Math.min(step, view.run.steps), view.run.steps, place);
      setDash(context, view.look);
      context.strokeStyle = view.look.color;
      context.lineWidth = 1.4;
      context.stroke();
    }
    context.globalAlpha = 1;
  }
  for (const { view, path } of ordered) {
    const { run, look } = view;
    const width = view.index === selected ? 2.8 : 2.3;
    tracePath(context, path, run, 0, Math.min(step, run.steps), place);
    context.setLineDash([]);
    context.lineCap = 'round';
    context.strokeStyle = ink[theme].halo;
    context.lineWidth = width + 2.4;
    context.stroke();
    setDash(context, look);
    context.lineCap = look.dash === 0 ? 'round' : 'butt';
    context.strokeStyle = look.color;
    context.lineWidth = width;
    context.stroke();
    context.setLineDash([]);
    if (run.steps <= 60) drawStepDots(context, view, Math.min(step, run.steps), place, theme);
  }
  for (const { view } of ordered) drawBall(context, view, step, place, theme);
}

/** The current path of the context becomes the run from one step to another. */
function tracePath(
  context: CanvasRenderingContext2D,
  path: PixelPath,
  run: Run,
  from: number,
  to: number,
  place: Projection,
): void {
  context.beginPath();
  let [x, y] = pixelAt(run, from, place);
  let joined = false;
  const end = countUpTo(path, to);
  for (let k = countUpTo(path, from); k < end; k++) {
    const nextX = path.points[2 * k]!;
    const nextY = path.points[2 * k + 1]!;
    joined = addSegment(context, x, y, nextX, nextY, joined);
    x = nextX;
    y = nextY;
  }
  // The step itself may have been thinned out.
  const [endX, endY] = pixelAt(run, to, place);
  addSegment(context, x, y, endX, endY, joined);
}

function drawStepDots(
  context: CanvasRenderingContext2D,
  { run, look }: RunView,
  to: number,
  place: Projection,
  theme: Theme,
): void {
  context.beginPath();
  for (let k = 1; k < to; k++) {
    const [x, y] = pixelAt(run, k, place);
    context.moveTo(x + 2.4, y);
    context.arc(x, y, 2.4, 0, 2 * Math.PI);
  }
  context.fillStyle = look.color;
  context.strokeStyle = ink[theme].halo;
  context.lineWidth = 1;
  context.stroke();
  context.fill();
}

/** The marker at the step; for a run that is outside, an arrowhead at the edge towards it. */
function drawBall(
  context: CanvasRenderingContext2D,
  { run, look }: RunView,
  step: number,
  place: Projection,
  theme: Theme,
): void {
  const at = Math.min(step, run.steps);
  const [x, y] = pixelAt(run, at, place);
  const outside = x < 0 || y < 0 || x > place.width || y > place.height;
  context.beginPath();
  if (outside) {
    const margin = 12;
    const edgeX = Math.min(Math.max(x, margin), place.width - margin);
    const edgeY = Math.min(Math.max(y, margin), place.height - margin);
    traceArrowhead(context, edgeX, edgeY, Math.atan2(y - edgeY, x - edgeX), 7);
  } else {
    traceMarker(context, look.marker, x, y, 5);
  }
  context.fillStyle = look.color;
  context.strokeStyle = ink[theme].ball;
  context.lineWidth = 3.2;
  context.lineJoin = 'round';
  context.stroke();
  context.fill();
  if (run.divergedAt !== null && step >= run.divergedAt && !outside) drawCross(context, x, y);
}

function traceArrowhead(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  angle: number,
  size: number,
): void {
  const corner = (turn: number, reach: number): [number, number] => [
    x + Math.cos(angle + turn) * reach,
    y + Math.sin(angle + turn) * reach,
  ];
  context.moveTo(...corner(0, size));
  context.lineTo(...corner(2.4, size));
  context.lineTo(...corner(-2.4, size));
  context.closePath();
}

function drawCross(context: CanvasRenderingContext2D, x: number, y: number): void {
  context.beginPath();
  for (const side of [-1, 1]) {
    context.moveTo(x - 2.5, y - 2.5 * side);
    context.lineTo(x + 2.5, y + 2.5 * side);
  }
  context.lineWidth = 1.6;
  context.stroke();
}

/** A broken ring at every minimum and the sign of a pass at every saddle. */
export function drawCriticalPoints(
  context: CanvasRenderingContext2D,
  minima: readonly (readonly number[])[],
  saddles: readonly (readonly number[])[],
  place: Projection,
  theme: Theme,
): void {
  context.lineCap = 'butt';
  context.beginPath();
  for (const [x, y] of minima) {
    const [px, py] = place.toPixel(x!, y!);
    context.moveTo(px + 5, py);
    context.arc(px, py, 5, 0, 2 * Math.PI);
  }
  strokeWithRim(context, theme, [2.6, 1.9]);
  context.beginPath();
  for (const [x, y] of saddles) {
    const [px, py] = place.toPixel(x!, y!);
    // Two arcs back to back, the sign of a pass on maps.
    for (const side of [-4.5, 4.5]) {
      context.moveTo(px + side, py - 4);
      context.quadraticCurveTo(px, py, px + side, py + 4);
    }
  }
  strokeWithRim(context, theme, []);
}

/** Strokes the current path so that it stands out on any tint. */
function strokeWithRim(context: CanvasRenderingContext2D, theme: Theme, dash: number[]): void {
  context.setLineDash([]);
  context.strokeStyle = ink[theme].halo;
  context.globalAlpha = 0.35;
  context.lineWidth = 3;
  context.stroke();
  context.globalAlpha = 1;
  context.setLineDash(dash);
  context.strokeStyle = ink[theme].line;
  context.lineWidth = 1.4;
  context.stroke();
  context.setLineDash([]);
}
