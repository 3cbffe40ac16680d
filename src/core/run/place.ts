import type { Domain } from '../losses/types.ts';
import type { Run } from './types.ts';

type Track = Pick<Run, 'positions' | 'dimension'>;

/** Where a run is at a step, in a domain: the position of a run of one variable lies on the axis. NaN beyond its end. */
export function placeAt({ positions, dimension }: Track, step: number): [x: number, y: number] {
  const at = step * dimension;
  return [positions[at] ?? Number.NaN, dimension === 1 ? 0 : (positions[at + 1] ?? Number.NaN)];
}

/** Whether a run is in a domain at a step; its borders are inside, and one variable has no second side. */
export function isInsideAt({ positions, dimension }: Track, step: number, [x0, x1, y0, y1]: Domain): boolean {
  const x = positions[step * dimension]!;
  if (!(x >= x0 && x <= x1)) return false;
  if (dimension === 1) return true;
  const y = positions[step * dimension + 1]!;
  return y >= y0 && y <= y1;
}

/** The first recorded step whose position lies outside the domain, or null when none does. */
export function firstStepOutside(run: Run, domain: Domain): number | null {
  for (let k = 0; k <= run.steps; k++) if (!isInsideAt(run, k, domain)) return k;
  return null;
}
