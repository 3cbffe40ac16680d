import type { App } from '../../app/app.ts';
import type { Comparison } from '../../app/comparison.ts';
import type { AppView, Frame } from '../../app/state.ts';
import { sweepRequestOf } from '../../app/sweep-report.ts';
import { compare } from '../../text/en/compare.ts';
import { html, setText } from '../../ui/dom.ts';
import { setHidden } from '../../ui/keep-focus.ts';
import { createSweepProgress } from './progress.ts';
import '../../styles/sweep.css';

const text = compare.sweep;

/**
 * The sweep of the learning rates: asked for by a button, shown as a chart whose code comes with the first result.
 *
 * @param head where the button goes
 * @param loadChart makes the chart in a container
 */
export function createRatesPanel(
  container: HTMLElement,
  app: App,
  comparison: Comparison,
  head: HTMLElement,
  loadChart: (container: HTMLElement) => Promise<AppView>,
): AppView {
  const run = html('button', { type: 'button', class: 'quiet-button' });
  run.addEventListener('click', () => comparison.start());
  const progress = createSweepProgress(comparison.cancel, () => run);
  const remark = html('p', { class: 'sweep-remark', role: 'status' });
  const chartPlace = html('div', { hidden: true });
  const takeBest = html('button', { type: 'button', class: 'quiet-button' }, text.takeBest);
  takeBest.addEventListener('click', () => comparison.setMode('best'));
  const takeOne = html('button', { type: 'button', class: 'quiet-button' }, text.takeOne);
  takeOne.addEventListener('click', () => comparison.setMode('one'));
  const actions = html('div', { class: 'sweep-actions', hidden: true }, takeBest, takeOne);
  head.append(run);
  container.append(remark, progress.element, chartPlace, actions);

  let chart: AppView | null = null;
  let loading = false;
  let broken = false;
  let last: Frame | null = null;
  const load = async () => {
    loading = true;
    try {
      chart = await loadChart(chartPlace);
      if (last) chart.draw(last);
    } catch {
      broken = true;
      app.invalidate();
    }
  };

  return {
    draw(frame) {
      last = frame;
      const { reading, failure } = comparison;
      const request = sweepRequestOf(frame.state.scene);
      const count = request.rates.length;
      if (!comparison.progress) run.hidden = count === 0;
      setText(run, reading ? text.again : text.run);
      const underWay = progress.show(comparison.progress);
      if (comparison.progress) setHidden(run, underWay, () => progress.button);
      const { steps, budget } = frame.state.scene;
      setText(remark, remarkOf(String(count), compare.strip.length[budget](steps)));
      remark.hidden = underWay || remark.textContent === '';
      chartPlace.hidden = reading === null;
      actions.hidden = reading === null;
      if (reading && !loading) void load();
      if (reading) chart?.draw(frame);

      function remarkOf(rates: string, length: string): string {
        if (broken) return text.chartFailed;
        if (failure !== null) return text.failed(failure);
        if (count === 0) return text.nothing;
        if (!reading) return text.invitation(rates, length);
        return reading.isStale ? text.stale : '';
      }
    },
    dispose() {
      chart?.dispose();
      run.remove();
      container.replaceChildren();
    },
  };
}
