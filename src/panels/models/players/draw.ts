import type { Size } from '../../../ui/box.ts';
import type { Vector } from '../../../core/math/loss.ts';
import type { Ink } from '../canvas.ts';
import { beginStrip, drawDot, clippedToStrip, LEFT, type Range, type Strip } from '../strip.ts';

/** A run's way so far, x and y by turns, and where it is. */
export interface PlayersWay {
  readonly color: string;
  readonly isSelected: boolean;
  readonly points: readonly ArrayLike<number>[];
}

/** What is gone along, against it as a loss is down its gradient. */
interface Field {
  gradient(at: Vector, out: Float64Array): unknown;
}

const [SPACING, LONG, HEAD] = [22, 13, 4] as const;
/** Beside and below the drawing, where its numbers stand. */
const BELOW = 28;

/** The rectangle around points, with room, at one scale for both variables. */
export function frameOf(points: readonly ArrayLike<number>[], { width, height }: Size): [Range, Range] {
  const all = points.filter((point) => Number.isFinite(point[0]! + point[1]!));
  const along = (i: 0 | 1): [middle: number, half: number] => {
    const values = all.map((point) => point[i]!);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return [(low + high) / 2, Math.max(0.25, 0.56 * (high - low))];
  };
  const [[x, a], [y, b]] = [along(0), along(1)];
  const [across, up] = [(width - LEFT - 8) / 2, (height - BELOW) / 2];
  const unit = Math.max(a / across, b / up);
  return [
    [x - unit * across, x + unit * across],
    [y - unit * up, y + unit * up],
  ];
}

/** The field that is gone along, the ways through it, and where it is nothing. */
export function drawField(
  context: CanvasRenderingContext2D,
  size: Size,
  [across, up]: readonly [Range, Range],
  field: Field,
  ways: readonly PlayersWay[],
  rest: ArrayLike<number> | null,
  ink: Ink,
  [x, y]: readonly [across: string, up: string] = ['x', 'y'],
): void {
  const strip = beginStrip(context, size, { range: across, name: x }, up, ink);
  clippedToStrip(strip, () => {
    drawArrows(context, strip, [across, up], field, ink);
    for (const { color, isSelected, points } of ways) {
      context.strokeStyle = context.fillStyle = color;
      context.lineWidth = isSelected ? 2.2 : 1.2;
      context.globalAlpha = isSelected ? 1 : 0.6;
      context.beginPath();
      for (const p of points) context.lineTo(strip.x(p[0]!), strip.y(p[1]!));
      context.stroke();
      const last = points.at(-1);
      context.strokeStyle = ink.paper;
      context.lineWidth = 1.4;
      if (last) drawDot(strip, last[0]!, last[1]!, isSelected ? 5 : 3.5);
    }
    context.globalAlpha = 1;
    if (!rest) return;
    const [px, py] = [strip.x(rest[0]!), strip.y(rest[1]!)];
    context.strokeStyle = ink.ink;
    context.lineWidth = 1.6;
    context.beginPath();
    context.moveTo(px - 5, py);
    context.lineTo(px + 5, py);
    context.moveTo(px, py - 5);
    context.lineTo(px, py + 5);
    context.stroke();
  });
  context.fillStyle = ink.soft;
  context.textAlign = 'left';
  context.fillText(y, 2, 14);
}

/** Of one length, whatever the field is. */
function drawArrows(
  context: CanvasRenderingContext2D,
  { x, y, right, bottom }: Strip,
  [[x0, x1], [y0, y1]]: readonly [Range, Range],
  field: Field,
  ink: Ink,
) {
  const [wide, tall] = [right - LEFT, bottom];
  const out = new Float64Array(2);
  context.strokeStyle = ink.soft;
  context.lineWidth = 1;
  context.globalAlpha = 0.75;
  context.beginPath();
  for (let i = SPACING / 2; i < wide; i += SPACING)
    for (let j = SPACING / 2; j < tall; j += SPACING) {
      const at = [x0 + (i / wide) * (x1 - x0), y1 - (j / tall) * (y1 - y0)];
      field.gradient(at, out);
      // In pixels, where y goes down.
      const [du, dv] = [(-out[0]! / (x1 - x0)) * wide, (out[1]! / (y1 - y0)) * tall];
      const length = Math.hypot(du, dv);
      if (!(length > 0 && length < Infinity)) continue;
      const [u, v] = [du / length, dv / length];
      const [px, py] = [x(at[0]!), y(at[1]!)];
      const [ex, ey] = [px + (u * LONG) / 2, py + (v * LONG) / 2];
      context.moveTo(px - (u * LONG) / 2, py - (v * LONG) / 2);
      context.lineTo(ex, ey);
      context.moveTo(ex - HEAD * (u - 0.6 * v), ey - HEAD * (v + 0.6 * u));
      context.lineTo(ex, ey);
      context.lineTo(ex - HEAD * (u + 0.6 * v), ey - HEAD * (v - 0.6 * u));
    }
  context.stroke();
  context.globalAlpha = 1;
}
