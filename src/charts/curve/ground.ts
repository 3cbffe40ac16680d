/** The curve as a relief cut open, its derivatives below it, their axes, and where it turns. */
import { axisInk, AXIS_TYPE, drawAxes } from '../../ui/axes.ts';
import type { Pen } from '../../ui/pen.ts';
import type { Palette } from '../../app/state.ts';
import { type CurveSamples, placeOfSample } from '../../core/geometry/curve.ts';
import { linearTicks } from '../../core/geometry/ticks.ts';
import type { CriticalPoint } from '../../core/losses/critical/types.ts';
import { onCurve } from '../../styles/rare-palette.ts';
import { inPalettes } from '../../styles/palette.ts';
import { curve as text } from '../../text/en/curve.ts';
import { tint } from '../../ui/tints.ts';
import { drawCriticalPoints } from '../map/critical.ts';
import { ink } from '../ink.ts';
import { projection } from '../map/projection.ts';
import type { CurveLayout, CurvePlot } from './layout.ts';

/** Colours of the block, of its grid, and of where the slope is up and down. */
export const curveInk = inPalettes(onCurve);

/** Thickness of the tinted edge, and the width of a piece of one tint, in figure pixels. */
const [EDGE, PIECE] = [13, 4] as const;
/** Values beyond the plot are brought in: canvases lose precision on great coordinates. */
const BEYOND = 200;

export interface CurveGroundOptions {
  readonly palette: Palette;
  readonly font: string;
  /** Whether minima and maxima are marked. */
  readonly marks: boolean;
}

export function drawCurveGround(
  pen: Pen,
  samples: CurveSamples,
  critical: readonly CriticalPoint[],
  layout: CurveLayout,
  { palette, font, marks }: CurveGroundOptions,
): void {
  const { curve, slope, bend } = layout;
  for (const plot of [curve, slope, bend]) if (plot) drawGrid(pen, plot, palette);
  clippedToPlot(pen, curve, () => {
    fillBlock(pen, samples, layout, palette);
    paintEdge(pen, samples, layout, palette);
    strokeLine(pen, samples.values, samples.joined, layout, curve, palette, 2);
  });
  if (slope) {
    clippedToPlot(pen, slope, () => {
      fillToZero(pen, samples.slopes, layout, slope, palette);
      strokeLine(pen, samples.slopes, joinedBy(samples, samples.slopes), layout, slope, palette, 1.8);
    });
    drawZero(pen, slope, palette);
    drawWords(pen, samples, layout, slope, palette, font);
  }
  if (bend) {
    clippedToPlot(pen, bend, () =>
      strokeLine(pen, samples.bends, joinedBy(samples, samples.bends), layout, bend, palette, 1.6),
    );
    drawZero(pen, bend, palette);
  }
  if (marks) drawTurns(pen, critical, layout, palette);
  drawAxes(pen, layout.axes, palette, font, AXIS_TYPE);
}

/** Draws what is cut off at the edges of a plot. */
export function clippedToPlot(pen: Pen, { x, y, width, height }: CurvePlot, draw: () => void): void {
  pen.save();
  pen.beginPath();
  pen.rect(x, y, width, height);
  pen.clip();
  draw();
  pen.restore();
}

/** The pixel of a value, brought in where it is far out. */
export function near({ y, height, yOf }: CurvePlot, value: number): number {
  return Math.min(y + height + BEYOND, Math.max(y - BEYOND, yOf(value)));
}

function drawGrid(pen: Pen, plot: CurvePlot, palette: Palette): void {
  pen.setLineDash([]);
  pen.lineWidth = 1;
  pen.strokeStyle = curveInk[palette].grid;
  pen.beginPath();
  for (const { value } of linearTicks(plot.low, plot.high, Math.max(2, Math.round(plot.height / 44))).list) {
    pen.moveTo(plot.x, plot.yOf(value));
    pen.lineTo(plot.x + plot.width, plot.yOf(value));
  }
  pen.stroke();
}

