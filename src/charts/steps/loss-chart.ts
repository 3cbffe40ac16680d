import type { App } from '../../app/app.ts';
import { orderTold } from '../../app/asking.ts';
import { drawnRuns } from '../../app/drawn-runs.ts';
import type { AppView, Derived, Palette, RunView } from '../../app/state.ts';
import type { QuantityId } from '../../core/scene/quantities.ts';
import { charts } from '../../text/en/charts.ts';
import type { YAxis } from '../axis.ts';
import { type CanvasStack, stackCanvases } from '../canvas.ts';
import { axisMarks, drawAxisMarks, layOutPlot } from './axes.ts';
import { createChartCursor, type CursorScene, valueAt, valueText } from './cursor.ts';
import {
  chartedRuns,
  type Charted,
  chartRun,
  fitCharted,
  baselineOf,
  chartLinesOf,
  lowestRecorded,
  noteOf,
} from './charted.ts';
import { drawLines, stepAt } from './lines.ts';
import { listenToScrub, scrubKeys } from './scrub.ts';
import { createChartTools } from './tools.ts';
import { listenToZoom, type ZoomOptions, zoomKeys } from './zoom.ts';
import { describeChart } from '../describe.ts';
import { html, setAttribute, svg } from '../../ui/dom.ts';
import { memo } from '../../app/memo.ts';
import type { ChartScale } from '../../core/scene/quantities.ts';
import { createSeriesCache, type Baseline, shownQuantity } from './quantities.ts';
import { panSteps, type StepScale, stepScale, stepText, zoomSteps } from './step-scale.ts';

const text = charts.chart;

/**
 * One quantity of all runs over the steps. Lines and axes are drawn when runs, quantity, scale, size or theme
 * change; at a step only the cursor moves. The box is a slider over the steps.
 *
 * @param head where the choice of quantity and scale goes; by default above the chart
 */
export function createLossChart(container: HTMLElement, app: App, head: HTMLElement = container): AppView {
  const tools = createChartTools({
    setQuantity: (chart) => app.setView({ chart }),
    setScale: (chartScale) => app.setView({ chartScale }),
    setSteps: (chartSteps) => app.setView({ chartSteps }),
    zoom: (factor) => range.zoom(factor, null),
    showAll: () => range.showAll(),
  });
  const axes = svg('svg', { class: 'chart-layer chart-axes', role: 'img' });
  const box = boxAround(axes);
  container.classList.add('chart');
  head.append(tools.element);
  container.append(box);
  const canvases = stackCanvases(box, 1, app);
  const cursor = createChartCursor(box);
  const seriesOf = createSeriesCache();
  let scene: CursorScene | null = null;
  let hovered: number | null = null;

  const range = zoomOfSteps(app, () => scene?.plot ?? null);
  const stopZooming = listenToZoom(box, range);

  const showHover = (step: number | null) => {
    hovered = step;
    if (scene) cursor.showHover(scene, step);
  };
  const stopListening = listenToScrub(box, {
    app,
    stepAt: (x) => (scene ? stepAt(scene.plot, x / scene.plot.scale, scene.scale) : 0),
    hover: showHover,
  });

  const recordedOf = memo(lowestRecorded);
  const sharedGround = memo(baselineOf);
  const chart = memo(
    (runs: readonly RunView[], ground: Baseline, quantity: QuantityId, steps: number): readonly Charted[] =>
      runs.map((view) => chartRun(view, seriesOf(quantity, view.run, ground), quantity, steps)),
  );
  const axisOf = memo(fitCharted);
  const scaleOf = memo((steps: number, kind: ChartScale, range: readonly [number, number] | null) =>
    stepScale(steps, kind, range),
  );

  const drawChart = memo(
    (
      charted: readonly Charted[],
      axis: YAxis,
      note: string,
      over: StepScale,
      palette: Palette,
      _version: number,
    ): CursorScene => ({
      plot: paint(container, axes, canvases, charted, axis, note, over, palette),
      axis,
      scale: over,
      runs: charted,
    }),
  );
  const showStep = memo(cursor.showStep);
  const describe = memo(describeChart);

  const groundFor = (derived: Derived, palette: Palette): Baseline => {
    const { loss, critical, model } = derived;
    return sharedGround(loss, critical, recordedOf(drawnRuns(derived, palette)), model !== undefined);
  };

  return {
    draw({ state, derived }) {
      canvases.setScale(state.figure.scale);
      if (canvases.width === 0 || canvases.height === 0) return;
      const { step, playing } = state.playhead;
      const { steps, view } = state.scene;
      const ground = groundFor(derived, state.palette);
      const quantity = shownQuantity(view.chart, ground, orderTold(state));
      const over = scaleOf(steps, view.chartSteps, view.chartRange);
      tools.show(ground, quantity, view, over);
      const charted = chart(chartedRuns(derived, state.palette, quantity), ground, quantity, steps);
      const axis = axisOf(charted, quantity, view.chartScale, ground, over);
      const before = scene;
      const note = noteOf(axis, charted, quantity, ground, over, view.chartScale);
      scene = drawChart(charted, axis, note, over, state.palette, canvases.version);
      showStep(scene, step);
      if (before !== scene && hovered !== null) showHover(Math.max(over.from, Math.min(hovered, over.to)));

      setAttribute(box, 'aria-valuemax', String(steps));
      setAttribute(box, 'aria-valuenow', String(step));
      if (playing) return;
      setAttribute(box, 'aria-valuetext', readStep(charted, step));
      setAttribute(axes, 'aria-label', describe(charted, quantity, over));
    },
    dispose() {
      stopListening();
      stopZooming();
      canvases.dispose();
      tools.element.remove();
      box.remove();
      container.classList.remove('chart');
    },
  };
}

