import { alongLine, fieldLines } from '../../core/geometry/field-lines.ts';
import type { Loss } from '../../core/math/loss.ts';
import type { Palette } from '../../app/state.ts';
import type { Pen } from '../../ui/pen.ts';
import { ink } from '../ink.ts';
import { type MapLayer, strokeTwice } from '../map/layer.ts';
import type { MapProjection } from '../map/projection.ts';

/** Pixels of an arrow's barbs. */
const BARB = 5;
/** How far an arrow goes in a step, in the longer side of the map: of 600 pixels two and a half. */
const STRIDE = 1 / 240;

const traced = new WeakMap<MapProjection, { readonly loss: Loss; readonly lines: Float64Array[] }>();

/** The field's lines on a map, followed once for both of its sheets. */
function linesOn(place: MapProjection, loss: Loss): Float64Array[] {
  const kept = traced.get(place);
  if (kept?.loss === loss) return kept.lines;
  const lines = fieldLines(loss, place.domain, place.sides);
  traced.set(place, { loss, lines });
  return lines;
}

/** Lines along the negative gradient. */
export const overlay: MapLayer<Loss> = {
  sheet: 'ground',
  shows: ({ derived }) => derived.loss,
  draw(pen, loss, { state }, place) {
    const { width, height } = place;
    strokeThin(pen, state.palette, () => {
      for (const points of linesOn(place, loss))
        for (let k = 0; k < points.length; k += 2) {
          const x = points[k]! * width;
          const y = (1 - points[k + 1]!) * height;
          if (k === 0) pen.moveTo(x, y);
          else pen.lineTo(x, y);
        }
    });
  },
};

/**
 * An arrow on each of them, in its middle at step 0, which goes along with the steps and begins again where the line
 * ends. All go equally far in a step, whatever the gradient's length and the learning rate: they show the way, not the
 * speed of the flow.
 *
 * @param isCalm whether somebody wants no motion: the arrows stay in the middle
 */
export function createLineArrows(isCalm: () => boolean): MapLayer<Loss> {
  const at = new Float64Array(4);
  return {
    sheet: 'paths',
    shows: ({ derived }) => derived.loss,
    draw(pen, loss, { state }, place) {
      const gone = isCalm() ? 0 : STRIDE * state.playhead.step;
      strokeThin(pen, state.palette, () => {
        for (const points of linesOn(place, loss)) {
          alongLine(points, place.sides, gone, at);
          const x = at[0]! * place.width;
          const y = (1 - at[1]!) * place.height;
          const back = Math.atan2(-at[3]!, at[2]!) + Math.PI;
          // The shaft lies on the line, over the barbs' halo.
          for (let side = -1; side <= 1; side++) {
            pen.moveTo(x + BARB * Math.cos(back + side * 0.5), y + BARB * Math.sin(back + side * 0.5));
            pen.lineTo(x, y);
          }
        }
      });
    },
  };
}

function strokeThin(pen: Pen, palette: Palette, trace: () => void): void {
  pen.save();
  pen.lineJoin = 'round';
  pen.lineCap = 'round';
  pen.setLineDash([]);
  pen.globalAlpha = 0.75;
  pen.beginPath();
  trace();
  strokeTwice(pen, palette, ink[palette].line, 1);
  pen.restore();
}
