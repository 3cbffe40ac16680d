import { type FlowLine, flowLineOf } from '../../app/flow-line.ts';
import type { Palette } from '../../app/state.ts';
import type { Pen } from '../../ui/pen.ts';
import { ink } from '../ink.ts';
import { type MapLayer, strokeTwice } from '../map/layer.ts';
import type { MapProjection } from '../map/projection.ts';

export const overlay: MapLayer<FlowLine> = {
  sheet: 'paths',
  shows: ({ state, derived }) => flowLineOf(derived, state.scene.start),
  draw: (pen, line, { state }, place) => drawFlow(pen, line, place, state.palette),
};

/** The flow from the start as a thin line, to be drawn under the paths. */
export function drawFlow(pen: Pen, { positions }: FlowLine, place: MapProjection, palette: Palette): void {
  pen.save();
  pen.lineJoin = 'round';
  pen.lineCap = 'round';
  pen.setLineDash([]);
  pen.beginPath();
  for (let k = 0; k < positions.length; k += 2) {
    const [x, y] = place.toPixel(positions[k]!, positions[k + 1]!);
    if (k === 0) pen.moveTo(x, y);
    else pen.lineTo(x, y);
  }
  strokeTwice(pen, palette, ink[palette].line, 1.4);
  pen.restore();
}
