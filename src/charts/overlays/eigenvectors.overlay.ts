import { createQuadraticMemo, currentPoint } from '../../app/curvature.ts';
import type { Frame, Palette } from '../../app/state.ts';
import { eigenCross } from '../../core/geometry/eigen-cross.ts';
import type { Quadratic } from '../../core/math/quadratic.ts';
import type { Pen } from '../../ui/pen.ts';
import { ink } from '../ink.ts';
import { type MapLayer, strokeTwice } from '../map/layer.ts';
import type { MapProjection } from '../map/projection.ts';

/** Reach of the longer eigenvector, in shares of the map. */
const ARM = 0.15;

const quadratic = createQuadraticMemo();
/** At the pointer, while there is one. */
const here = (frame: Frame) => quadratic(frame.derived.loss, frame.state.hover ?? currentPoint(frame));

export const overlay: MapLayer<Quadratic> = {
  sheet: 'point',
  shows: here,
  draw: (pen, shown, { state }, place) => drawEigenvectors(pen, shown, place, state.palette),
};

/** A cross of the eigenvectors about a point, dashed along a direction in which the surface bends down. */
export function drawEigenvectors(
  pen: Pen,
  quadratic: Quadratic,
  place: MapProjection,
  palette: Palette,
): void {
  pen.save();
  pen.lineCap = 'butt';
  for (const { u, v, du, dv, curvature } of eigenCross(quadratic, place.domain, ARM, place.sides)) {
    pen.beginPath();
    pen.moveTo((u - du) * place.width, (1 - v + dv) * place.height);
    pen.lineTo((u + du) * place.width, (1 - v - dv) * place.height);
    pen.setLineDash(curvature < 0 ? [4, 3] : []);
    strokeTwice(pen, palette, ink[palette].region, 2);
  }
  pen.restore();
}
