/** Places along a traced run: where it is at a step, the points of its steps, where it left the domain. */
import type { Run } from '../run/types.ts';
import { BREAK, type Hung, lastPointAt, type PathPoints, POINT_SIZE, writePoint } from './path.ts';
import { heightAt } from './surface.ts';
import type { Surface } from './types.ts';

/** Steps that get a point of their own at most: later ones lie close together in any run that arrives. */
const STEP_POINTS = 4096;

/**
 * Writes (u, v, height) of a run at a step, or at its last one where it ended before. False when it is outside
 * the domain or over a hole there; `out` then holds u and v only.
 */
export function writePlaceAt(run: Run & Hung, surface: Surface, step: number, out: Float64Array): boolean {
  const [x0, x1, y0, y1] = surface.grid.domain;
  const row = Math.min(step, run.steps);
  const at = row * run.dimension;
  out[0] = (run.positions[at]! - x0) / (x1 - x0);
  out[1] = (run.positions[at + 1]! - y0) / (y1 - y0);
  out[2] = levelAt(run, surface, row, out[0], out[1]);
  return !Number.isNaN(out[2]);
}

/** The height of a row that lies at (u, v): on the surface, or at its own loss. NaN outside the domain and over a hole. */
function levelAt({ hung }: Hung, surface: Surface, row: number, u: number, v: number): number {
  if (!hung) return heightAt(surface, u, v);
  return u >= 0 && u <= 1 && v >= 0 && v <= 1 ? surface.scale.height(hung[row]!) : Number.NaN;
}

/** Writes a point for each step, a break for one that is not on the surface, and a break at the end. */
export function stepPoints(run: Run & Hung, surface: Surface, out: PathPoints): void {
  out.count = 0;
  const { positions, dimension } = run;
  const [x0, x1, y0, y1] = surface.grid.domain;
  const steps = Math.min(run.steps, STEP_POINTS);
  for (let k = 0; k <= steps; k++) {
    const u = (positions[k * dimension]! - x0) / (x1 - x0);
    const v = (positions[k * dimension + 1]! - y0) / (y1 - y0);
    const height = levelAt(run, surface, k, u, v);
    if (Number.isNaN(height)) writePoint(out, 0, 0, BREAK, k);
    else writePoint(out, u, v, height, k);
  }
  writePoint(out, 0, 0, BREAK, Infinity);
}

/** Writes (u, v, height) of the last point of a path up to a step: where it left. False when there is none. */
export function lastPlace(path: PathPoints, step: number, out: Float64Array): boolean {
  let at = lastPointAt(path, step);
  while (at >= 0 && path.data[at * POINT_SIZE + 2] === BREAK) at--;
  if (at < 0) return false;
  for (let i = 0; i < 3; i++) out[i] = path.data[at * POINT_SIZE + i]!;
  return true;
}
