/** The chart's lines on a canvas: one a run, thinned to the pixels there are. */
import type { Pen } from '../../ui/pen.ts';
import type { Look, Palette } from '../../app/state.ts';
import type { YAxis } from '../axis.ts';
import { ink, strokeLook } from '../ink.ts';
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

export interface ChartLine {
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

/**
 * The height of a value; of one that is beyond what is drawn to scale, of its row in the margin.
 *
 * @param row share of the margin, from what is drawn to scale outwards
 */
export function yOf(plot: Plot, axis: YAxis, value: number, row = 0.5): number {
  const share = axis.position(value);
  const [low, high] = axis.toScale;
  const side = sideOf(axis, share);
  return heightOf(plot, side < 0 ? low * (1 - row) : side > 0 ? high + (1 - high) * row : share);
}

/** Each line has a row of its own in a margin, so that none lies under another there. */
export function rowOf(index: number, count: number): number {
  return (index + 1) / (count + 1);
}

/** By how much, as a share of the axis, rounding may take a value past the end that is fitted to it. */
const tolerance = 1e-9;

/** In which margin a share of the axis is: below -1, above 1, in none 0. */
function sideOf({ toScale: [low, high] }: YAxis, share: number): -1 | 0 | 1 {
  if (low > 0 && share < low - tolerance) return -1;
  return high < 1 && share > high + tolerance ? 1 : 0;
}

/** A share is kept near to the plot: a line that leaves it may go to infinity. */
function heightOf({ top, height }: Plot, share: number): number {
  return top + (1 - Math.max(-9, Math.min(10, share))) * height;
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
  lines: readonly ChartLine[],
  plot: Plot,
  axis: YAxis,
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
      const wholly: YAxis = { ...axis, toScale: [0, 1] };
      traceLine(pen, line.limit, plot, wholly, scale, columns, 0);
    }
    pen.stroke();
    pen.restore();
  }
  for (const [i, line] of lines.entries()) {
    const row = rowOf(i, lines.length);
    const { end, beyond } = traceLine(pen, line.values, plot, axis, scale, columns, row);
    strokeLook(pen, line.look, 1.7);
    drawBeyond(pen, beyond, plot, line.look.color);
    if (line.diverged && end && isShown(scale, line.values.length - 1))
      drawEnd(pen, end.x, end.y, palette, line.look.color);
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

/** A value of a line, at its place in the plot or in a margin. */
interface Place {
  readonly x: number;
  readonly y: number;
  /** Of the axis, by its scale. */
  readonly share: number;
  readonly side: -1 | 0 | 1;
}

/** While a line is in a margin: from where it leaves what is drawn to scale to where it comes back or ends. */
interface Beyond {
  readonly side: -1 | 1;
  readonly from: number;
  to: number;
  readonly y: number;
}

interface Traced {
  /** The last value that has a place. */
  readonly end: Place | null;
  readonly beyond: readonly Beyond[];
}

/**
 * The current path becomes the line, interrupted where a value has no place. It leaves what is drawn to scale at the
 * slope that it has there and comes back likewise.
 */
function traceLine(
  pen: Pen,
  values: Float64Array,
  plot: Plot,
  axis: YAxis,
  scale: StepScale,
  columns: number,
  row: number,
): Traced {
  pen.beginPath();
  const count = Math.max(1, Math.round(plot.width * columns));
  const edge = (column: number) => Math.ceil(scale.invert(column / count));
  const beyond: Beyond[] = [];
  let end: Place | null = null;
  let before: Place | null = null;
  for (const k of thin(values, count, edge)) {
    const share = axis.position(values[k]!);
    if (Number.isNaN(share)) {
      before = null;
      continue;
    }
    const at: Place = {
      x: xOf(plot, k, scale),
      y: yOf(plot, axis, values[k]!, row),
      share,
      side: sideOf(axis, share),
    };
    let enters = at.x;
    if (before === null) {
      // A point alone becomes a dot, for the pen is round.
      if (at.side === 0) pen.moveTo(at.x, at.y);
      if (at.side === 0) pen.lineTo(at.x, at.y);
    } else if (before.side === at.side && at.side !== 0) {
      beyond.at(-1)!.to = at.x;
    } else {
      if (before.side !== 0) {
        const [x, y] = crossing(plot, axis, before, at, before.side);
        beyond.at(-1)!.to = x;
        pen.moveTo(x, y);
      }
      const [x, y] = at.side === 0 ? [at.x, at.y] : crossing(plot, axis, before, at, at.side);
      pen.lineTo(x, y);
      enters = x;
    }
    if (at.side !== 0 && before?.side !== at.side) {
      beyond.push({ side: at.side, from: enters, to: at.x, y: at.y });
    }
    before = at;
    end = at;
  }
  return { end, beyond };
}

/** Where the line between two values passes an end of what is drawn to scale. */
function crossing(plot: Plot, axis: YAxis, from: Place, to: Place, side: -1 | 1): [x: number, y: number] {
  // No scale has a slope to where a logarithm has no value: the line goes to its place.
  for (const { share, x, y } of [from, to]) if (!Number.isFinite(share)) return [x, y];
  const edge = axis.toScale[side < 0 ? 0 : 1];
  const along = (edge - from.share) / (to.share - from.share);
  return [from.x + along * (to.x - from.x), heightOf(plot, edge)];
}

/** Half the side of a sign, and the least distance of two of one line, in pixels. */
const signSize = 3.5;
const signGap = 10;

/** In a margin nothing is to scale: a sign where the line leaves and dots for as long as it is away. */
function drawBeyond(pen: Pen, list: readonly Beyond[], { left, width }: Plot, color: string): void {
  const shown = list.filter(({ from, to }) => to >= left && from <= left + width);
  if (shown.length === 0) return;
  const start = ({ from }: Beyond) => Math.max(left, from);
  pen.beginPath();
  for (const each of shown) {
    pen.moveTo(start(each), each.y);
    pen.lineTo(each.to, each.y);
  }
  pen.setLineDash([1, 3]);
  pen.lineCap = 'butt';
  pen.lineWidth = 1.2;
  pen.strokeStyle = color;
  pen.stroke();
  pen.beginPath();
  let last: Beyond | null = null;
  for (const each of shown) {
    if (last && last.side === each.side && start(each) - start(last) < signGap) continue;
    const [x, y] = [start(each), each.y];
    pen.moveTo(x - signSize, y + signSize * 0.8 * each.side);
    pen.lineTo(x + signSize, y + signSize * 0.8 * each.side);
    pen.lineTo(x, y - signSize * 0.8 * each.side);
    pen.closePath();
    last = each;
  }
  pen.fillStyle = color;
  pen.fill();
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
