import type { App } from '../app/app.ts';
import type { AppView, Derived, RunView, State } from '../app/state.ts';
import type { LossEntry } from '../core/losses/types.ts';
import type { Loss } from '../core/math/loss.ts';
import { formatNumber } from '../core/math/format.ts';
import { stableSharpness } from '../core/run/stability.ts';
import { charts } from '../text/en/charts.ts';
import { type Axis, type AxisChoice, fitAxis } from './axis.ts';
import { stackCanvases } from './canvas.ts';
import { drawAxes, layOutPlot } from './chart-axes.ts';
import { createChartCursor, type CursorScene, valueAt, valueText } from './chart-cursor.ts';
import { drawLines, stepAt } from './chart-lines.ts';
import { listenToScrub, scrubKeys } from './chart-scrub.ts';
import { createChartTools } from './chart-tools.ts';
import { describeChart } from './describe.ts';
import { html, setAttribute, svg } from '../app/dom.ts';
import { memo } from '../app/memo.ts';
import { formatRound } from './numbers.ts';
import { createSeriesCache, type Ground, isSigned, type QuantityId } from './quantities.ts';

const text = charts.chart;

/** A run with the series that is charted of it. */
interface Charted {
  readonly view: RunView;
  readonly values: Float64Array;
  readonly limit: number | null;
}

/**
 * One quantity of all runs over the steps. Lines and axes are drawn when runs, quantity, scale, size or theme
 * change; at a step only the cursor moves. The box is a slider over the steps.
 *
 * @param head where the choice of quantity and scale goes; by default above the chart
 */
export function createLossChart(container: HTMLElement, app: App, head: HTMLElement = container): AppView {
  const tools = createChartTools(() => app.invalidate());
  const axes = svg('svg', { class: 'chart-layer chart-axes', role: 'img' });
  const box = html(
    'div',
    {
      class: 'chart-box',
      role: 'slider',
      tabindex: '0',
      'aria-label': text.scrub,
      'aria-valuemin': '0',
      'data-own-keys': scrubKeys,
    },
    axes,
  );
  container.classList.add('chart');
  head.append(tools.element);
  container.append(box);
  const canvases = stackCanvases(box, 1, () => app.invalidate());
  const cursor = createChartCursor(box);
  const seriesOf = createSeriesCache();
  let scene: CursorScene | null = null;
  let hovered: number | null = null;

  const showHover = (step: number | null) => {
    hovered = step;
    if (scene) cursor.showHover(scene, step);
  };
  const stopListening = listenToScrub(box, {
    app,
    stepAt: (x) => (scene ? stepAt(scene.plot, x, scene.steps) : 0),
    hover: showHover,
  });

  const lowestRecorded = memo((runs: readonly RunView[]) => lowestOf(runs.map(({ run }) => run.losses)));
  const groundOf = memo(
    (loss: Loss, entry: LossEntry | null, lowest: number | null, noisy: boolean): Ground => ({
      loss,
      minima: entry?.minima ?? [],
      lowest,
      noisy,
    }),
  );
  const chart = memo((runs: readonly RunView[], ground: Ground, quantity: QuantityId): readonly Charted[] =>
    runs.map((view) => ({
      view,
      values: seriesOf(quantity, view.run, ground),
      limit: quantity === 'sharpness' ? stableSharpness(view.entry, view.setting.values) : null,
    })),
  );
  const axisOf = memo(
    (charted: readonly Charted[], quantity: QuantityId, choice: AxisChoice, ground: Ground) => {
      const limits = charted.flatMap(({ limit }) => (limit === null ? [] : [limit]));
      const series = charted.map(({ values }) => values);
      return fitAxis(
        [...series, limits],
        choice,
        isSigned(quantity),
        quantity === 'loss' ? ground.lowest : null,
      );
    },
  );

  const drawChart = memo(
    (
      charted: readonly Charted[],
      axis: Axis,
      note: string,
      steps: number,
      theme: State['theme'],
      _version: number,
    ): CursorScene => {
      const context = canvases.layers[0]!;
      const { width, height } = canvases;
      context.font = `12px ${getComputedStyle(container).fontFamily}`;
      const measure = (label: string) => context.measureText(label).width;
      const plot = layOutPlot(width, height, axis, note !== '', measure);
      // What lies under the chart begins where its steps do.
      container.style.setProperty('--plot-left', `${plot.left}px`);
      container.style.setProperty('--plot-width', `${plot.width}px`);
      context.clearRect(0, 0, width, height);
      drawAxes(axes, plot, axis, steps, note);
      const lines = charted.map(({ view, values, limit }) => ({
        look: view.look,
        values,
        limit,
        diverged: view.run.divergedAt !== null,
      }));
      drawLines(context, lines, plot, axis, steps, theme, canvases.ratio);
      return { plot, axis, steps, runs: charted };
    },
  );
  const showStep = memo(cursor.showStep);
  const describe = memo(describeChart);

  const groundFor = ({ loss, entry, runs }: Derived, noise: number): Ground => {
    const known = entry ? lowestOf([entry.minima.map(({ value }) => value)]) : null;
    return groundOf(loss, entry, known ?? lowestRecorded(runs), noise > 0);
  };

  return {
    draw({ state, derived }) {
      if (canvases.width === 0 || canvases.height === 0) return;
      const { step, playing } = state.playhead;
      const { steps } = state.scene;
      const ground = groundFor(derived, state.scene.noise);
      tools.show(ground);
      const { quantity, choice } = tools;
      const charted = chart(derived.runs, ground, quantity);
      const axis = axisOf(charted, quantity, choice, ground);
      const recorded = quantity === 'excess' && (derived.entry?.minima.length ?? 0) === 0;
      const before = scene;
      const limits = charted.some(({ limit }) => limit !== null);
      const note = noteOf(axis, recorded, limits);
      scene = drawChart(charted, axis, note, steps, state.theme, canvases.version);
      showStep(scene, step);
      if (before !== scene && hovered !== null) showHover(Math.min(hovered, steps));

      setAttribute(box, 'aria-valuemax', String(steps));
      setAttribute(box, 'aria-valuenow', String(step));
      if (playing) return;
      setAttribute(box, 'aria-valuetext', readStep(charted, step));
      setAttribute(axes, 'aria-label', describe(charted, quantity, steps));
    },
    dispose() {
      stopListening();
      canvases.dispose();
      tools.element.remove();
      box.remove();
      container.classList.remove('chart');
    },
  };
}

/** What the axis does not say by its numbers: what they are measured from, where they are not plain, the limits. */
function noteOf(axis: Axis, recorded: boolean, limits: boolean): string {
  const notes: string[] = [];
  if (axis.kind === 'symlog') notes.push(text.symmetric(formatRound(axis.linearWithin)));
  if (axis.offset !== 0) notes.push(text.measuredFrom(formatNumber(axis.offset, 6)));
  else if (recorded) notes.push(text.lowestRecorded);
  if (limits) notes.push(text.limit);
  return notes.join('; ');
}

function readStep(charted: readonly Charted[], step: number): string {
  const values = charted.map(
    ({ view, values: series }) => `${view.label} ${valueText(valueAt(series, step))}`,
  );
  return [text.step(formatRound(step)), ...values].join(', ');
}

/** The lowest finite value, null when there is none. */
function lowestOf(series: readonly ArrayLike<number>[]): number | null {
  let lowest = Number.POSITIVE_INFINITY;
  for (const values of series) {
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (value < lowest && value !== Number.NEGATIVE_INFINITY) lowest = value;
    }
  }
  return lowest === Number.POSITIVE_INFINITY ? null : lowest;
}
