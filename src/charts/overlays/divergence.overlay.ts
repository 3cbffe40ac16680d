import { isolines } from '../../core/geometry/isolines.ts';
import type { Loss } from '../../core/math/loss.ts';
import { ink } from '../ink.ts';
import { type MapLayer, strokeTwice } from '../map/layer.ts';
import type { MapProjection } from '../map/projection.ts';
import { derivativeOn, signsOf } from './signed-field.ts';

/** Pixels between two samples of the line. */
const FINE = 4;
/** Half of a sign where the divergence is largest, and where it is smallest. */
const [LARGE, SMALL] = [5.5, 1.8] as const;

/** Of the negative gradient: minus the trace of the Hessian at a pixel of the map. */
export function divergenceOn(loss: Loss, place: MapProjection): (x: number, y: number) => number {
  return derivativeOn(loss, place, ([xx, , , yy]) => -(xx! + yy!));
}

/** Where the negative gradient spreads, plus, and where it gathers, minus, larger where more; the line of none between them. */
export const overlay: MapLayer<Loss> = {
  sheet: 'ground',
  shows: ({ derived }) => derived.loss,
  draw(pen, loss, { state }, place) {
    const { width, height } = place;
    const of = divergenceOn(loss, place);
    pen.save();
    pen.lineCap = 'round';
    pen.setLineDash([]);
    pen.beginPath();
    for (const { x, y, value, share } of signsOf(place, of)) {
      if (value === 0) continue;
      const half = SMALL + (LARGE - SMALL) * share;
      pen.moveTo(x - half, y);
      pen.lineTo(x + half, y);
      if (value < 0) continue;
      pen.moveTo(x, y - half);
      pen.lineTo(x, y + half);
    }
    strokeTwice(pen, state.palette, ink[state.palette].line, 1.3);
    const [nx, ny] = [Math.ceil(width / FINE) + 1, Math.ceil(height / FINE) + 1];
    const values = new Float64Array(nx * ny);
    for (let i = 0; i < nx * ny; i++)
      values[i] = of(((i % nx) / (nx - 1)) * width, (1 - Math.floor(i / nx) / (ny - 1)) * height);
    pen.beginPath();
    for (const { points, closed } of isolines(values, nx, ny, [0])) {
      for (let k = 0; k < points.length; k += 2) {
        const [x, y] = [(points[k]! / (nx - 1)) * width, (1 - points[k + 1]! / (ny - 1)) * height];
        if (k === 0) pen.moveTo(x, y);
        else pen.lineTo(x, y);
      }
      if (closed) pen.closePath();
    }
    strokeTwice(pen, state.palette, ink[state.palette].line, 1, [6, 4]);
    pen.restore();
  },
};
