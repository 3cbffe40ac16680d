/** The chart's lines on a canvas: one a run, thinned to the pixels there are. */
import type { Look, State } from '../app/state.ts';
import type { Axis } from './axis.ts';
import { ink, setDash } from './ink.ts';
import { thin } from './thinning.ts';

/** The plot's rectangle in a box, in CSS pixels. */
export interface Plot {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Line {
  readonly look: Look;
  /** One value a step from step 0. */
  readonly values: Float64Array;
  readonly diverged: boolean;
  /** A value that is marked by a level line of the same colour; null for none. */
  readonly limit: number | null;
}

export function xOf(plot: Plot, step: number, steps: number): number {
  return plot.left + (step / Math.max(1, steps)) * plot.width;
}

export function yOf(plot: Plot, axis: Axis, value: number): number {
  return plot.top + (1 - axis.position(value)) * plot.height;
}

/** The step nearest to a pixel, within 0..steps. */
export function stepAt(plot: Plot, x: number, steps: number): number {
  return Math.min(steps, Math.max(0, Math.round(((x - plot.left) / plot.width) * steps)));
}

/** @param columns pixels of the screen a CSS pixel */
export function drawLines(
  context: CanvasRenderingContext2D,
  lines: readonly Line[],
  plot: Plot,
  axis: Axis,
  steps: number,
  theme: State['theme'],
  columns: number,
): void {
  context.save();
  context.lineJoin = 'round';
  for (const line of lines) {
    if (line.limit === null) continue;
    const y = yOf(plot, axis, line.limit);
    context.beginPath();
    context.moveTo(plot.left, y);
    context.lineTo(plot.left + plot.width, y);
    context.setLineDash([3, 3]);
    context.lineWidth = 1.2;
    context.strokeStyle = line.look.color;
    context.stroke();
  }
  for (const line of lines) {
    const end = traceLine(context, line.values, plot, axis, steps, columns);
    setDash(context, line.look);
    context.lineCap = line.look.dash === 0 ? 'round' : 'butt';
    context.lineWidth = 1.7;
    context.strokeStyle = line.look.color;
    context.stroke();
    if (line.diverged && end) drawEnd(context, end[0], end[1], theme, line.look.color);
  }
  context.restore();
}

/** The current path becomes the line, interrupted where a value has no place. Returns its last point. */
function traceLine(
  context: CanvasRenderingContext2D,
  values: Float64Array,
  plot: Plot,
  axis: Axis,
  steps: number,
  columns: number,
): [number, number] | null {
  context.beginPath();
  const own = ((values.length - 1) / Math.max(1, steps)) * plot.width * columns;
  let last: [number, number] | null = null;
  let joined = false;
  for (const k of thin(values, Math.max(1, Math.round(own)))) {
    const x = xOf(plot, k, steps);
    const y = yOf(plot, axis, values[k]!);
    if (Number.isNaN(y)) {
      joined = false;
      continue;
    }
    // A point alone becomes a dot, for the pen is round.
    if (!joined) context.moveTo(x, y);
    context.lineTo(x, y);
    joined = true;
    last = [x, y];
  }
  return last;
}

/** A cross where a run that diverged ends. */
function drawEnd(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  theme: State['theme'],
  color: string,
): void {
  context.setLineDash([]);
  context.beginPath();
  for (const side of [-1, 1]) {
    context.moveTo(x - 3.5, y - 3.5 * side);
    context.lineTo(x + 3.5, y + 3.5 * side);
  }
  context.lineWidth = 4.5;
  context.strokeStyle = ink[theme].halo;
  context.stroke();
  context.lineWidth = 2;
  context.strokeStyle = color;
  context.stroke();
}
