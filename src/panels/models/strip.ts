import type { Size } from '../../ui/box.ts';
import { formatShort } from '../../core/math/format.ts';
import { linearTicks } from '../../core/geometry/ticks.ts';
import { begin, type Ink } from './canvas.ts';

/** One chart under another: its canvas, its two axes, and where what is in it. */

export interface Strip {
  readonly context: CanvasRenderingContext2D;
  readonly right: number;
  readonly bottom: number;
  x(value: number): number;
  y(value: number): number;
  /** The value at a height. */
  valueAt(y: number): number;
}

export const LEFT = 38;
const [RIGHT, TOP, BOTTOM] = [8, 8, 20] as const;
/** Beyond some thousands of pixels canvases draw nothing at all. */
const FAR = 1e4;

export type Range = readonly [low: number, high: number];

/** Clears the canvas and draws the axes of two ranges; the last number across makes way for the name of the axis. */
export function beginStrip(
  context: CanvasRenderingContext2D,
  size: Size,
  across: { readonly range: Range; readonly name: string },
  up: Range,
  { soft, line }: Ink,
): Strip {
  const { width, height } = size;
  begin(context, width, height);
  const [right, bottom] = [width - RIGHT, height - BOTTOM];
  const linear =
    ([from, to]: Range, at: number, end: number) =>
    (value: number) =>
      Math.max(-FAR, Math.min(FAR, at + ((value - from) / (to - from || 1)) * (end - at)));
  const [x, y] = [linear(across.range, LEFT, right), linear(up, bottom, TOP)];
  context.lineWidth = 1;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  context.strokeStyle = line;
  context.fillStyle = soft;
  for (const { value } of linearTicks(...up, 4).list) {
    context.beginPath();
    context.moveTo(LEFT, y(value));
    context.lineTo(right, y(value));
    context.stroke();
    context.fillText(formatShort(value, 4), LEFT - 5, y(value));
  }
  context.textBaseline = 'alphabetic';
  context.textAlign = 'right';
  context.fillText(across.name, right, height - 5);
  const taken = right - context.measureText(across.name).width - 8;
  context.textAlign = 'center';
  for (const { value } of linearTicks(...across.range, 5).list) {
    const text = formatShort(value, 4);
    if (x(value) + context.measureText(text).width / 2 < taken) context.fillText(text, x(value), height - 5);
  }
  return {
    context,
    right,
    bottom,
    x,
    y,
    valueAt: (at) => up[0] + ((bottom - at) / (bottom - TOP)) * (up[1] - up[0]),
  };
}

/** What is drawn stays between the axes. */
export function clippedToStrip({ context, right, bottom }: Strip, draw: () => void): void {
  context.save();
  context.beginPath();
  context.rect(LEFT, 0, right - LEFT + 4, bottom + 1);
  context.clip();
  draw();
  context.restore();
}

/** A line through values at evenly spaced places. */
export function strokeOver(strip: Strip, [from, to]: Range, count: number, of: (at: number) => number): void {
  const { context, x, y } = strip;
  context.beginPath();
  for (let i = 0; i <= count; i++) {
    const at = from + (i / count) * (to - from);
    const value = of(at);
    if (Number.isFinite(value)) context.lineTo(x(at), y(value));
  }
  context.stroke();
}

export function drawDot({ context, x, y }: Strip, at: number, value: number, radius: number): void {
  context.beginPath();
  context.arc(x(at), y(value), radius, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
}
