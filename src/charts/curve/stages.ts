/** What the stages of an opened step have on the curve beside arrows: what it divides by, and the places of it. */
import type { ShownMark, ShownMarks } from '../../app/shown-marks.ts';
import type { Palette } from '../../app/state.ts';
import type { Loss } from '../../core/math/loss.ts';
import { partColors } from '../../ui/part-colors.ts';
import type { Pen } from '../../ui/pen.ts';
import { clippedToPlot, near } from './ground.ts';
import type { CurveLayout } from './layout.ts';
import { strokeHaloed } from './moves.ts';

/** Half the width of what is no length along the axis, half the height of what is one, the radius of a ring. */
const [ACROSS, UP, RING] = [9, 6, 5] as const;
const FADED = 0.45;

/**
 * A divisor has the unit of the slope and stands in its plot, about zero; step sizes stand about the ball. Points tried
 * are rings on the curve.
 *
 * @param level of the step's arrow
 */
export function drawStages(
  pen: Pen,
  { from: [at], marks }: ShownMarks,
  loss: Loss,
  level: number,
  layout: CurveLayout,
  palette: Palette,
): void {
  const { curve, slope, xOf } = layout;
  const x = xOf(at);
  for (const shown of marks) {
    const { mark } = shown;
    if (mark.shape === 'box' && mark.unit === 'gradient') {
      if (!slope) continue;
      const [top, bottom] = [near(slope, mark.x), near(slope, -mark.x)];
      clippedToPlot(pen, slope, () =>
        drawBox(pen, shown, x - ACROSS, top, 2 * ACROSS, bottom - top, palette),
      );
    } else if (mark.shape === 'box') {
      const half = xOf(at + mark.x) - x;
      clippedToPlot(pen, curve, () => drawBox(pen, shown, x - half, level - UP, 2 * half, 2 * UP, palette));
    } else if (mark.shape === 'point' && mark.broken && !shown.goesOn) {
      const place = [xOf(mark.x), near(curve, loss.value([mark.x]))] as const;
      if (place.every(Number.isFinite))
        clippedToPlot(pen, curve, () => drawRing(pen, shown, ...place, palette));
    }
  }
}

function drawBox(
  pen: Pen,
  { mark, faded }: ShownMark,
  x: number,
  y: number,
  width: number,
  height: number,
  palette: Palette,
): void {
  pen.globalAlpha = faded ? FADED : 1;
  pen.beginPath();
  pen.rect(x, y, width, height);
  strokeHaloed(pen, partColors[palette][mark.part], 1.8, palette);
  pen.globalAlpha = 1;
}

function drawRing(pen: Pen, { mark, faded }: ShownMark, x: number, y: number, palette: Palette): void {
  pen.globalAlpha = faded ? FADED : 1;
  pen.beginPath();
  pen.moveTo(x + RING, y);
  pen.arc(x, y, RING, 0, 2 * Math.PI);
  strokeHaloed(pen, partColors[palette][mark.part], 1.6, palette, [3, 2]);
  pen.globalAlpha = 1;
}
