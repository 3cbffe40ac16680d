/** The step that is explained, on the curve: the tangent, the step as level arrows, and the parabola of second order. */
import { AXIS_TYPE } from '../../ui/axes.ts';
import type { Pen } from '../../ui/pen.ts';
import { partColors } from '../../ui/part-colors.ts';
import { explainStep, openStage } from '../../app/anatomy.ts';
import { drawnRuns } from '../../app/drawn-runs.ts';
import type { ShownMarks } from '../../app/shown-marks.ts';
import type { Frame, Palette, RunView, State } from '../../app/state.ts';
import { symbolText } from '../../core/expression/symbols.ts';
import { formatNumber } from '../../core/math/format.ts';
import {
  evaluateQuadratic,
  evaluateTangent,
  type Quadratic,
  quadraticAt,
} from '../../core/math/quadratic.ts';
import type { StepMark } from '../../core/run/arrows.ts';
import { curve as text } from '../../text/en/curve.ts';
import { markName } from '../../ui/mark-name.ts';
import { figureInk } from '../figures/ink.ts';
import { ink } from '../ink.ts';
import { limitOf } from '../steps/limit.ts';
import { type Chip, type ChipOptions, drawChips, type InTheWay } from './chips.ts';
import { clippedToPlot, near } from './ground.ts';
import type { CurveLayout, CurvePlot } from './layout.ts';
import { drawMoves, levelOf, type Move, movesOf, heightOfRow, strokeHaloed } from './moves.ts';
import { ballAt } from './runs.ts';
import { drawStages } from './stages.ts';

/** What is drawn of a step of the selected optimizer. */
interface CurveStep {
  readonly at: number;
  readonly value: number;
  readonly slope: number;
  /** How far the rule goes, along the axis, with its sign. */
  readonly move: number;
  /** How far plain gradient descent at this rate would; null where the rule does that, or has no rate. */
  readonly plain: number | null;
  readonly rate: number | null;
  /** The gradient that the rule was given; another than the slope where there is noise. */
  readonly given: number;
  readonly label: string;
  readonly isRun: boolean;
  /** All that the step has; of an opened one those of the stage alone have a label. */
  readonly marks: readonly StepMark[];
  readonly stage: number | null;
}

/** The step to draw; null without one. */
function curveStepOf({ state, derived }: Frame): CurveStep | null {
  const explained = explainStep(state, derived);
  if (!explained || derived.loss.dimension !== 1) return null;
  const { anatomy, marks, view, isRun } = explained;
  const [at] = marks.from;
  const [slope = Number.NaN] = derived.loss.gradient([at]);
  const taken = marks.marks.find(
    ({ part, shape, key }) => part === 'step' && shape === 'arrow' && !key.endsWith(':part'),
  );
  const lands = marks.marks.findLast(({ part, shape }) => part === 'position' && shape === 'point');
  const move = taken?.x ?? (lands ? lands.x - at : Number.NaN);
  const [first] = anatomy.lines;
  const given = first?.id === 'gradient' ? (first.value as Float64Array)[0]! : slope;
  const { lr } = anatomy.values;
  const rate = typeof lr === 'number' ? lr : null;
  const plain = rate === null || first?.id !== 'gradient' ? null : -rate * given;
  const isPlain = plain !== null && Math.abs(plain - move) <= 1e-12 * Math.abs(move);
  return {
    at,
    value: view.run.losses[Math.min(state.playhead.step, view.run.steps)]!,
    slope,
    move,
    plain: isPlain ? null : plain,
    rate: isPlain ? rate : null,
    given,
    label: view.label,
    isRun,
    marks: marks.marks,
    stage: openStage(state, anatomy),
  };
}

/** How far the tangent reaches on either side, as a share of the width. */
const REACH = 0.14;

/** @param shown what is drawn of a step's stages */
export function drawCurveStep(
  pen: Pen,
  frame: Frame,
  shown: ShownMarks | null,
  layout: CurveLayout,
  { palette, font }: ChipOptions,
): void {
  const { state, derived } = frame;
  const { tangent, taylor } = state.scene.view.overlays;
  const selected = derived.runs.find(({ index }) => index === state.selected);
  // What a link asks for is seen without a selected optimizer too, as in a lesson: where the first run is.
  const view = selected ?? (tangent || taylor ? derived.runs[0] : undefined);
  const ball = view && ballAt(view, state.playhead.step, layout);
  if (!ball) return;
  const { curve } = layout;
  const at = view.run.positions[Math.min(state.playhead.step, view.run.steps)]!;
  const local = quadraticAt(derived.loss, at, 0);
  const isPlaying = state.playhead.playing;
  clippedToPlot(pen, curve, () => {
    if (taylor) drawParabola(pen, local, layout, palette);
    drawTangent(pen, local, layout, palette);
  });
  if (selected && taylor && layout.bend) drawLimit(pen, state, view, layout.bend, font);
  const step = curveStepOf(frame);
  if (!step) return;
  // What is pointed at in the equation is seen among its parts, of a closed step as well.
  const staged = step.stage !== null || shown?.marks.some(({ lit }) => lit) ? shown : null;
  const moves = staged ? movesOf(staged, step.marks) : closedMoves(step);
  const level = levelOf(moves, ball[1], layout);
  drawMoves(pen, moves, ball, level, layout, palette);
  if (staged) drawStages(pen, staged, derived.loss, level, layout, palette);
  if (isPlaying) return;
  if (moves.some(({ part, broken }) => part === 'step' && !broken))
    drawLanding(pen, derived.loss.value([at + step.move]), step, level, layout, view.look.color, palette);
  const x = symbolText(derived.surface.variables[0]);
  const chips = chipsOf(step, x, local, level, layout, palette);
  drawChips(pen, chips, layout, inTheWay(frame, layout, local, step, moves, level), { palette, font });
}

