/** The explained step on the map: its arrows, the box that it divides by, where it leads. */
import { partColors } from '../../ui/part-colors.ts';
import type { Pen } from '../../ui/pen.ts';
import { inOrder, type ShownMarks } from '../../app/shown-marks.ts';
import type { Palette } from '../../app/state.ts';
import type { UpdatePart } from '../../core/optimizers/types.ts';
import { ink } from '../ink.ts';
import type { MapProjection } from './projection.ts';

const shaft = 2;
/** Of the gradient itself, which is no part of the step; of the step, over which its parts lie, with their rims. */
const thin = 1.1;
const broad = 6;
const head = 8;
const rim = 1.8;
const slimRim = 0.8;
/** Radius of the ball, which no shaft covers. */
const ball = 6;
/** Shorter arrows than this, in CSS pixels, are no arrows. */
const least = 1.5;
/** Before the border an arrow that goes on is broken. */
const brokenEnd = 18;

export function drawStepMarks(
  pen: Pen,
  { from: ballAt, marks }: ShownMarks,
  place: MapProjection,
  palette: Palette,
): void {
  pen.save();
  pen.lineJoin = 'round';
  pen.lineCap = 'round';
  // The step lies under its parts; what is pointed at is drawn last, over the rest.
  for (const { mark, from, to, goesOn, lit, faded } of inOrder(marks)) {
    const colors = partColors[palette];
    const [cx, cy] = place.toPixel(...from);
    const [px, py] = place.toPixel(...to);
    const length = Math.hypot(px - cx, py - cy);
    if (mark.shape === 'arrow' && length < least) continue;
    const isStep = mark.shape === 'arrow' && mark.part === 'step';
    const own = isStep ? broad : mark.unit === 'gradient' ? thin : shaft;
    const width = (lit ? own + 1.2 : own) * (mark.shape === 'box' ? 0.7 : 1);
    const full = (lit ? head + 1 : head) * (isStep ? 1.7 : mark.unit === 'gradient' ? 0.8 : 1);
    const size = Math.min(full, length);
    const edge = mark.follows ? slimRim : rim;
    const radius = mark.broken ? 3 : 4.5;
    if (mark.shape === 'point' && goesOn) continue;
    // Under the ball there is nothing to see, but for what is pointed at.
    if (mark.shape === 'point' && !lit && !mark.broken && length < ball + radius) continue;
    const begin = from === ballAt ? ball : 0;
    pen.globalAlpha = faded ? 0.45 : 1;
    for (const around of [2 * edge * ink[palette].haloWidth, 0]) {
      const paint = (part: UpdatePart, broken: boolean, filled: boolean, trace: () => void, wide = width) => {
        const color = around > 0 ? ink[palette].halo : colors[part];
        pen.beginPath();
        trace();
        pen.setLineDash(broken && around === 0 ? [5, 4] : []);
        pen.strokeStyle = color;
        pen.lineWidth = wide + around;
        pen.stroke();
        pen.fillStyle = color;
        if (filled) pen.fill();
      };
      if (mark.shape === 'box') {
        paint(mark.part, false, false, () =>
          pen.rect(2 * cx - px, 2 * cy - py, 2 * (px - cx), 2 * (py - cy)),
        );
      } else if (mark.shape === 'point') {
        const ring = () => {
          pen.moveTo(px + radius, py);
          pen.arc(px, py, radius, 0, 2 * Math.PI);
        };
        if (mark.broken) paint(mark.part, false, false, ring, shaft);
        // Where the step leads is of the step.
        else paint('step', false, false, () => traceCross(pen, px, py, radius), shaft);
      } else if (goesOn) {
        const end = Math.min(brokenEnd + size, length);
        paint(mark.part, mark.broken, false, () => traceShaft(pen, cx, cy, px, py, begin, end));
        pen.lineCap = 'butt';
        paint(mark.part, true, false, () => traceShaft(pen, cx, cy, px, py, length - end + 4, 3));
        pen.lineCap = 'round';
        paint(mark.part, false, false, () => traceChevron(pen, cx, cy, px, py, size), shaft);
      } else {
        paint(mark.part, mark.broken, false, () => traceShaft(pen, cx, cy, px, py, begin, size * 0.8));
        paint(mark.part, false, true, () => traceHead(pen, cx, cy, px, py, size));
      }
    }
  }
  pen.restore();
}

/** A line from `after` pixels after its beginning to `short` pixels before its end. */
function traceShaft(
  pen: Pen,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  after: number,
  short: number,
): void {
  const length = Math.hypot(bx - ax, by - ay);
  const share = length > short ? 1 - short / length : 0;
  const begin = Math.min(after / length, share / 2) || 0;
  pen.moveTo(ax + (bx - ax) * begin, ay + (by - ay) * begin);
  pen.lineTo(ax + (bx - ax) * share, ay + (by - ay) * share);
}

/** A cross-hair, open in the middle. */
function traceCross(pen: Pen, x: number, y: number, radius: number): void {
  for (const [dx, dy] of [
    [radius, 0],
    [0, radius],
    [-radius, 0],
    [0, -radius],
  ] as const) {
    pen.moveTo(x + 0.7 * dx, y + 0.7 * dy);
    pen.lineTo(x + 1.6 * dx, y + 1.6 * dy);
  }
}

/** An open head, for what goes on: within the border, a pixel before its end. */
function traceChevron(pen: Pen, ax: number, ay: number, bx: number, by: number, size: number): void {
  const angle = Math.atan2(by - ay, bx - ax);
  const [tx, ty] = [bx - 1.5 * Math.cos(angle), by - 1.5 * Math.sin(angle)];
  pen.moveTo(tx - size * Math.cos(angle - 0.65), ty - size * Math.sin(angle - 0.65));
  pen.lineTo(tx, ty);
  pen.lineTo(tx - size * Math.cos(angle + 0.65), ty - size * Math.sin(angle + 0.65));
}

function traceHead(pen: Pen, ax: number, ay: number, bx: number, by: number, size: number): void {
  const angle = Math.atan2(by - ay, bx - ax);
  pen.moveTo(bx, by);
  for (const side of [-0.42, 0.42]) {
    pen.lineTo(bx - size * Math.cos(angle + side), by - size * Math.sin(angle + side));
  }
  pen.closePath();
}
