/** What the calculus says, on the map: gradient flow, the Hessian's eigenvectors, where Newton's method would go. */
import type { FlowLine } from '../app/curvature.ts';
import type { Pen } from '../ui/pen.ts';
import type { Palette } from '../app/state.ts';
import { eigenCross } from '../core/geometry/eigen-cross.ts';
import type { Quadratic } from '../core/math/quadratic.ts';
import { ink } from './ink.ts';
import type { Projection } from './projection.ts';

/** Reach of the longer eigenvector, in shares of the map. */
const ARM = 0.15;

/** The flow from the start as a thin line, to be drawn under the paths. */
export function drawFlow(pen: Pen, { positions }: FlowLine, place: Projection, palette: Palette): void {
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

/** A cross of the eigenvectors about a point, dashed along a direction in which the surface bends down. */
export function drawEigenvectors(pen: Pen, quadratic: Quadratic, place: Projection, palette: Palette): void {
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

/** A saltire where Newton's method would go, and a thin line to it. */
export function drawNewtonPoint(
  pen: Pen,
  { at, newton }: Quadratic,
  place: Projection,
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

/** Strokes the pen's path with a halo that separates it from any tint. */
function strokeTwice(pen: Pen, palette: Palette, color: string, width: number): void {
  pen.strokeStyle = ink[palette].halo;
  pen.lineWidth = width + 2 * ink[palette].haloWidth;
  pen.stroke();
  pen.strokeStyle = color;
  pen.lineWidth = width;
  pen.stroke();
}
