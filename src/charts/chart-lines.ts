/** The chart's lines on a canvas: one a run, thinned to the pixels there are. */
import type { Pen } from '../app/pen.ts';
import type { Look, Palette } from '../app/state.ts';
import type { Axis } from './axis.ts';
import { ink, setDash } from './ink.ts';
import type { StepScale } from './step-scale.ts';
import { thin } from './thinning.ts';

/** The plot's rectangle in a box, in figure pixels. */
export interface Plot {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** CSS pixels that a figure pixel has a side. */
  readonly scale: number;
}

export interface Line {
  readonly look: Look;
  /** One value a step from step 0. */
  readonly values: Float64Array;
  readonly diverged: boolean;
  readonly limit: Limit;
}

/** What is marked by a dashed line of the same colour: one value for all steps, or one a step from step 0. */
export type Limit = number | Float64Array | null;

export function xOf(plot: Plot, step: number, scale: StepScale): number {
  return plot.left + scale.position(step) * plot.width;
}

export function yOf(plot: Plot, axis: Axis, value: number): number {
  return plot.top + (1 - axis.position(value)) * plot.height;
}

/** The step nearest to a pixel, of those that are shown. */
export function stepAt(plot: Plot, x: number, scale: StepScale): number {
  const step = Math.round(scale.invert((x - plot.left) / plot.width));
  return Math.min(scale.to, Math.max(scale.from, step));
}

/** Whether a step is among those that are shown. */
export function isShown({ from, to }: StepScale, step: number): boolean {
  return step >= from && step <= to;
}

/** @param columns pixels of the screen a figure pixel */
export function drawLines(
  pen: Pen,
  lines: readonly Line[],
  plot: Plot,
  axis: Axis,
  scale: StepScale,
  palette: Palette,
  columns: number,
): void {
  pen.save();
  pen.lineJoin = 'round';
  // Lines of a part go on beyond its ends.
  if (!scale.whole) clipTo(pen, plot);
  for (const line of lines) {
    if (line.limit === null) continue;
    pen.save();
    pen.setLineDash([3, 3]);
    pen.lineWidth = 1.2;
    pen.strokeStyle = line.look.color;
    if (typeof line.limit === 'number') traceLevel(pen, yOf(plot, axis, line.limit), plot);
    else {
      // It may leave the plot: see `fitCharted`.
      clipTo(pen, plot);
      traceLine(pen, line.limit, plot, axis, scale, columns);
    }
    pen.stroke();
    pen.restore();
  }
  for (const line of lines) {
    const end = traceLine(pen, line.values, plot, axis, scale, columns);
    setDash(pen, line.look);
    pen.lineCap = line.look.dash === 0 ? 'round' : 'butt';
    pen.lineWidth = 1.7;
    pen.strokeStyle = line.look.color;
    pen.stroke();
    if (line.diverged && end && isShown(scale, line.values.length - 1))
      drawEnd(pen, end[0], end[1], palette, line.look.color);
  }
  pen.restore();
}

/** A line at the plot's edge keeps its width. */
function clipTo(pen: Pen, { left, top, width, height }: Plot): void {
  pen.beginPath();
  pen.rect(left, top - 1, width, height + 2);
  pen.clip();
}

/** The current path becomes a line across the plot. */
function traceLevel(pen: Pen, y: number, { left, width }: Plot): void {
  pen.beginPath();
  pen.moveTo(left, y);
  pen.lineTo(left + width, y);
}

/** The current path becomes the line, interrupted where a value has no place. Returns its last point. */
function traceLine(
  pen: Pen,
  values: Float64Array,
  plot: Plot,
  axis: Axis,
  scale: StepScale,
  columns: number,
): [number, number] | null {
  pen.beginPath();
  const count = Math.max(1, Math.round(plot.width * columns));
  const edge = (column: number) => Math.ceil(scale.invert(column / count));
  let last: [number, number] | null = null;
  let joined = false;
  for (const k of thin(values, count, edge)) {
    const x = xOf(plot, k, scale);
    const y = yOf(plot, axis, values[k]!);
    if (Number.isNaN(y)) {
      joined = false;
      continue;
    }
    // A point alone becomes a dot, for the pen is round.
    if (!joined) pen.moveTo(x, y);
    pen.lineTo(x, y);
    joined = true;
    last = [x, y];
  }
  return last;
}

/** A cross where a run that diverged ends. */
function drawEnd(pen: Pen, x: number, y: number, palette: Palette, color: string): void {
  pen.setLineDash([]);
  pen.beginPath();
  for (const side of [-1, 1]) {
    pen.moveTo(x - 3.5, y - 3.5 * side);
    pen.lineTo(x + 3.5, y + 3.5 * side);
  }
  pen.lineWidth = 2 + 2.5 * ink[palette].haloWidth;
  pen.strokeStyle = ink[palette].halo;
  pen.stroke();
  pen.lineWidth = 2;
  pen.strokeStyle = color;
  pen.stroke();
}
