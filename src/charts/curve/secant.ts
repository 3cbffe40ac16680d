/** The secant through a run's place and a second one that is pointed at: closer and closer, it becomes the tangent. */
import { orderTold } from '../../app/asking.ts';
import { selectedRun } from '../../app/drawn-runs.ts';
import type { Frame, Palette } from '../../app/state.ts';
import type { Pen } from '../../ui/pen.ts';
import { ink } from '../ink.ts';
import { clippedToPlot, near } from './ground.ts';
import type { CurveLayout } from './layout.ts';

interface Secant {
  readonly from: number;
  readonly to: number;
  readonly slope: number;
}

/** Null where no tangent is asked for that it would become, where nothing is pointed at, and where the two places are one. */
export function secantOf(frame: Frame): Secant | null {
  const { hover } = frame.state;
  const from = secantFrom(frame);
  if (!hover || from === null) return null;
  const { derived } = frame;
  const [to] = hover;
  const slope = (derived.loss.value([to]) - derived.loss.value([from])) / (to - from);
  return Number.isFinite(slope) ? { from, to, slope } : null;
}

/** The run's place, from which a secant leads to what is pointed at; null where none is drawn. */
export function secantFrom(frame: Frame): number | null {
  const { state, derived } = frame;
  const run = (selectedRun(frame) ?? derived.runs[0])?.run;
  if (!run || !state.scene.view.overlays.tangent || orderTold(state) === 0) return null;
  return run.positions[Math.min(state.playhead.step, run.steps)]!;
}

export function drawSecant(
  pen: Pen,
  { from, to, slope }: Secant,
  valueAt: (x: number) => number,
  layout: CurveLayout,
  palette: Palette,
): void {
  const { curve, xOf } = layout;
  const at = (x: number) => [xOf(x), near(curve, valueAt(from) + slope * (x - from))] as const;
  clippedToPlot(pen, curve, () => {
    pen.beginPath();
    pen.moveTo(...at(layout.from));
    pen.lineTo(...at(layout.to));
    pen.setLineDash([6, 4]);
    pen.lineWidth = 1.6;
    pen.strokeStyle = ink[palette].line;
    pen.stroke();
    pen.setLineDash([]);
    pen.beginPath();
    const [x, y] = at(to);
    pen.moveTo(x + 4.5, y);
    pen.arc(x, y, 4.5, 0, 2 * Math.PI);
    pen.fillStyle = ink[palette].line;
    pen.fill();
  });
}
