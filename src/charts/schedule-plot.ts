import type { AppView, RunView } from '../app/state.ts';
import { scheduledRate, scheduleEntry } from '../core/run/schedule.ts';
import { rules as text } from '../text/en/rules.ts';
import { html, setAttribute, svg } from '../app/dom.ts';
import { dashArray } from './ink.ts';
import { memo } from '../app/memo.ts';
import { isScheduled } from '../app/reading.ts';

/** Height of the picture in units of its view box; its width is 1000. */
const HEIGHT = 100;
const WIDTH = 1000;
/** Columns at most; where steps share one, the lowest and the highest rate of it are drawn. */
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

  const drawLines = memo((runs: readonly RunView[], steps: number, scale: number) => {
    const scheduled = runs.filter(isScheduled);
    element.hidden = scheduled.length === 0;
    const shares = scheduled.map(({ setting }) => sharesOf(setting.schedule, steps));
    const top = Math.max(1, ...shares.map((series) => series.reduce((a, b) => Math.max(a, b), 0)));
    lines.replaceChildren(
      ...scheduled.map(({ look }, i) =>
        svg('polyline', {
          points: pointsOf(shares[i]!, steps, top),
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
  const showStep = memo((step: number, steps: number) => {
    const x = String((WIDTH * step) / Math.max(1, steps));
    setAttribute(now, 'x1', x);
    setAttribute(now, 'x2', x);
  });

  return {
    draw({ state, derived }) {
      const { steps } = state.scene;
      drawLines(derived.runs, steps, state.figure.scale);
      if (!element.hidden) showStep(state.playhead.step, steps);
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

function pointsOf(shares: Float64Array, steps: number, top: number): string {
  const points: string[] = [];
  const add = (step: number) => {
    const x = (WIDTH * step) / Math.max(1, steps);
    points.push(`${x.toFixed(1)},${(HEIGHT * (1 - shares[step]! / top)).toFixed(2)}`);
  };
  const wide = Math.max(1, Math.ceil(shares.length / COLUMNS));
  for (let from = 0; from < shares.length; from += wide) {
    let [lowest, highest] = [from, from];
    for (let k = from + 1; k < Math.min(from + wide, shares.length); k++) {
      if (shares[k]! < shares[lowest]!) lowest = k;
      if (shares[k]! > shares[highest]!) highest = k;
    }
    add(Math.min(lowest, highest));
    if (lowest !== highest) add(Math.max(lowest, highest));
  }
  return points.join(' ');
}