/** A slider over the steps. */
function boxAround(axes: SVGElement): HTMLElement {
  return html(
    'div',
    {
      class: 'chart-box',
      role: 'slider',
      tabindex: '0',
      'aria-label': text.scrub,
      'aria-valuemin': '0',
      'data-own-keys': `${scrubKeys} ${zoomKeys}`,
      'aria-keyshortcuts': '+ - 0',
    },
    axes,
  );
}

/** The steps that are shown, under the hand. */
function zoomOfSteps(app: App, plotNow: () => CursorScene['plot'] | null): ZoomOptions {
  /** The document's own: two turns of a wheel may come between two frames. */
  const scaleNow = () => {
    const { steps, view } = app.state.scene;
    return stepScale(steps, view.chartSteps, view.chartRange);
  };
  /** False when that is what is shown already. */
  const showRange = (chartRange: readonly [number, number] | null): boolean => {
    const { from, to, whole } = scaleNow();
    if (chartRange === null ? whole : chartRange[0] === from && chartRange[1] === to) return false;
    app.setView({ chartRange }, 'chart steps');
    return true;
  };
  return {
    shareAt(x) {
      const plot = plotNow();
      return plot ? (x / plot.scale - plot.left) / plot.width : 0.5;
    },
    isAxis(y) {
      const plot = plotNow();
      return plot !== null && y / plot.scale > plot.top + plot.height;
    },
    zoom(factor, share) {
      const { steps } = app.state.scene;
      const scale = scaleNow();
      const at = scale.position(app.state.playhead.step);
      return showRange(zoomSteps(scale, steps, factor, share ?? (at >= 0 && at <= 1 ? at : 0.5)));
    },
    seize: scaleNow,
    pan: (seized, from, to) => showRange(panSteps(seized, app.state.scene.steps, from, to)),
    pinch(seized, factor, from, to) {
      const { steps } = app.state.scene;
      const zoomed = stepScale(steps, seized.kind, zoomSteps(seized, steps, factor, from));
      showRange(panSteps(zoomed, steps, from, to));
    },
    showAll: () => showRange(null),
  };
}

/** Draws lines and axes anew. Returns where they stand. */
function paint(
  container: HTMLElement,
  axes: SVGSVGElement,
  canvases: CanvasStack,
  charted: readonly Charted[],
  axis: YAxis,
  note: string,
  over: StepScale,
  palette: Palette,
): CursorScene['plot'] {
  const context = canvases.layers[0]!;
  const { width, height, scale } = canvases;
  context.font = `12px ${getComputedStyle(container).fontFamily}`;
  const measure = (label: string) => context.measureText(label).width;
  const plot = layOutPlot(width, height, axis, note !== '', measure, scale);
  // What lies under the chart begins where its steps do.
  container.style.setProperty('--plot-left', `${plot.left * scale}px`);
  container.style.setProperty('--plot-width', `${plot.width * scale}px`);
  context.clearRect(0, 0, width, height);
  drawAxisMarks(axes, plot, axisMarks(plot, axis, over, note, measure));
  drawLines(context, chartLinesOf(charted), plot, axis, over, palette, canvases.ratio);
  return plot;
}

function readStep(charted: readonly Charted[], step: number): string {
  const values = charted.map(
    ({ view, values: series }) => `${view.label} ${valueText(valueAt(series, step))}`,
  );
  return [text.step(stepText(step)), ...values].join(', ');
}