/** Of a step that is not opened: the step, and over it that of plain gradient descent where it is another. */
function closedMoves({ at, move, plain, isRun }: CurveStep): readonly Move[] {
  if (!isRun || !Number.isFinite(move)) return [];
  const arrow = { from: at, follows: false, faded: false };
  const taken: Move = { ...arrow, part: 'step', row: 0, to: at + move, broken: false };
  if (plain === null) return [taken];
  return [taken, { ...arrow, part: 'gradient', row: 1, to: at + plain, broken: true }];
}

function drawTangent(pen: Pen, local: Quadratic, layout: CurveLayout, palette: Palette): void {
  const { curve } = layout;
  const across = (layout.to - layout.from) / curve.width;
  const steep = (local.gradient[0] * across * curve.height) / (curve.high - curve.low);
  // Of one length, however steep.
  const reach = (REACH * curve.width) / Math.hypot(1, steep);
  const [a, b] = [local.at[0] - reach * across, local.at[0] + reach * across];
  pen.beginPath();
  pen.moveTo(layout.xOf(a), near(curve, evaluateTangent(local, a, 0)));
  pen.lineTo(layout.xOf(b), near(curve, evaluateTangent(local, b, 0)));
  strokeHaloed(pen, partColors[palette].gradient, 2, palette);
}

/** Points on either side of the plot at which a parabola is drawn. */
const COUNT = 121;

function drawParabola(pen: Pen, local: Quadratic, layout: CurveLayout, palette: Palette): void {
  const { curve, from, to } = layout;
  pen.beginPath();
  for (let i = 0; i < COUNT; i++) {
    const x = from + (i / (COUNT - 1)) * (to - from);
    const y = near(curve, evaluateQuadratic(local, x, 0));
    if (!Number.isFinite(y)) return;
    if (i === 0) pen.moveTo(layout.xOf(x), y);
    else pen.lineTo(layout.xOf(x), y);
  }
  strokeHaloed(pen, partColors[palette].secondMoment, 1.8, palette, [7, 4]);
  const turn = local.newton?.[0];
  if (turn === undefined || !(turn >= from && turn <= to)) return;
  const [px, py] = [layout.xOf(turn), near(curve, evaluateQuadratic(local, turn, 0))];
  pen.beginPath();
  for (const side of [-1, 1]) {
    pen.moveTo(px - 5, py - 5 * side);
    pen.lineTo(px + 5, py + 5 * side);
  }
  strokeHaloed(pen, partColors[palette].secondMoment, 2, palette);
}

/** The sharpness up to which the rate of the step is stable, in the plot of the second derivative. */
function drawLimit(
  pen: Pen,
  { playhead, scene, palette }: State,
  view: RunView,
  bend: CurvePlot,
  font: string,
): void {
  const limits = limitOf(view, scene.steps);
  const limit = typeof limits === 'number' ? limits : limits?.[Math.min(playhead.step, view.run.steps)];
  if (limit === undefined) return;
  const y = bend.yOf(limit);
  if (!(y >= bend.y && y <= bend.y + bend.height)) return;
  pen.setLineDash([5, 4]);
  pen.lineWidth = 1.2;
  pen.strokeStyle = view.look.color;
  pen.beginPath();
  pen.moveTo(bend.x, y);
  pen.lineTo(bend.x + bend.width, y);
  pen.stroke();
  pen.setLineDash([]);
  pen.font = `${AXIS_TYPE}px ${font}`;
  pen.textAlign = 'right';
  pen.textBaseline = 'alphabetic';
  pen.fillStyle = figureInk[palette].soft;
  pen.fillText(text.limit(formatNumber(limit)), bend.x + bend.width - 4, y - 4);
  pen.textAlign = 'left';
}

