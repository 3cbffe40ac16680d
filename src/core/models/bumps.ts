/**
 * A bump farther from a straight line than so many of its radii is nothing there, exp(-32); nodes on a nearer one that is not
 * longer than so many radii cannot miss it.
 */
const [FAR, WIDE] = [8, 8] as const;

/** Whether a line from (x, y), (lx, ly) long, passes so far over the bump about (cx, cy) that nodes on it may miss it. */
export function mayMiss(
  cx: number,
  cy: number,
  radius: number,
  x: number,
  y: number,
  lx: number,
  ly: number,
): boolean {
  const square = lx * lx + ly * ly;
  if (!(square > (WIDE * radius) ** 2)) return false;
  const share = Math.max(0, Math.min(1, ((cx - x) * lx + (cy - y) * ly) / square));
  const [dx, dy] = [cx - x - share * lx, cy - y - share * ly];
  return dx * dx + dy * dy < (FAR * radius) ** 2;
}
