/** A polyline, x and y by turns. */
type Line = readonly number[];

/** Points on each of two polylines: their distance is then that of the lines to within a 300th of their length. */
const POINTS = 301;

/**
 * The shortest leash with which two could walk two polylines from start to end, neither ever turning back: on as many
 * points of each, evenly, by the table of Eiter and Mannila filled in whole.
 */
export function leash(one: Line, other: Line): number {
  const [a, b] = [evenly(one), evenly(other)];
  const reach = a.map(() => b.map(() => 0));
  for (const [i, p] of a.entries())
    for (const [j, q] of b.entries()) {
      const ways = [reach[i - 1]?.[j], reach[i]![j - 1], reach[i - 1]?.[j - 1]].filter(
        (way) => way !== undefined,
      );
      const best = ways.length > 0 ? Math.min(...ways) : 0;
      reach[i]![j] = Math.max(best, Math.hypot(p[0]! - q[0]!, p[1]! - q[1]!));
    }
  return reach.at(-1)!.at(-1)!;
}

function evenly(line: Line): number[][] {
  const lengths = [0];
  for (let i = 2; i < line.length; i += 2)
    lengths.push(lengths.at(-1)! + Math.hypot(line[i]! - line[i - 2]!, line[i + 1]! - line[i - 1]!));
  return Array.from({ length: POINTS }, (_, k) => {
    const at = (k / (POINTS - 1)) * lengths.at(-1)!;
    const j = Math.max(
      1,
      lengths.findIndex((length) => length >= at - 1e-12),
    );
    const share = (at - lengths[j - 1]!) / (lengths[j]! - lengths[j - 1]!);
    return [0, 1].map((c) => line[2 * j - 2 + c]! + share * (line[2 * j + c]! - line[2 * j - 2 + c]!));
  });
}
