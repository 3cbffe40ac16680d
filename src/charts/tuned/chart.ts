import { memo } from '../../app/memo.ts';
import type { RaceReport } from '../../app/tuned/race.ts';
import type { Look } from '../../app/state.ts';
import { fitAxis } from '../axis.ts';
import { dashArray } from '../ink.ts';
import { axisMarks, drawAxisMarks, layOutPlot } from '../steps/axes.ts';
import { type Plot, yOf } from '../steps/lines.ts';
import { stepScale } from '../steps/step-scale.ts';
import { html, setAttribute, svg } from '../../ui/dom.ts';

/** Steps of a line that are drawn, at most. */
const POINTS = 400;

export interface RaceChart {
  readonly element: HTMLElement;
  /** @param looks of the racers, in their order */
  show(
    report: RaceReport,
    looks: readonly (Look | null)[],
    lowest: number | null,
    note: string,
    label: string,
  ): void;
}

/** The loss of tuned optimizers over the steps: the middle of all races as a line, what most lie between as a band. */
export function createRaceChart(invalidate: () => void): RaceChart & { dispose(): void } {
  const axes = svg('g', {});
  const lines = svg('g', {});
  const picture = svg('svg', { class: 'chart-layer chart-axes', role: 'img' }, axes, lines);
  const element = html('div', { class: 'tuned-chart' }, picture);
  const observer = new ResizeObserver(invalidate);
  observer.observe(element);
  const pen = document.createElement('canvas').getContext('2d');
  const measure = (label: string) => {
    if (!pen) return 7 * label.length;
    pen.font = `12px ${getComputedStyle(element).fontFamily}`;
    return pen.measureText(label).width;
  };
  const draw = memo(
    (
      { results }: RaceReport,
      lowest: number | null,
      note: string,
      width: number,
      height: number,
      ...looks: readonly (Look | null)[]
    ) => {
      const bands = results.map((one) => one.bands);
      const middles = bands.flatMap((band) => band?.middle ?? []);
      const axis = fitAxis(middles, 'log', false, lowest);
      const plot = layOutPlot(width, height, axis, true, measure);
      const steps = Math.max(1, ...middles.map((middle) => middle.length - 1));
      const scale = stepScale(steps, 'linear', null);
      drawAxisMarks(axes, plot, axisMarks(plot, axis, scale, note, measure));
      const at = (values: Float64Array, step: number): [number, number] => [
        plot.left + scale.position(step) * plot.width,
        inside(plot, Number.isFinite(values[step]!) ? yOf(plot, axis, values[step]!) : plot.top),
      ];
      lines.replaceChildren(
        ...bands.flatMap((band, k) => {
          const look = looks[k];
          if (!band || !look) return [];
          const shown = stepsOf(band.middle.length - 1);
          const there = shown.map((step) => at(band.high, step));
          const back = shown.toReversed().map((step) => at(band.low, step));
          return [
            svg('path', { class: 'tuned-band', fill: look.color, d: `M${joined([...there, ...back])}Z` }),
            svg('path', {
              class: 'tuned-line',
              stroke: look.color,
              'stroke-dasharray': dashArray(look),
              d: `M${joined(shown.map((step) => at(band.middle, step)))}`,
            }),
          ];
        }),
      );
    },
  );
  return {
    element,
    show(report, looks, lowest, note, label) {
      setAttribute(picture, 'aria-label', label);
      const { clientWidth, clientHeight } = element;
      if (clientWidth > 0) draw(report, lowest, note, clientWidth, clientHeight, ...looks);
    },
    dispose: () => observer.disconnect(),
  };
}

function stepsOf(last: number): number[] {
  const every = Math.max(1, Math.ceil(last / POINTS));
  const steps = Array.from({ length: Math.floor(last / every) + 1 }, (_, k) => k * every);
  return steps.at(-1) === last ? steps : [...steps, last];
}

function inside({ top, height }: Plot, y: number): number {
  return Math.min(top + height, Math.max(top, Number.isNaN(y) ? top + height : y));
}

function joined(points: readonly (readonly [number, number])[]): string {
  return points.map((point) => point.map((one) => one.toFixed(1)).join(' ')).join('L');
}
