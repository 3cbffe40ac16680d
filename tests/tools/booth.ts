/** Booth's function, (x + 2y - 7)^2 + (2x + y - 5)^2, with its slope and gradient descent worked out by hand. */

export type Point = readonly [x: number, y: number];

export const boothAt = ([x, y]: Point): number => (x + 2 * y - 7) ** 2 + (2 * x + y - 5) ** 2;

/** Gradient descent with momentum as PyTorch has it, from a start on: as many places as steps, and one. */
export function boothWalk(start: Point, steps: number, rate: number, momentum = 0): Point[] {
  const way = [start];
  let [vx, vy] = [0, 0];
  for (let i = 0; i < steps; i++) {
    const [x, y] = way.at(-1)!;
    [vx, vy] = [momentum * vx + (10 * x + 8 * y - 34), momentum * vy + (8 * x + 10 * y - 38)];
    way.push([x - rate * vx, y - rate * vy]);
  }
  return way;
}

export function lengthOfWay(way: readonly Point[]): number {
  return way.slice(1).reduce((sum, [x, y], i) => sum + Math.hypot(x - way[i]![0], y - way[i]![1]), 0);
}
