import type { Vector4 } from 'three';
import { BREAK, type PathPoints, POINT_SIZE } from '../core/geometry/path.ts';
import type { Sides } from '../core/geometry/sides.ts';
import { blockHeight } from './block.ts';

/** Patterns by `Look.dash` in CSS pixels: dash, gap, dot, gap. The first, solid, has none. */
const patterns: readonly (readonly [dash: number, gap: number, dot: number, gap: number])[] = [
  [1, 0, 0, 0],
  [10, 6, 0, 0],
  [3.5, 5.5, 0, 0],
  [11, 5.5, 3.5, 5.5],
];

/**
 * Writes the shader's pattern: its period in world units, and dash, gap and dot as shares of it. It grows and
 * shrinks with the picture by factors of two only, so that zooming does not make the dashes run along the line.
 */
export function dashPattern(dash: number, pixelsPerUnit: number, out: Vector4): void {
  const [on, gap, dot, rest] = patterns[dash % patterns.length] ?? [1, 0, 0, 0];
  const period = on + gap + dot + rest;
  const scale = 2 ** Math.round(Math.log2(Math.max(pixelsPerUnit, 1)));
  out.set(period / scale, on / period, gap / period, dot / period);
}

/** Writes the length along the surface, in world units, up to each point; the array of `out` grows when it must. */
export function surfaceLengths({ data, count }: PathPoints, sides: Sides, out: { data: Float32Array }): void {
  const capacity = data.length / POINT_SIZE;
  if (out.data.length !== capacity) out.data = new Float32Array(capacity);
  let length = 0;
  for (let i = 1; i < count; i++) {
    length += chord(data, i * POINT_SIZE, sides);
    out.data[i] = length;
  }
}

/** Distance of the point at a place of the array from the one before it, 0 across a break. */
function chord(data: Float32Array, at: number, sides: Sides): number {
  const before = at - POINT_SIZE;
  if (data[before + 2] === BREAK || data[at + 2] === BREAK) return 0;
  const east = (data[at]! - data[before]!) * sides[0];
  const north = (data[at + 1]! - data[before + 1]!) * sides[1];
  const rise = (data[at + 2]! - data[before + 2]!) * blockHeight(sides);
  return Math.sqrt(east * east + north * north + rise * rise);
}
