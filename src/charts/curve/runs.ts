/** The runs on the curve: a dot a step, a ball at the step shown, and a plumb line from it to the slope there. */
import type { Pen } from '../../ui/pen.ts';
import type { Palette, RunView } from '../../app/state.ts';
import { ink, traceMarker } from '../ink.ts';
import { clippedToPlot } from './ground.ts';
import type { CurveLayout } from './layout.ts';

export interface RunsOptions {
  readonly palette: Palette;
  readonly step: number;
  /** Whether the steps to come are drawn, faintly. */
  readonly future: boolean;
  readonly selected: number;
}

const [DOT, BALL] = [3.2, 7] as const;

export function drawCurveRuns(
  pen: Pen,
  runs: readonly RunView[],
  layout: CurveLayout,
  { palette, step, future, selected }: RunsOptions,
): void {
  const ordered = inOrder(runs, selected);
  clippedToPlot(pen, layout.curve, () => {
    for (const view of ordered) {
      const now = Math.min(step, view.run.steps);
      if (future) {
        pen.globalAlpha = ink[palette].future;
        drawDots(pen, view, now + 1, view.run.steps, layout, palette);
        pen.globalAlpha = 1;
      }
      drawDots(pen, view, 0, now - 1, layout, palette);
    }
  });
  for (const view of ordered) drawPlumb(pen, view, step, layout, isChosen(view, selected));
  for (const view of ordered) drawBall(pen, view, step, layout, palette, isChosen(view, selected));
}

/** Whether a run is the selected one; its average is not. */
function isChosen({ index, isAverage }: RunView, selected: number): boolean {
  return index === selected && !isAverage;
}

/** The selected run last. */
function inOrder(runs: readonly RunView[], selected: number): readonly RunView[] {
  return runs.toSorted((a, b) => Number(isChosen(a, selected)) - Number(isChosen(b, selected)));
}

/** A dot a step; what falls on the pixel of one before it is left out. */
function drawDots(
  pen: Pen,
  { run, look }: RunView,
  from: number,
  to: number,
  layout: CurveLayout,
  palette: Palette,
): void {
  const { curve } = layout;
  const taken = new Uint8Array(Math.ceil(curve.width) + 1);
  pen.beginPath();
  for (let k = from; k <= to; k++) {
    const x = layout.xOf(run.positions[k]!);
    const column = Math.round(x - curve.x);
    if (!(column >= 0 && column <= curve.width) || taken[column] === 1) continue;
    taken[column] = 1;
    traceMarker(pen, look.marker, x, curve.yOf(run.losses[k]!), DOT);
  }
  pen.setLineDash([]);
  pen.strokeStyle = ink[palette].halo;
  pen.lineWidth = ink[palette].haloWidth;
  pen.fillStyle = look.color;
  pen.stroke();
  pen.fill();
}

/** Where a run's ball is drawn; null beside the curve. */
export function ballAt(
  { run }: RunView,
  step: number,
  { curve, xOf }: CurveLayout,
): readonly [x: number, y: number] | null {
  const now = Math.min(step, run.steps);
  const [x, y] = [xOf(run.positions[now]!), curve.yOf(run.losses[now]!)];
  const isInside =
    x >= curve.x - 1 && x <= curve.x + curve.width + 1 && y >= curve.y && y <= curve.y + curve.height;
  return isInside ? [x, y] : null;
}

/** From the ball down to the upper edge of the plot of the slope. */
function drawPlumb(pen: Pen, view: RunView, step: number, layout: CurveLayout, isSelected: boolean): void {
  const { slope, curve } = layout;
  const ball = ballAt(view, step, layout);
  if (!slope || !ball) return;
  const [x, y] = ball;
  pen.strokeStyle = view.look.color;
  pen.lineCap = 'butt';
  pen.lineWidth = isSelected ? 1.6 : 1.2;
  pen.setLineDash([2, 4]);
  pen.beginPath();
  pen.moveTo(x, y + BALL);
  pen.lineTo(x, curve.y + curve.height);
  pen.moveTo(x, curve.y + curve.height + 22);
  pen.lineTo(x, slope.y);
  pen.stroke();
  pen.setLineDash([]);
}

/** The slope at the ball of each run, as a bar from zero. */
export function drawSlopes(
  pen: Pen,
  runs: readonly RunView[],
  slopeAt: (x: number) => number,
  layout: CurveLayout,
  { step, selected, palette }: RunsOptions,
): void {
  const { slope } = layout;
  if (!slope) return;
  clippedToPlot(pen, slope, () => {
    for (const view of inOrder(runs, selected)) {
      const at = view.run.positions[Math.min(step, view.run.steps)]!;
      const [x, y] = [layout.xOf(at), slope.yOf(slopeAt(at))];
      if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
      pen.strokeStyle = view.look.color;
      pen.lineWidth = isChosen(view, selected) ? 4 : 2.4;
      pen.lineCap = 'butt';
      pen.beginPath();
      pen.moveTo(x, slope.yOf(0));
      pen.lineTo(x, y);
      pen.stroke();
      pen.beginPath();
      traceMarker(pen, view.look.marker, x, y, 5);
      fillBall(pen, view, palette);
    }
  });
}

/** The marker at the step; of a run beside the curve, an arrowhead at the edge towards it. */
function drawBall(
  pen: Pen,
  view: RunView,
  step: number,
  layout: CurveLayout,
  palette: Palette,
  isSelected: boolean,
): void {
  const { run, look } = view;
  const ball = ballAt(view, step, layout);
  pen.beginPath();
  if (ball) traceMarker(pen, look.marker, ...ball, isSelected ? BALL : BALL - 1.5);
  else traceArrowhead(pen, view, step, layout);
  fillBall(pen, view, palette);
  if (!ball || run.divergedAt === null || step < run.divergedAt) return;
  pen.beginPath();
  const [x, y] = ball;
  for (const side of [-1, 1]) {
    pen.moveTo(x - 3, y - 3 * side);
    pen.lineTo(x + 3, y + 3 * side);
  }
  pen.lineWidth = 1.8;
  pen.stroke();
}

function fillBall(pen: Pen, { look }: RunView, palette: Palette): void {
  pen.setLineDash([]);
  pen.lineJoin = 'round';
  pen.fillStyle = look.color;
  pen.strokeStyle = ink[palette].ball;
  pen.lineWidth = 3.2 * ink[palette].haloWidth;
  pen.stroke();
  pen.fill();
}

function traceArrowhead(pen: Pen, { run }: RunView, step: number, { curve, xOf }: CurveLayout): void {
  const now = Math.min(step, run.steps);
  const [x, y] = [xOf(run.positions[now]!), curve.yOf(run.losses[now]!)];
  const margin = 12;
  const within = (value: number, from: number, length: number) =>
    Math.min(from + length - margin, Math.max(from + margin, value));
  const [px, py] = [within(x, curve.x, curve.width), within(y, curve.y, curve.height)];
  const angle = Math.atan2(y - py, x - px) || 0;
  for (const [i, [turn, reach]] of (
    [
      [0, 8],
      [2.4, 8],
      [-2.4, 8],
    ] as const
  ).entries()) {
    const corner = [px + Math.cos(angle + turn) * reach, py + Math.sin(angle + turn) * reach] as const;
    if (i === 0) pen.moveTo(...corner);
    else pen.lineTo(...corner);
  }
  pen.closePath();
}
