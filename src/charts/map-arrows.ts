/** The explained step on the map: its arrows, the box that it divides by, where it leads. */
import { partColors } from '../app/part-colors.ts';
import type { ShownMark, ShownMarks } from '../app/shown-marks.ts';
import type { State } from '../app/state.ts';
import { ink } from './ink.ts';
import type { Projection } from './projection.ts';

const shaft = 2;
const head = 8;
const rim = 2.2;
/** Shorter arrows than this, in CSS pixels, are no arrows. */
const least = 1.5;

export function drawStepMarks(
  context: CanvasRenderingContext2D,
  { from, marks }: ShownMarks,
  place: Projection,
  theme: State['theme'],
): void {
  const [cx, cy] = place.toPixel(...from);
  if (!Number.isFinite(cx) || !Number.isFinite(cy)) return;
  context.save();
  context.lineJoin = 'round';
  context.lineCap = 'round';
  // What is pointed at is drawn last, over the rest.
  for (const shown of marks.toSorted((a, b) => Number(a.lit) - Number(b.lit))) {
    const { mark, lit, faded } = shown;
    const color = partColors[theme][mark.part];
    const width = lit ? shaft + 1.2 : shaft;
    context.globalAlpha = faded ? 0.45 : 1;
    const strokes = (trace: () => void, fill: boolean) => {
      context.beginPath();
      trace();
      context.setLineDash([]);
      context.strokeStyle = ink[theme].halo;
      context.lineWidth = width + 2 * rim;
      context.stroke();
      context.beginPath();
      trace();
      context.strokeStyle = color;
      context.fillStyle = color;
      context.lineWidth = width;
      if (mark.broken) context.setLineDash([5, 4]);
      context.stroke();
      if (fill) context.fill();
    };
    const [px, py] = pixelOf(shown, from, place);
    if (mark.shape === 'box') {
      strokes(() => context.rect(2 * cx - px, 2 * cy - py, 2 * (px - cx), 2 * (py - cy)), false);
    } else if (mark.shape === 'point') {
      const radius = mark.broken ? 3 : 4.5;
      strokes(() => {
        if (!mark.broken) traceShaft(context, cx, cy, px, py, radius);
        context.moveTo(px + radius, py);
        context.arc(px, py, radius, 0, 2 * Math.PI);
      }, false);
    } else {
      const length = Math.hypot(px - cx, py - cy);
      if (length < least) continue;
      const size = Math.min(head, length);
      strokes(() => traceShaft(context, cx, cy, px, py, size * 0.8), false);
      strokes(() => traceHead(context, cx, cy, px, py, lit ? size + 1 : size), true);
    }
  }
  context.restore();
}

/** The end of an arrow, the point, or the north-east corner of the box. */
function pixelOf({ mark, x, y }: ShownMark, from: ShownMarks['from'], place: Projection): [number, number] {
  return mark.shape === 'point' ? place.toPixel(x, y) : place.toPixel(from[0] + x, from[1] + y);
}

/** A line that ends `short` pixels before its end. */
function traceShaft(
  context: CanvasRenderingContext2D,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  short: number,
): void {
  const length = Math.hypot(bx - ax, by - ay);
  const share = length > short ? 1 - short / length : 0;
  context.moveTo(ax, ay);
  context.lineTo(ax + (bx - ax) * share, ay + (by - ay) * share);
}

function traceHead(
  context: CanvasRenderingContext2D,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  size: number,
): void {
  const angle = Math.atan2(by - ay, bx - ax);
  context.moveTo(bx, by);
  for (const side of [-0.42, 0.42]) {
    context.lineTo(bx - size * Math.cos(angle + side), by - size * Math.sin(angle + side));
  }
  context.closePath();
}
