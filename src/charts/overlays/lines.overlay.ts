import { fieldLines } from '../../core/geometry/field-lines.ts';
import type { Loss } from '../../core/math/loss.ts';
import { ink } from '../ink.ts';
import { type MapLayer, strokeTwice } from '../map/layer.ts';

/** Pixels of an arrow's barbs. */
const BARB = 5;

/** Lines along the negative gradient, each with an arrow in its middle. */
export const overlay: MapLayer<Loss> = {
  sheet: 'ground',
  shows: ({ derived }) => derived.loss,
  draw(pen, loss, { state }, { domain, sides, width, height }) {
    pen.save();
    pen.lineJoin = 'round';
    pen.lineCap = 'round';
    pen.setLineDash([]);
    pen.globalAlpha = 0.75;
    pen.beginPath();
    for (const points of fieldLines(loss, domain, sides)) {
      const at = (k: number) => [points[2 * k]! * width, (1 - points[2 * k + 1]!) * height] as const;
      const count = points.length / 2;
      for (let k = 0; k < count; k++) {
        if (k === 0) pen.moveTo(...at(0));
        else pen.lineTo(...at(k));
      }
      const middle = Math.floor(count / 2);
      const [[fromX, fromY], [x, y]] = [at(middle - 1), at(middle)];
      const angle = Math.atan2(y - fromY, x - fromX);
      for (const side of [-1, 1]) {
        const barb = angle + Math.PI + side * 0.5;
        pen.moveTo(x + BARB * Math.cos(barb), y + BARB * Math.sin(barb));
        pen.lineTo(x, y);
      }
    }
    strokeTwice(pen, state.palette, ink[state.palette].line, 1);
    pen.restore();
  },
};