function pixelsOf({ from, to, values }: CurveSamples, layout: CurveLayout): Float64Array {
  return values.map((_, i) => layout.xOf(placeOfSample(from, to, i, values.length)));
}

/** The pieces of a line, each from one sample to another. */
function* pieces(
  series: Float64Array,
  joined: Uint8Array,
): Generator<readonly [first: number, last: number]> {
  let first = 0;
  for (let i = 1; i <= series.length; i++) {
    if (i < series.length && joined[i] === 1) continue;
    if (i - 1 > first) yield [first, i - 1];
    first = i;
  }
}

function fillBlock(pen: Pen, samples: CurveSamples, layout: CurveLayout, palette: Palette): void {
  const { curve } = layout;
  const xs = pixelsOf(samples, layout);
  const bottom = curve.y + curve.height;
  pen.fillStyle = curveInk[palette].block;
  for (const [first, last] of pieces(samples.values, samples.joined)) {
    pen.beginPath();
    pen.moveTo(xs[first]!, bottom);
    for (let i = first; i <= last; i++) pen.lineTo(xs[i]!, near(curve, samples.values[i]!));
    pen.lineTo(xs[last]!, bottom);
    pen.closePath();
    pen.fill();
  }
}

/** The edge of the block in the tints of its heights, in pieces of some pixels. */
function paintEdge(pen: Pen, samples: CurveSamples, layout: CurveLayout, palette: Palette): void {
  const { curve } = layout;
  const xs = pixelsOf(samples, layout);
  const [low, high] = [curve.low, curve.high];
  for (const [first, last] of pieces(samples.values, samples.joined)) {
    let begin = first;
    for (let i = first + 1; i <= last; i++) {
      if (i < last && xs[i]! - xs[begin]! < PIECE) continue;
      const middle = samples.values[(begin + i) >> 1]!;
      const [r, g, b] = tint((middle - low) / (high - low), palette).map(Math.round);
      pen.fillStyle = `rgb(${r} ${g} ${b})`;
      pen.beginPath();
      for (let k = begin; k <= i; k++) {
        const y = near(curve, samples.values[k]!);
        // A hair of overlap, or the ground shows between two pieces.
        const x = xs[k]! + (k === i && i < last ? 0.6 : 0);
        if (k === begin) pen.moveTo(x, y);
        else pen.lineTo(x, y);
      }
      pen.lineTo(xs[i]! + (i < last ? 0.6 : 0), near(curve, samples.values[i]!) + EDGE);
      for (let k = i - 1; k >= begin; k--) pen.lineTo(xs[k]!, near(curve, samples.values[k]!) + EDGE);
      pen.closePath();
      pen.fill();
      begin = i;
    }
  }
}

/** Where a derivative has no gap: it may jump where the curve itself does not, as |x| does. */
function joinedBy({ joined }: CurveSamples, series: Float64Array): Uint8Array {
  return joined.map((own, i) =>
    own === 1 && Number.isFinite(series[i]!) && Number.isFinite(series[i - 1]!) ? 1 : 0,
  );
}

function strokeLine(
  pen: Pen,
  series: Float64Array,
  joined: Uint8Array,
  layout: CurveLayout,
  plot: CurvePlot,
  palette: Palette,
  width: number,
): void {
  const { from, to } = layout;
  pen.beginPath();
  for (const [first, last] of pieces(series, joined)) {
    for (let i = first; i <= last; i++) {
      const x = layout.xOf(placeOfSample(from, to, i, series.length));
      if (i === first) pen.moveTo(x, near(plot, series[i]!));
      else pen.lineTo(x, near(plot, series[i]!));
    }
  }
  pen.setLineDash([]);
  pen.lineJoin = 'round';
  pen.lineCap = 'round';
  pen.lineWidth = width;
  pen.strokeStyle = ink[palette].line;
  pen.stroke();
}

