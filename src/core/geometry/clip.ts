import type { Domain } from './types.ts';

/**
 * The part of a straight line that lies in a domain, border included, as shares of the way from (ax, ay) to (bx, by);
 * null when none does, or an end is not finite. Liang and Barsky's algorithm
 * (1984, https://doi.org/10.1145/357332.357333).
 */
export function clipLine(
  [x0, x1, y0, y1]: Domain,
  ax: number,
  ay: number,
  bx: number,
  by: number,
): [from: number, to: number] | null {
  let [from, to] = [0, 1];
  for (const [at, along, low, high] of [
    [ax, bx - ax, x0, x1],
    [ay, by - ay, y0, y1],
  ] as const) {
    if (!Number.isFinite(at) || !Number.isFinite(along)) return null;
    if (along === 0) {
      if (at < low || at > high) return null;
      continue;
    }
    const [enter, leave] = along > 0 ? [low, high] : [high, low];
    from = Math.max(from, (enter - at) / along);
    to = Math.min(to, (leave - at) / along);
  }
  return from <= to ? [from, to] : null;
}
