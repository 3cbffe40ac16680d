/** A chart over the steps as a figure of its own: axes, lines, and where the step is. */
import type { Box } from '../../ui/box.ts';
import type { Pen } from '../../ui/pen.ts';
import { orderTold } from '../../app/asking.ts';
import { drawnRuns } from '../../app/drawn-runs.ts';
import type { Frame } from '../../app/state.ts';
import { type ChartScale, type QuantityId, quantityIds } from '../../core/scene/quantities.ts';
import { charts } from '../../text/en/charts.ts';
import { axisMarks, layOutPlot } from '../steps/axes.ts';
import { valueAt } from '../steps/cursor.ts';
import { drawLines, isShown, type Plot, rowOf, xOf, yOf } from '../steps/lines.ts';
import {
  chartedRuns,
  type Charted,
  chartRun,
  fitCharted,
  baselineOf,
  chartLinesOf,
  lowestRecorded,
  noteOf,
} from '../steps/charted.ts';
import { figureInk, TYPE } from './ink.ts';
import { traceMarker } from '../ink.ts';
import { computeSeries, type Baseline, isKnown, quantityName, shownQuantity } from '../steps/quantities.ts';
import { type StepScale, stepScale } from '../steps/step-scale.ts';

export interface ChartFigureOptions {
  readonly quantity: QuantityId;
  readonly axis: ChartScale;
  readonly font: string;
  /** Places that a pixel of the figure has for points of a line. */
  readonly columns: number;
}

/** Heights of the name over the plot and of the word under it, in pixels. */
const [NAME, STEPS] = [22, 18];

/** The quantity that the page charts of a frame. */
export function figureQuantity(frame: Frame): QuantityId {
  return shownQuantity(frame.state.scene.view.chart, groundFor(frame), orderTold(frame.state));
}

/** The quantities that there are on a frame's surface, with their names. */
export function figureQuantities(frame: Frame): { readonly value: QuantityId; readonly label: string }[] {
  const ground = groundFor(frame);
  return quantityIds
    .filter((id) => isKnown(id, ground))
    .map((value) => ({ value, label: quantityName(value, ground.loss) }));
}

function groundFor({ state, derived }: Frame): Baseline {
  const { loss, critical, model } = derived;
  return baselineOf(loss, critical, lowestRecorded(drawnRuns(derived, state.palette)), model !== undefined);
}

export function drawChartFigure(pen: Pen, frame: Frame, box: Box, options: ChartFigureOptions): void {
  const { state, derived } = frame;
  const { steps, view: shown } = state.scene;
  const { quantity, font } = options;
  const scale = stepScale(steps, shown.chartSteps, shown.chartRange);
  const colors = figureInk[state.palette];
  const ground = groundFor(frame);
  const charted = chartedRuns(derived, state.palette, quantity).map((view) =>
    chartRun(view, computeSeries(quantity, view.run, ground), quantity, steps),
  );
  const axis = fitCharted(charted, quantity, options.axis, ground, scale);
  const note = noteOf(axis, charted, quantity, ground, scale, options.axis);

  pen.save();
  pen.translate(box.x, box.y);
  pen.textBaseline = 'alphabetic';
  pen.textAlign = 'left';
  pen.font = `600 ${TYPE + 1}px ${font}`;
  pen.fillStyle = colors.ink;
  pen.fillText(quantityName(quantity, ground.loss), 0, TYPE + 2);

  pen.translate(0, NAME);
  pen.font = `${TYPE}px ${font}`;
  const measure = (text: string) => pen.measureText(text).width;
  const plot = layOutPlot(box.width, box.height - NAME - STEPS, axis, note !== '', measure);
  const marks = axisMarks(plot, axis, scale, note, measure);
  pen.lineCap = 'butt';
  pen.lineWidth = 1;
  for (const { y, beyond } of marks.lines) {
    pen.beginPath();
    pen.moveTo(plot.left, y);
    pen.lineTo(plot.left + plot.width, y);
    pen.setLineDash(beyond ? [1, 3] : []);
    pen.strokeStyle = beyond ? colors.soft : colors.line;
    pen.stroke();
  }
  pen.setLineDash([]);
  pen.fillStyle = colors.soft;
  for (const { x, y, anchor, content } of marks.texts) {
    pen.textAlign = ({ start: 'left', middle: 'center', end: 'right' } as const)[anchor];
    pen.fillText(content, x, y);
  }
  pen.textAlign = 'center';
  pen.fillText(charts.figure.steps, plot.left + plot.width / 2, plot.top + plot.height + 15 + STEPS - 2);
  drawLines(pen, chartLinesOf(charted), plot, axis, scale, state.palette, options.columns);
  drawStep(pen, plot, state.playhead.step, scale, colors, (step) =>
    charted.flatMap(({ view, values }, i) => {
      const at = Math.min(step, values.length - 1);
      const y = yOf(plot, axis, valueAt(values, step), rowOf(i, charted.length));
      return isShown(scale, at) && !Number.isNaN(y) ? [{ look: view.look, x: xOf(plot, at, scale), y }] : [];
    }),
  );
  pen.restore();
}

/** The line of the step, with a marker a run. */
function drawStep(
  pen: Pen,
  plot: Plot,
  step: number,
  scale: StepScale,
  colors: { readonly ink: string; readonly paper: string },
  dots: (step: number) => { look: Charted['view']['look']; x: number; y: number }[],
): void {
  if (isShown(scale, step)) {
    const x = xOf(plot, step, scale);
    pen.beginPath();
    pen.moveTo(x, plot.top - 4);
    pen.lineTo(x, plot.top + plot.height);
    pen.strokeStyle = colors.ink;
    pen.lineWidth = 1.2;
    pen.stroke();
  }
  for (const dot of dots(step)) {
    pen.beginPath();
    traceMarker(pen, dot.look.marker, dot.x, dot.y, 3.6);
    pen.strokeStyle = colors.paper;
    pen.lineWidth = 2.8;
    pen.stroke();
    pen.fillStyle = dot.look.color;
    pen.fill();
  }
}
