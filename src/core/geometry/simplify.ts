/**
 * Fewer points for the same picture: D. Douglas and T. Peucker, "Algorithms for the reduction of the number of
 * points required to represent a digitized line", 1973, https://doi.org/10.3138/FM57-6770-U75U-7727, without recursion.
 */

/**
 * The points (x and y by turns) of a polyline that stays within one unit of the given one, where a unit is
 * `unitX` by `unitY`. Its first and last point are kept.
 */
export function simplify(points: Float64Array, unitX: number, unitY: number): Float64Array {
  const count = points.length / 2;
  if (count < 3) return points.slice();
  const keep = new Uint8Array(count);
  keep[0] = 1;
  keep[count - 1] = 1;
  const open: number[] = [0, count - 1];
  while (open.length > 0) {
    const last = open.pop()!;
    const first = open.pop()!;
    const ax = points[2 * first]! / unitX;
    const ay = points[2 * first + 1]! / unitY;
    const dx = points[2 * last]! / unitX - ax;
    const dy = points[2 * last + 1]! / unitY - ay;
    const length = dx * dx + dy * dy;
    let farthest = -1;
    let greatest = 1;
    for (let i = first + 1; i < last; i++) {
      const px = points[2 * i]! / unitX - ax;
      const py = points[2 * i + 1]! / unitY - ay;
      const s = length > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / length)) : 0;
      const squared = (px - s * dx) ** 2 + (py - s * dy) ** 2;
      if (squared > greatest) [farthest, greatest] = [i, squared];
    }
    if (farthest < 0) continue;
    keep[farthest] = 1;
    open.push(first, farthest, farthest, last);
  }
  return points.filter((_, i) => keep[i >> 1] === 1);
}