/** From the arrow's tip to the curve, where a ghost of the ball stands. */
function drawLanding(
  pen: Pen,
  lands: number,
  { at, move }: CurveStep,
  level: number,
  layout: CurveLayout,
  color: string,
  palette: Palette,
): void {
  const { curve } = layout;
  const x = layout.xOf(at + move);
  if (!(x >= curve.x && x <= curve.x + curve.width) || !Number.isFinite(lands)) return;
  const y = near(curve, lands);
  pen.setLineDash([3, 3]);
  pen.lineWidth = 1.4;
  pen.lineCap = 'butt';
  pen.strokeStyle = ink[palette].line;
  clippedToPlot(pen, curve, () => {
    pen.beginPath();
    pen.moveTo(x, level);
    pen.lineTo(x, y);
    pen.stroke();
    pen.beginPath();
    pen.moveTo(x + 6.5, y);
    pen.arc(x, y, 6.5, 0, 2 * Math.PI);
    pen.lineWidth = 2;
    pen.strokeStyle = color;
    pen.stroke();
  });
  pen.setLineDash([]);
}

/** Places along the curve, and along a line, that a label keeps clear of. */
const [ALONG, OF_LINE] = [80, 8] as const;
/** What a label rather covers than what: the curve, what it speaks of, a ball. */
const [OF_CURVE, OF_STEP, OF_BALL] = [1, 6, 40] as const;

function inTheWay(
  { state, derived }: Frame,
  layout: CurveLayout,
  local: Quadratic,
  { at, value, move }: CurveStep,
  moves: readonly Move[],
  level: number,
): InTheWay[] {
  const { curve, from, to } = layout;
  const all: InTheWay[] = [];
  const add = (x: number, y: number, weight: number) => {
    if (Number.isFinite(y)) all.push({ x: layout.xOf(x), y: near(curve, y), weight });
  };
  for (let i = 0; i <= ALONG; i++) {
    const x = from + (i / ALONG) * (to - from);
    add(x, derived.loss.value([x]), OF_CURVE);
  }
  const reach = REACH * (to - from);
  for (let i = 0; i <= OF_LINE; i++) {
    const x = at + (2 * (i / OF_LINE) - 1) * reach;
    add(x, evaluateTangent(local, x, 0), OF_STEP);
    for (const { row, from: begin, to: end } of moves) {
      const along = layout.xOf(begin + (i / OF_LINE) * (end - begin));
      if (Number.isFinite(along)) all.push({ x: along, y: heightOfRow(row, level), weight: OF_STEP });
    }
  }
  add(at + move, derived.loss.value([at + move]), OF_BALL);
  add(derived.runs[0]?.run.positions[0] ?? at, derived.runs[0]?.run.losses[0] ?? value, OF_BALL);
  for (const view of drawnRuns(derived, state.palette)) {
    const ball = ballAt(view, state.playhead.step, layout);
    if (ball) all.push({ x: ball[0], y: ball[1], weight: OF_BALL });
  }
  return all;
}

/** What is said: of a closed step all, of an opened one what its stage brings. */
function chipsOf(
  step: CurveStep,
  x: string,
  local: Quadratic,
  level: number,
  layout: CurveLayout,
  palette: Palette,
): readonly Chip[] {
  const colors = partColors[palette];
  const { stage, marks } = step;
  const chips: Chip[] = [];
  if (stage === null || stage === 0)
    chips.push({
      head: text.slope(x),
      tail: `= ${formatNumber(step.slope)}`,
      color: colors.gradient,
      // On the side that the step does not take, over the ball.
      x: layout.xOf(step.at) + (step.move > 0 ? 18 : 26),
      y: layout.curve.yOf(local.value) - 62,
    });
  const beside = (to: number) => ({ x: layout.xOf(Math.max(step.at, to)) + 16, y: level - 14 });
  const taken = (): Chip => ({ ...moveChip(step, x), color: colors.step, ...beside(step.at + step.move) });
  const plain = (by: number): Chip => ({
    head: text.plain,
    tail: text.plainOf(x, formatNumber(Math.abs(by)), step.given !== step.slope),
    color: colors.gradient,
    broken: true,
    ...beside(step.at + by),
  });
  if (stage === null) {
    if (!step.isRun || !Number.isFinite(step.move)) return chips;
    chips.push(taken());
    if (step.plain !== null) chips.push(plain(step.plain));
    return chips;
  }
  for (const mark of marks) {
    if (mark.stage !== stage || mark.shape === 'point' || mark.key === 'gradient:uphill') continue;
    if (mark.key === 'plain') chips.push(plain(mark.x));
    else if (mark.shape === 'arrow' && mark.part === 'step' && !mark.follows) chips.push(taken());
    else {
      const place =
        mark.unit === 'step'
          ? beside(step.at + mark.x)
          : { x: layout.xOf(step.at) + 24, y: layout.curve.y + layout.curve.height };
      chips.push({ head: markName(mark), tail: formatNumber(mark.x), color: colors[mark.part], ...place });
    }
  }
  return chips;
}

function moveChip(step: CurveStep, x: string): Pick<Chip, 'head' | 'tail'> {
  const { move, rate, given, slope, label } = step;
  const size = formatNumber(Math.abs(move));
  if (rate === null) return { head: text.ownStep(label), tail: size };
  const factors = [formatNumber(rate), formatNumber(Math.abs(given))] as const;
  const tail = given === slope ? text.product(x, ...factors, size) : text.noisyProduct(...factors, size);
  return { head: text.nextStep, tail };
}
