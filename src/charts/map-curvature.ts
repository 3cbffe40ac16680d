/** What the calculus says, on the map: gradient flow, the Hessian's eigenvectors, where Newton's method would go. */
import type { FlowLine } from '../app/curvature.ts';
import type { State } from '../app/state.ts';
import { eigenCross } from '../core/geometry/eigen-cross.ts';
import type { Quadratic } from '../core/math/quadratic.ts';
import { ink } from './ink.ts';
import type { Projection } from './projection.ts';

type Theme = State['theme'];

/** Reach of the longer eigenvector, in shares of the map. */
const ARM = 0.15;

/** The flow from the start as a thin line, to be drawn under the paths. */
export function drawFlow(
  context: CanvasRenderingContext2D,
  { positions }: FlowLine,
  place: Projection,
  theme: Theme,
): void {
  context.save();
  context.lineJoin = 'round';
  context.lineCap = 'round';
  context.setLineDash([]);
  context.beginPath();
  for (let k = 0; k < positions.length; k += 2) {
    const [x, y] = place.toPixel(positions[k]!, positions[k + 1]!);
    if (k === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
  strokeTwice(context, theme, ink[theme].line, 1.4);
  context.restore();
}

/** A cross of the eigenvectors about a point, dashed along a direction in which the surface bends down. */
export function drawEigenvectors(
  context: CanvasRenderingContext2D,
  quadratic: Quadratic,
  place: Projection,
  theme: Theme,
): void {
  context.save();
  context.lineCap = 'butt';
  for (const { u, v, du, dv, curvature } of eigenCross(quadratic, place.domain, ARM)) {
    context.beginPath();
    context.moveTo((u - du) * place.width, (1 - v + dv) * place.height);
    context.lineTo((u + du) * place.width, (1 - v - dv) * place.height);
    context.setLineDash(curvature < 0 ? [4, 3] : []);
    strokeTwice(context, theme, ink[theme].region, 2);
  }
  context.restore();
}

/** A saltire where Newton's method would go, and a thin line to it. */
export function drawNewtonPoint(
  context: CanvasRenderingContext2D,
  { at, newton }: Quadratic,
  place: Projection,
  theme: Theme,
): void {
  if (!newton) return;
  const [fromX, fromY] = place.toPixel(...at);
  const [x, y] = place.toPixel(...newton);
  context.save();
  context.lineCap = 'round';
  context.beginPath();
  context.moveTo(fromX, fromY);
  context.lineTo(x, y);
  context.setLineDash([1, 4]);
  strokeTwice(context, theme, ink[theme].region, 1.4);
  context.setLineDash([]);
  context.beginPath();
  for (const side of [-1, 1]) {
    context.moveTo(x - 4.5, y - 4.5 * side);
    context.lineTo(x + 4.5, y + 4.5 * side);
  }
  strokeTwice(context, theme, ink[theme].region, 2);
  context.restore();
}

/** Strokes the context's path with a halo that separates it from any tint. */
function strokeTwice(context: CanvasRenderingContext2D, theme: Theme, color: string, width: number): void {
  context.strokeStyle = ink[theme].halo;
  context.lineWidth = width + 2;
  context.stroke();
  context.strokeStyle = color;
  context.lineWidth = width;
  context.stroke();
}
