import type { AppView, RunView } from '../app/state.ts';
import { scheduledRate, scheduleEntry } from '../core/run/schedule.ts';
import { rules as text } from '../text/en/rules.ts';
import { html, setAttribute, svg } from '../app/dom.ts';
import { dashArray } from './ink.ts';
import { memo } from '../app/memo.ts';
import { thin } from './thinning.ts';
import { isScheduled } from '../app/reading.ts';
import type { ChartScale } from '../core/scene/quantities.ts';
import { type StepScale, stepScale } from './step-scale.ts';

/** Height of the picture in units of its view box; its width is 1000. */
const HEIGHT = 100;
const WIDTH = 1000;
/** Columns to which the lines are thinned. */
const COLUMNS = 500;

/**
 * The learning rates that change, under the loss chart and on its steps: each as a share of the rate that was set,
 * from 0 at the bottom to the highest share of all at the top. Hidden while every schedule is constant.
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
  const element = html('div', { class: 'schedule-plot' }, caption, picture);
  element.hidden = true;
  container.append(element);

  const scaleOf = memo((steps: number, kind: ChartScale, range: readonly [number, number] | null) =>
    stepScale(steps, kind, range),
  );
  const drawLines = memo((runs: readonly RunView[], steps: number, over: StepScale, scale: number) => {
    const scheduled = runs.filter(isScheduled);
    element.hidden = scheduled.length === 0;
    const shares = scheduled.map(({ setting }) => sharesOf(setting.schedule, steps));
    const top = Math.max(1, ...shares.map((series) => series.reduce((a, b) => Math.max(a, b), 0)));
    lines.replaceChildren(
      ...scheduled.map(({ look }, i) =>
        svg('polyline', {
          points: pointsOf(shares[i]!, over, top),
          stroke: look.color,
          'stroke-dasharray': dashArray(look, scale),
        }),
      ),
    );
    const named = scheduled.map(({ label, setting }) =>
      text.scheduled(label, scheduleEntry(setting.schedule.kind).name),
    );
    setAttribute(picture, 'aria-label', text.schedulePlotOf(named));
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

/** The rate of the update that leaves each step, for a rate of 1. */
function sharesOf(schedule: RunView['setting']['schedule'], steps: number): Float64Array {
  const rate = scheduledRate(schedule, 1, steps);
  return Float64Array.from({ length: steps }, (_, k) => rate(k + 1));
}

/** What lies beyond the steps that are shown is drawn off the picture. */
function pointsOf(shares: Float64Array, over: StepScale, top: number): string {
  const edge = (column: number) => Math.ceil(over.invert(column / COLUMNS));
  return [...thin(shares, COLUMNS, edge)]
    .map((step) => {
      const x = WIDTH * over.position(step);
      return `${x.toFixed(1)},${(HEIGHT * (1 - shares[step]! / top)).toFixed(2)}`;
    })
    .join(' ');
}
