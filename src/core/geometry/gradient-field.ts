import type { Loss } from '../math/loss.ts';
import type { Sides } from './sides.ts';
import type { Domain } from './types.ts';

/** One arrow of a field, in shares of the domain: its middle, and half of it from tail to tip. */
export interface FieldArrow {
  readonly u: number;
  readonly v: number;
  readonly du: number;
  readonly dv: number;
  /** How steep it is there: 0 for the gentlest logarithm of the gradient's length in the field, 1 for the steepest. */
  readonly steepness: number;
}

/** Arrows along the longer side of the field that stage and map draw. */
export const fieldSide = 16;

/** Half an arrow's length as a share of the distance between two. */
const REACH = 0.34;

/**
 * The negative gradient on a grid of places, n along the longer side: arrows of one length that point where the loss
 * falls fastest. There is none where the gradient is zero or not finite.
 */
export function gradientField(
  loss: Loss,
  [x0, x1, y0, y1]: Domain,
  n: number,
  [across, up]: Sides = [1, 1],
): FieldArrow[] {
  const [columns, rows] = [Math.max(1, Math.round(n * across)), Math.max(1, Math.round(n * up))];
  const gradient = new Float64Array(2);
  const arrows: { u: number; v: number; du: number; dv: number; size: number }[] = [];
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) {
      const [u, v] = [(i + 0.5) / columns, (j + 0.5) / rows];
      loss.gradient([x0 + u * (x1 - x0), y0 + v * (y1 - y0)], gradient);
      const size = Math.log(Math.hypot(gradient[0]!, gradient[1]!));
      if (!Number.isFinite(size)) continue;
      // A displacement by -grad f, in shares of the domain.
      const [a, b] = [-gradient[0]! / (x1 - x0), -gradient[1]! / (y1 - y0)];
      const scale = REACH / n / Math.hypot(a * across, b * up);
      arrows.push({ u, v, du: a * scale, dv: b * scale, size });
    }
  }
  const sizes = arrows.map(({ size }) => size);
  const low = Math.min(...sizes);
  const span = Math.max(...sizes) - low;
  return arrows.map(({ u, v, du, dv, size }) => ({
    u,
    v,
    du,
    dv,
    steepness: span > 0 ? (size - low) / span : 0,
  }));
}
