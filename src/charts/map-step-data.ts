/** The simplex of Nelder and Mead, and the cloud of gradients that noise makes, on the map. */
import type { GradientCloud } from '../app/step-data.ts';
import { partColors } from '../app/part-colors.ts';
import type { State } from '../app/state.ts';
import { ink } from './ink.ts';
import type { Projection } from './projection.ts';

type Theme = State['theme'];

/** A triangle in the run's colour with a ring at each vertex. @param vertices x and y by turns */
export function drawSimplex(
  context: CanvasRenderingContext2D,
  vertices: Float64Array,
  color: string,
  place: Projection,
  theme: Theme,
): void {
  const corners = Array.from({ length: vertices.length / 2 }, (_, k) =>
    place.toPixel(vertices[2 * k]!, vertices[2 * k + 1]!),
  );
  context.save();
  context.setLineDash([]);
  context.lineJoin = 'round';
  context.beginPath();
  for (const [x, y] of corners) context.lineTo(x, y);
  context.closePath();
  context.fillStyle = color;
  context.globalAlpha = 0.18;
  context.fill();
  context.globalAlpha = 1;
  for (const [x, y] of corners) {
    context.moveTo(x + 3, y);
    context.arc(x, y, 3, 0, 2 * Math.PI);
  }
  strokeOnHalo(context, color, 1.6, theme);
  context.restore();
}

/** A dot for each gradient that might have been drawn, where its arrow would have ended. */
export function drawCloud(
  context: CanvasRenderingContext2D,
  { tips }: GradientCloud,
  place: Projection,
  theme: Theme,
): void {
  context.save();
  context.beginPath();
  for (let i = 0; i < tips.length; i += 2) {
    const [x, y] = place.toPixel(tips[i]!, tips[i + 1]!);
    context.moveTo(x + 1.4, y);
    context.arc(x, y, 1.4, 0, 2 * Math.PI);
  }
  context.setLineDash([]);
  context.strokeStyle = ink[theme].halo;
  context.lineWidth = 1.2;
  context.stroke();
  context.fillStyle = partColors[theme].gradient;
  context.fill();
  context.restore();
}

function strokeOnHalo(context: CanvasRenderingContext2D, color: string, width: number, theme: Theme): void {
  context.strokeStyle = ink[theme].halo;
  context.lineWidth = width + 2;
  context.stroke();
  context.strokeStyle = color;
  context.lineWidth = width;
  context.stroke();
}
