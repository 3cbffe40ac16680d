import { createQuadraticMemo, currentPoint } from '../../app/curvature.ts';
import type { Frame, Palette } from '../../app/state.ts';
import type { Quadratic } from '../../core/math/quadratic.ts';
import type { Pen } from '../../ui/pen.ts';
import { ink } from '../ink.ts';
import { type MapLayer, strokeTwice } from '../map/layer.ts';
import type { MapProjection } from '../map/projection.ts';

const quadratic = createQuadraticMemo();
const here = (frame: Frame) => quadratic(frame.derived.loss, currentPoint(frame));

/** On the map, of the Taylor surface, where Newton's method would go. */
export const overlay: MapLayer<Quadratic> = {
  sheet: 'point',
  shows: here,
  draw: (pen, shown, { state }, place) => drawNewtonPoint(pen, shown, place, state.palette),
};

/** A saltire where Newton's method would go, and a thin line to it. */
export function drawNewtonPoint(
  pen: Pen,
  { at, newton }: Quadratic,
  place: MapProjection,
  palette: Palette,
): void {
  if (!newton) return;
  const [fromX, fromY] = place.toPixel(...at);
  const [x, y] = place.toPixel(...newton);
  pen.save();
  pen.lineCap = 'round';
  pen.beginPath();
  pen.moveTo(fromX, fromY);
  pen.lineTo(x, y);
  pen.setLineDash([1, 4]);
  strokeTwice(pen, palette, ink[palette].region, 1.4);
  pen.setLineDash([]);
  pen.beginPath();
  for (const side of [-1, 1]) {
    pen.moveTo(x - 4.5, y - 4.5 * side);
    pen.lineTo(x + 4.5, y + 4.5 * side);
  }
  strokeTwice(pen, palette, ink[palette].region, 2);
  pen.restore();
}
