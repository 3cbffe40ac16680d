import type { Loss } from '../../core/math/loss.ts';
import { ink } from '../ink.ts';
import { type MapLayer, strokeTwice } from '../map/layer.ts';
import type { MapProjection } from '../map/projection.ts';
import { derivativeOn, signsOf } from './signed-field.ts';

/** Radius of a ring where the curl is largest, and where it is smallest; how far it goes around. */
const [LARGE, SMALL, AROUND] = [6, 2.6, 1.6 * Math.PI] as const;
const [HEAD, DOT] = [3, 0.7] as const;

/** Of the negative gradient: above 0 where it turns against the clock. */
export function curlOn(loss: Loss, place: MapProjection): (x: number, y: number) => number {
  return derivativeOn(loss, place, ([, xy, yx]) => xy! - yx!);
}

/** Rings with a head that go as the field turns, larger where more, and a dot where it does not turn. */
export const overlay: MapLayer<Loss> = {
  sheet: 'ground',
  shows: ({ derived }) => derived.loss,
  draw(pen, loss, { state }, place) {
    pen.save();
    pen.lineCap = 'round';
    pen.setLineDash([]);
    pen.beginPath();
    for (const { x, y, value, share } of signsOf(place, curlOn(loss, place))) {
      if (value === 0) {
        pen.moveTo(x - DOT, y);
        pen.lineTo(x + DOT, y);
        continue;
      }
      const radius = SMALL + (LARGE - SMALL) * share;
      // On the screen y goes down: against the clock is the other way round.
      const way = value > 0 ? -1 : 1;
      const from = Math.min(0, way * AROUND);
      pen.moveTo(x + radius * Math.cos(from), y + radius * Math.sin(from));
      pen.arc(x, y, radius, from, from + AROUND);
      const [c, s] = [Math.cos(way * AROUND), Math.sin(way * AROUND)];
      const [ex, ey] = [x + radius * c, y + radius * s];
      // Along the ring there, and across it.
      const [u, v] = [-s * way, c * way];
      for (const side of [-1, 1]) {
        pen.moveTo(ex, ey);
        pen.lineTo(ex - HEAD * (u + 0.8 * side * c), ey - HEAD * (v + 0.8 * side * s));
      }
    }
    strokeTwice(pen, state.palette, ink[state.palette].line, 1.2);
    pen.restore();
  },
};
