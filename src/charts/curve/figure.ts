/** The curve as a figure of its own, by any pen: what the page shows of a step. */
import type { Box } from '../../ui/box.ts';
import { AXIS_TYPE, type Measure, measureWith } from '../../ui/axes.ts';
import type { Pen } from '../../ui/pen.ts';
import { orderTold } from '../../app/asking.ts';
import { guessLine } from '../../app/guess-line.ts';
import { drawnRuns } from '../../app/drawn-runs.ts';
import { type ShownMarks, shownMarks } from '../../app/shown-marks.ts';
import type { Frame, RunView } from '../../app/state.ts';
import { markedPoints } from '../../app/critical.ts';
import { symbolText } from '../../core/expression/symbols.ts';
import { type CurveSamples, sampleCurve } from '../../core/geometry/curve.ts';
import type { Loss } from '../../core/math/loss.ts';
import { drawStart } from '../map/ring.ts';
import { drawGuess } from '../overlays/guess.ts';
import { projection } from '../map/projection.ts';
import { drawCurveGround } from './ground.ts';
import { type CurveLayout, layOutCurve } from './layout.ts';
import { drawCurveRuns, drawSlopes } from './runs.ts';
import { drawSecant, secantOf } from './secant.ts';
import { drawCurveStep } from './step.ts';

export interface CurveFigureOptions {
  readonly font: string;
  /** Whether the start has its ring; on the page it is an element. */
  readonly start: boolean;
}

/** Samples for a figure of a width: about one for each pixel and a half. */
const EACH = 1.5;
const MOST = 2049;

export function samplesOf(loss: Loss, from: number, to: number, width: number): CurveSamples {
  return sampleCurve(loss, from, to, Math.min(MOST, Math.max(65, Math.round(width / EACH) + 1)));
}

/** Losses of the runs between the ends of the axis that the plot makes room for: where they start, and where they are. */
function extraOf(runs: readonly RunView[], from: number, to: number): readonly number[] {
  return runs.flatMap(({ run }) =>
    [0, run.steps].flatMap((k) =>
      run.positions[k]! >= from && run.positions[k]! <= to ? [run.losses[k]!] : [],
    ),
  );
}

export function layOutFrame(
  { state, derived }: Frame,
  samples: CurveSamples,
  width: number,
  height: number,
  measure: Measure,
  cover = { width: 0, height: 0 },
): CurveLayout {
  const [from, to] = state.scene.domain;
  const name = symbolText(derived.surface.variables[0]);
  return layOutCurve(
    samples,
    extraOf(drawnRuns(derived, state.palette), from, to),
    name,
    { width, height, cover, order: orderTold(state) },
    measure,
  );
}

export function drawCurveFigure(pen: Pen, frame: Frame, box: Box, { font, start }: CurveFigureOptions): void {
  const { state, derived } = frame;
  const { palette, scene } = state;
  const [from, to] = scene.domain;
  const samples = samplesOf(derived.loss, from, to, box.width);
  const layout = layOutFrame(frame, samples, box.width, box.height, measureWith(pen, font, AXIS_TYPE));
  pen.save();
  pen.translate(box.x, box.y);
  drawCurveGround(pen, samples, markedPoints(derived.critical), layout, {
    palette,
    font,
    marks: scene.view.minima,
  });
  drawCurveFront(pen, frame, shownMarks(state, derived, 1), layout, font);
  if (start) drawStart(pen, placeOn(layout, derived.loss), [scene.start[0], MIDDLE], palette);
  pen.restore();
}

/** Runs and the explained step, which change with every step. */
export function drawCurveFront(
  pen: Pen,
  frame: Frame,
  shown: ShownMarks | null,
  layout: CurveLayout,
  font: string,
): void {
  const { state, derived } = frame;
  const { palette, playhead, scene, selected } = state;
  const options = { palette, step: playhead.step, future: scene.view.future, selected };
  const at = new Float64Array(1);
  const out = new Float64Array(1);
  const slopeAt = (x: number) => {
    at[0] = x;
    return derived.loss.gradient(at, out)[0]!;
  };
  const runs = drawnRuns(derived, palette);
  drawSlopes(pen, runs, slopeAt, layout, options);
  drawCurveRuns(pen, runs, layout, options);
  drawCurveStep(pen, frame, shown, layout, { palette, font });
  const secant = secantOf(frame);
  if (secant) drawSecant(pen, secant, (x) => derived.loss.value([x]), layout, palette);
  const guess = guessLine(state.asked.guess, scene.start);
  if (guess) drawGuess(pen, placeOn(layout, derived.loss).toPixel(guess[0]!), palette);
}

/** Where a curve's points lie on the axis that does not count. */
export const MIDDLE = 0.5;

/** The plot of the curve as a map's projection, for what is dragged along it: a place has the height of the curve. */
export function placeOn(layout: CurveLayout, loss: Loss, scale = 1) {
  const { curve, from, to, xOf, placeAt, width, height } = layout;
  const place = projection([from, to, 0, 1], width, height, scale);
  const within = (y: number) => Math.min(curve.y + curve.height, Math.max(curve.y, y));
  return {
    ...place,
    toPixel(x: number): [number, number] {
      const y = curve.yOf(loss.value([x]));
      return [xOf(x), Number.isFinite(y) ? within(y) : curve.y + curve.height];
    },
    toDomain: (px: number): [number, number] => [placeAt(px), MIDDLE],
  };
}
