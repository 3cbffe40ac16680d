/**
 * Grid lines and numbers of a chart, as SVG, so that they are text and take the page's colours. They are laid out in
 * figure pixels and drawn in CSS pixels: text keeps a size of its own, which style sheets scale.
 */
import { formatRound } from '../round-numbers.ts';
import { charts } from '../../text/en/charts.ts';
import type { YAxis, Tick } from '../axis.ts';
import type { Plot } from './lines.ts';
import { type StepScale, stepTicks } from './step-scale.ts';
import { svg } from '../../ui/dom.ts';

/** Pixels between two numbers at least: upright, and side by side. */
const rowHeight = 26;
export const columnWidth = 56;
/** And between two steps, which are as wide as they are. */
const stepGap: Readonly<Record<StepScale['kind'], number>> = { linear: 14, log: 8 };

const bottom = 20;
const top = 8;
const noteHeight = 18;
const right = 10;

/**
 * The plot's rectangle in a box: what the numbers and a note leave.
 *
 * @param measure width of a text at the numbers' size, in figure pixels
 */
export function layOutPlot(
  width: number,
  height: number,
  axis: YAxis,
  hasNote: boolean,
  measure: (text: string) => number,
  scale = 1,
): Plot {
  const upper = hasNote ? noteHeight + 4 : top;
  const plotHeight = Math.max(10, height - upper - bottom);
  const widest = Math.max(
    16,
    ...axis.ticks(rows(plotHeight)).map((tick) => measure(tickText(tick).replaceAll(/\d/g, '0'))),
  );
  const left = Math.ceil(widest) + 9;
  return { left, top: upper, width: Math.max(10, width - left - right), height: plotHeight, scale };
}

function rows(height: number): number {
  return Math.max(2, Math.floor(height / rowHeight));
}

/** Lines and texts of axes, in figure pixels. */
export interface AxisMarks {
  /** Across the plot; `beyond` where the margin of what lies off the axis begins. */
  readonly lines: readonly { readonly y: number; readonly beyond: boolean }[];
  readonly texts: readonly AxisText[];
}

interface AxisText {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly content: string;
}

/** Both axes of a chart over the steps. The outer steps stay inside the box. */
export function axisMarks(
  plot: Plot,
  axis: YAxis,
  scale: StepScale,
  note: string,
  measure: (text: string) => number,
): AxisMarks {
  const { lines, texts } = valueMarks(plot, axis, note);
  const numbers = stepTicks(scale, plot.width, measure, [plot.left, right], stepGap[scale.kind]).map(
    (tick) => ({
      x: plot.left + (tick.left + tick.right) / 2,
      y: plot.top + plot.height + 15,
      anchor: 'middle' as const,
      content: tick.text,
    }),
  );
  return { lines, texts: [...texts, ...numbers] };
}

/** Draws lines and texts of axes into `parent` in place of what was there. */
export function drawAxisMarks(parent: SVGElement, plot: Plot, marks: AxisMarks): void {
  parent.replaceChildren(...axisElements(plot, marks));
}

/** The upright axis: its lines across the plot with their numbers, the base line, the note above. */
export function valueAxis(plot: Plot, axis: YAxis, note: string): SVGElement[] {
  return axisElements(plot, valueMarks(plot, axis, note));
}

function valueMarks(plot: Plot, axis: YAxis, note: string): AxisMarks {
  const shown = axis.ticks(rows(plot.height));
  const y = (at: number) => plot.top + (1 - at) * plot.height;
  const base = plot.top + plot.height;
  return {
    lines: [
      ...shown.map((tick) => ({ y: y(tick.line), beyond: tick.beyond !== null })),
      { y: base, beyond: false },
    ],
    texts: [
      ...shown.map((tick) => ({
        x: plot.left - 8,
        y: Math.round(y(tick.at)) + 4.5,
        anchor: 'end' as const,
        content: tickText(tick),
      })),
      ...(note === '' ? [] : [{ x: 0, y: noteHeight - 5, anchor: 'start' as const, content: note }]),
    ],
  };
}

function axisElements(plot: Plot, { lines, texts }: AxisMarks): SVGElement[] {
  return [
    ...lines.map(({ y, beyond }) => levelLine(plot, y, beyond ? 'grid is-beyond' : 'grid')),
    ...texts.map(({ anchor, x, y, content }) => axisText(plot, anchor, x, y, content)),
  ];
}

function tickText({ value, beyond }: Tick): string {
  const text = formatRound(value);
  if (beyond === 'above') return charts.chart.above(text);
  // Nothing is below zero where a logarithm ends at zero: that place is zero's own.
  return beyond === 'below' && value !== 0 ? charts.chart.below(text) : text;
}

/** A line across the plot, on whole pixels of the page. */
function levelLine({ left, width, scale }: Plot, y: number, name: string): SVGLineElement {
  const at = Math.round(y * scale) + 0.5;
  return svg('line', { class: name, x1: left * scale, x2: (left + width) * scale, y1: at, y2: at });
}

/** A text at a place in figure pixels. */
export function axisText(
  { scale }: Plot,
  anchor: string,
  x: number,
  y: number,
  content: string,
): SVGTextElement {
  return svg('text', { 'text-anchor': anchor, x: x * scale, y: y * scale }, content);
}
