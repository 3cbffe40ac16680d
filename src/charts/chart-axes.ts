/** Grid lines and numbers of a chart, as SVG, so that they are text and take the page's colours. */
import { ticks } from 'd3-array';
import { formatRound } from './numbers.ts';
import { charts } from '../text/en/charts.ts';
import type { Axis, Tick } from './axis.ts';
import { type Plot, xOf } from './chart-lines.ts';
import { svg } from '../app/dom.ts';

/** Pixels between two numbers at least: upright, and side by side. */
const rowHeight = 26;
export const columnWidth = 56;

const bottom = 20;
const top = 8;
const noteHeight = 18;
const right = 10;

/**
 * The plot's rectangle in a box: what the numbers and a note leave.
 *
 * @param measure width of a text at the numbers' size, in pixels
 */
export function layOutPlot(
  width: number,
  height: number,
  axis: Axis,
  hasNote: boolean,
  measure: (text: string) => number,
): Plot {
  const upper = hasNote ? noteHeight + 4 : top;
  const plotHeight = Math.max(10, height - upper - bottom);
  const widest = Math.max(
    16,
    ...axis.ticks(rows(plotHeight)).map((tick) => measure(tickText(tick).replaceAll(/\d/g, '0'))),
  );
  const left = Math.ceil(widest) + 9;
  return { left, top: upper, width: Math.max(10, width - left - right), height: plotHeight };
}

function rows(height: number): number {
  return Math.max(2, Math.floor(height / rowHeight));
}

/** Draws the axes into `parent` in place of what was there. */
export function drawAxes(parent: SVGElement, plot: Plot, axis: Axis, steps: number, note: string): void {
  const parts = valueAxis(plot, axis, note);
  const base = plot.top + plot.height;
  const columns = Math.max(1, Math.floor(plot.width / columnWidth));
  for (const step of ticks(0, steps, columns)) {
    if (!Number.isInteger(step)) continue;
    const x = xOf(plot, step, steps);
    const isLast = x > plot.left + plot.width - right;
    // The last number stays inside the box.
    parts.push(axisText(isLast ? 'end' : 'middle', isLast ? x + right : x, base + 15, formatRound(step)));
  }
  parent.replaceChildren(...parts);
}

/** The upright axis: its lines across the plot with their numbers, the base line, the note above. */
export function valueAxis(plot: Plot, axis: Axis, note: string): SVGElement[] {
  const parts: SVGElement[] = [];
  const base = plot.top + plot.height;
  for (const tick of axis.ticks(rows(plot.height))) {
    const y = Math.round(plot.top + (1 - tick.at) * plot.height) + 0.5;
    parts.push(
      svg('line', {
        class: tick.beyond ? 'grid is-beyond' : 'grid',
        x1: String(plot.left),
        x2: String(plot.left + plot.width),
        y1: String(y),
        y2: String(y),
      }),
      axisText('end', plot.left - 8, y + 4, tickText(tick)),
    );
  }
  parts.push(
    svg('line', {
      class: 'grid',
      x1: String(plot.left),
      x2: String(plot.left + plot.width),
      y1: String(Math.round(base) + 0.5),
      y2: String(Math.round(base) + 0.5),
    }),
  );
  if (note !== '') parts.push(axisText('start', 0, noteHeight - 5, note));
  return parts;
}

function tickText({ value, beyond }: Tick): string {
  const text = formatRound(value);
  if (beyond === 'above') return charts.chart.above(text);
  // Nothing is below zero where a logarithm ends at zero: that place is zero's own.
  return beyond === 'below' && value !== 0 ? charts.chart.below(text) : text;
}

export function axisText(anchor: string, x: number, y: number, content: string): SVGTextElement {
  return svg('text', { 'text-anchor': anchor, x: String(x), y: String(y) }, content);
}
