/** The simplex of Nelder and Mead, and the cloud of gradients that noise makes, on the map. */
import type { GradientCloud } from '../../app/step-data.ts';
import { partColors } from '../../ui/part-colors.ts';
import type { Pen } from '../../ui/pen.ts';
import type { Palette } from '../../app/state.ts';
import { ink } from '../ink.ts';
import type { MapProjection } from '../map/projection.ts';

/** A triangle in the run's colour with a ring at each vertex. @param vertices x and y by turns */
export function drawSimplex(
  pen: Pen,
  vertices: Float64Array,
  color: string,
  place: MapProjection,
  palette: Palette,
): void {
  const corners = Array.from({ length: vertices.length / 2 }, (_, k) =>
    place.toPixel(vertices[2 * k]!, vertices[2 * k + 1]!),
  );
  pen.save();
  pen.setLineDash([]);
  pen.lineJoin = 'round';
  pen.beginPath();
  for (const [x, y] of corners) pen.lineTo(x, y);
  pen.closePath();
  pen.fillStyle = color;
  pen.globalAlpha = 0.18;
  pen.fill();
  pen.globalAlpha = 1;
  for (const [x, y] of corners) {
    pen.moveTo(x + 3, y);
    pen.arc(x, y, 3, 0, 2 * Math.PI);
  }
  strokeOnHalo(pen, color, 1.6, palette);
  pen.restore();
}

/** A dot for each gradient that might have been drawn, where its arrow would have ended. */
export function drawCloud(pen: Pen, { tips }: GradientCloud, place: MapProjection, palette: Palette): void {
  pen.save();
  pen.beginPath();
  for (let i = 0; i < tips.length; i += 2) {
    const [x, y] = place.toPixel(tips[i]!, tips[i + 1]!);
    pen.moveTo(x + 1.4, y);
    pen.arc(x, y, 1.4, 0, 2 * Math.PI);
  }
  pen.setLineDash([]);
  pen.strokeStyle = ink[palette].halo;
  pen.lineWidth = 1.2;
  pen.stroke();
  pen.fillStyle = partColors[palette].gradient;
  pen.fill();
  pen.restore();
}

function strokeOnHalo(pen: Pen, color: string, width: number, palette: Palette): void {
  pen.strokeStyle = ink[palette].halo;
  pen.lineWidth = width + 2 * ink[palette].haloWidth;
  pen.stroke();
  pen.strokeStyle = color;
  pen.lineWidth = width;
  pen.stroke();
}
