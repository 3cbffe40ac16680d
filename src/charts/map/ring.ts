import type { Palette } from '../../app/state.ts';
import type { Pen } from '../../ui/pen.ts';
import { ink } from '../ink.ts';
import type { MapProjection } from './projection.ts';

/** A ring, as the handle on the page. */
export function drawStart(
  pen: Pen,
  place: MapProjection,
  start: readonly [number, number],
  palette: Palette,
): void {
  const [x, y] = place.toPixel(...start);
  if (!Number.isFinite(x) || !Number.isFinite(y)) return;
  pen.setLineDash([]);
  pen.beginPath();
  pen.moveTo(x + 6, y);
  pen.arc(x, y, 6, 0, 2 * Math.PI);
  pen.strokeStyle = ink[palette].halo;
  pen.lineWidth = 2 + 2 * ink[palette].haloWidth;
  pen.stroke();
  pen.strokeStyle = ink[palette].line;
  pen.lineWidth = 2;
  pen.stroke();
}
