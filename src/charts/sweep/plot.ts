/** The sweep's curves and axes, as SVG: loss over learning rate, both logarithmic, with a rim for what diverged. */
import type { Look } from '../../app/state.ts';
import type { SweptCurve } from '../../app/sweep-report.ts';
import { compare } from '../../text/en/compare.ts';
import type { YAxis } from '../axis.ts';
import { axisText, columnWidth, valueAxis } from '../steps/axes.ts';
import type { Plot } from '../steps/lines.ts';
import { svg } from '../../ui/dom.ts';
import { dashArray } from '../ink.ts';
import { formatRound } from '../round-numbers.ts';

/** A curve with the look of its optimizer. */
export interface DrawnCurve extends SweptCurve {
  readonly label: string;
  readonly look: Look;
}

/** Where a learning rate and a loss lie in the box, in figure pixels. */
export interface SweepPlace {
  /** The plot under the rim. */
  readonly plot: Plot;
  readonly axis: YAxis;
  /** Ends of the axis of learning rates. */
  readonly low: number;
  readonly high: number;
}

/** Height of the rim over the plot, on which runs that diverged are shown. */
export const rimHeight = 18;

export function rateX({ plot, low, high }: SweepPlace, rate: number): number {
  return plot.left + (Math.log(rate / low) / Math.log(high / low)) * plot.width;
}

/** The learning rate at a pixel, to three significant digits. */
export function rateUnder({ plot, low, high }: SweepPlace, x: number): number {
  return Number((low * (high / low) ** ((x - plot.left) / plot.width)).toPrecision(3));
}

/** NaN, a run that diverged, lies on the rim; what is off the axis, at its nearer end. */
export function lossY({ plot, axis }: SweepPlace, loss: number): number {
  if (Number.isNaN(loss)) return plot.top - rimHeight / 2;
  const share = axis.position(loss);
  return plot.top + (1 - Math.min(1, Math.max(0, Number.isNaN(share) ? 0 : share))) * plot.height;
}

export function drawSweepAxes(place: SweepPlace, note: string): SVGElement[] {
  const { plot, axis, low, high } = place;
  const base = plot.top + plot.height;
  const rim = svg('rect', {
    class: 'sweep-rim',
    x: plot.left * plot.scale,
    y: (plot.top - rimHeight) * plot.scale,
    width: plot.width * plot.scale,
    height: rimHeight * plot.scale,
  });
  const parts: SVGElement[] = [
    rim,
    axisText(plot, 'start', plot.left + 5, plot.top - rimHeight / 2 + 4, compare.chart.ended),
    ...valueAxis(plot, axis, note),
  ];
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  const stride = Math.max(1, Math.ceil(((last - first + 1) * columnWidth) / plot.width));
  for (let k = last; k >= first; k -= stride) {
    const rate = Number(`1e${k}`);
    const x = rateX(place, rate);
    const isFirst = x < plot.left + 12;
    const isLast = x > plot.left + plot.width - 12;
    // The outer numbers stay clear of the upright axis and inside the box.
    const anchor = isFirst ? 'start' : isLast ? 'end' : 'middle';
    const shift = isFirst ? -4 : isLast ? 8 : 0;
    parts.push(axisText(plot, anchor, x + shift, base + 15, formatRound(rate)));
  }
  return parts;
}

/** A line, crosses where it meets the rim, and a ring about its lowest point. */
export function drawCurve(curve: DrawnCurve, rates: readonly number[], place: SweepPlace): SVGElement {
  const { losses, look, best } = curve;
  let line = '';
  let crosses = '';
  let joined = false;
  for (const [i, rate] of rates.entries()) {
    const loss = losses[i] ?? Number.NaN;
    const at = `${rateX(place, rate).toFixed(1)} ${lossY(place, loss).toFixed(1)}`;
    const diverged = Number.isNaN(loss);
    if (joined || !diverged) line += `${joined ? 'L' : 'M'}${at}`;
    if (diverged && (joined || i === 0)) crosses += `M${at}m-3-3l6 6m0-6l-6 6`;
    joined = !diverged;
  }
  const stroke = look.color;
  const group = svg(
    'g',
    { class: 'sweep-curve' },
    svg('path', { d: line, stroke, 'stroke-dasharray': dashArray(look) }),
    svg('path', { d: crosses, stroke, 'stroke-width': '2' }),
  );
  const bestRate = best === null ? undefined : rates[best];
  if (best !== null && bestRate !== undefined) {
    const cx = rateX(place, bestRate).toFixed(1);
    const cy = lossY(place, losses[best] ?? Number.NaN).toFixed(1);
    group.append(svg('circle', { class: 'sweep-best', cx, cy, r: '4.5', stroke }));
  }
  return group;
}
