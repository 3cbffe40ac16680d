import type { AppView, RunView } from '../../app/state.ts';
import { scheduledRate, scheduleEntry } from '../../core/run/schedule.ts';
import { rules as text } from '../../text/en/rules.ts';
import { panels } from '../../text/en/panels.ts';
import { html, setAttribute, setText, svg } from '../../ui/dom.ts';
import { dashArray } from '../ink.ts';
import { memo } from '../../app/memo.ts';
import { thin } from './thinning.ts';
import { isScheduled } from '../../app/reading.ts';
import { formatRound } from '../round-numbers.ts';
import type { ChartScale } from '../../core/scene/quantities.ts';
import { type StepScale, stepScale } from './step-scale.ts';
import '../../styles/schedule-plot.css';

/** Height of the picture in units of its view box; its width is 1000. */
const HEIGHT = 100;
const WIDTH = 1000;
/** Columns to which the lines are thinned. */
const COLUMNS = 500;

/**
 * The learning rates under the loss chart and on its steps, from 0 at the bottom to the highest of all at the top, both
 * said beside it. Hidden while every schedule is constant.
 */
export function createSchedulePlot(container: HTMLElement): AppView {
  const lines = svg('g');
  const now = svg('line', { class: 'cursor-line', y1: '0', y2: String(HEIGHT) });
  const picture = svg(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img' },
    lines,
    now,
  );
  const caption = html('div', { class: 'schedule-caption', 'aria-hidden': 'true' });
  caption.textContent = text.schedulePlot;
  const top = html('span');
  const numbers = html(
    'div',
    { class: 'schedule-numbers', 'aria-hidden': 'true' },
    top,
    html('span', {}, '0'),
  );
  const element = html('div', { class: 'schedule-plot' }, caption, picture, numbers);
  element.hidden = true;
  container.append(element);

  const scaleOf = memo((steps: number, kind: ChartScale, range: readonly [number, number] | null) =>
    stepScale(steps, kind, range),
  );
  const drawLines = memo((runs: readonly RunView[], steps: number, over: StepScale, scale: number) => {
    const rated = runs.filter(({ setting }) => typeof setting.values['lr'] === 'number');
    element.hidden = !rated.some(isScheduled);
    const rates = element.hidden ? [] : rated.map((view) => ratesOf(view, steps));
    const highest = Math.max(...rates.map((series) => series.reduce((a, b) => Math.max(a, b), 0)));
    setText(top, formatRound(highest));
    lines.replaceChildren(
      ...rates.map((series, i) => {
        const { look } = rated[i]!;
        return svg('polyline', {
          points: pointsOf(series, over, highest),
          stroke: look.color,
          'stroke-dasharray': dashArray(look, scale),
        });
      }),
    );
    const named = rated.map(({ label, setting }) =>
      text.scheduled(label, panels.legend.within(scheduleEntry(setting.schedule.kind).name)),
    );
    setAttribute(picture, 'aria-label', text.schedulePlotOf(named, formatRound(highest)));
  });
  const showStep = memo((step: number, over: StepScale) => {
    const x = String(WIDTH * over.position(step));
    setAttribute(now, 'x1', x);
    setAttribute(now, 'x2', x);
  });

  return {
    draw({ state, derived }) {
      const { steps, view } = state.scene;
      const over = scaleOf(steps, view.chartSteps, view.chartRange);
      drawLines(derived.runs, steps, over, state.figure.scale);
      if (!element.hidden) showStep(state.playhead.step, over);
    },
    dispose() {
      element.remove();
    },
  };
}

/** The rate of the update that leaves each step. */
function ratesOf({ setting: { values, schedule } }: RunView, steps: number): Float64Array {
  const rate = scheduledRate(schedule, Number(values['lr']), steps);
  return Float64Array.from({ length: steps }, (_, k) => rate(k + 1));
}

/** What lies beyond the steps that are shown is drawn off the picture. */
function pointsOf(rates: Float64Array, over: StepScale, highest: number): string {
  const edge = (column: number) => Math.ceil(over.invert(column / COLUMNS));
  return [...thin(rates, COLUMNS, edge)]
    .map((step) => {
      const x = WIDTH * over.position(step);
      return `${x.toFixed(1)},${(HEIGHT * (1 - (highest > 0 ? rates[step]! / highest : 0))).toFixed(2)}`;
    })
    .join(' ');
}