/** What lies between a line and zero, by its side. */
function fillToZero(
  pen: Pen,
  series: Float64Array,
  layout: CurveLayout,
  plot: CurvePlot,
  palette: Palette,
): void {
  const { from, to } = layout;
  const zero = near(plot, 0);
  for (const side of ['up', 'down'] as const) {
    pen.fillStyle = curveInk[palette][side];
    pen.beginPath();
    const of = (value: number) =>
      Number.isFinite(value) ? (side === 'up' ? Math.max(0, value) : Math.min(0, value)) : 0;
    for (let i = 0; i < series.length; i++) {
      const x = layout.xOf(placeOfSample(from, to, i, series.length));
      if (i === 0) pen.moveTo(x, zero);
      pen.lineTo(x, near(plot, of(series[i]!)));
    }
    pen.lineTo(layout.xOf(to), zero);
    pen.closePath();
    pen.fill();
  }
}

function drawZero(pen: Pen, plot: CurvePlot, palette: Palette): void {
  const y = plot.yOf(0);
  if (!(y >= plot.y && y <= plot.y + plot.height)) return;
  pen.setLineDash([]);
  pen.lineWidth = 1;
  pen.strokeStyle = axisInk[palette].ink;
  pen.beginPath();
  pen.moveTo(plot.x, y);
  pen.lineTo(plot.x + plot.width, y);
  pen.stroke();
}

/** What a slope of either sign means, where there is room for it. */
function drawWords(
  pen: Pen,
  { slopes }: CurveSamples,
  layout: CurveLayout,
  plot: CurvePlot,
  palette: Palette,
  font: string,
): void {
  pen.font = `${AXIS_TYPE}px ${font}`;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillStyle = axisInk[palette].soft;
  const zero = plot.yOf(0);
  for (const [side, words] of [
    [1, text.up],
    [-1, text.down],
  ] as const) {
    const room = side > 0 ? zero - plot.y : plot.y + plot.height - zero;
    if (room < 26) continue;
    const place = longest(slopes, side);
    const need = pen.measureText(words).width + 12;
    if (!place) continue;
    const [a, b] = place.map((i) => layout.xOf(placeOfSample(layout.from, layout.to, i, slopes.length)));
    // On the other side of zero there is nothing.
    if (b! - a! >= need) pen.fillText(words, (a! + b!) / 2, zero + side * 11);
  }
  pen.textAlign = 'left';
}

/** The first and the last sample of the longest stretch of one sign; null without any. */
function longest(series: Float64Array, sign: 1 | -1): readonly [number, number] | null {
  let best: readonly [number, number] | null = null;
  let first = -1;
  for (let i = 0; i <= series.length; i++) {
    if (i < series.length && series[i]! * sign > 0) {
      if (first < 0) first = i;
    } else if (first >= 0) {
      if (!best || i - 1 - first > best[1] - best[0]) best = [first, i - 1];
      first = -1;
    }
  }
  return best;
}

/** A broken ring at every minimum and a diamond at every maximum, on the curve and on the zero of its slope. */
function drawTurns(
  pen: Pen,
  critical: readonly CriticalPoint[],
  layout: CurveLayout,
  palette: Palette,
): void {
  const { curve, slope } = layout;
  const place = projection([0, 1, 0, 1], 1, 1);
  const on = (plot: CurvePlot, height: (point: CriticalPoint) => number) => ({
    ...place,
    toPixel: (x: number, y: number): [number, number] => [layout.xOf(x), plot.yOf(y)],
    marks: critical
      .filter(({ at: [x], kind }) => kind !== 'saddle' && x >= layout.from && x <= layout.to)
      .map((point) => ({ at: [point.at[0], height(point)], kind: point.kind })),
  });
  const onCurve = on(curve, ({ value }) => value);
  clippedToPlot(pen, curve, () => drawCriticalPoints(pen, onCurve.marks, onCurve, palette));
  if (!slope) return;
  const onSlope = on(slope, () => 0);
  drawCriticalPoints(pen, onSlope.marks, onSlope, palette);
}
