import { describe, expect, it, test } from 'vitest';
import { type ThinPath, thinPath } from '../../../../src/core/geometry/thin-path.ts';
import { normalStream } from '../../../../src/core/math/random.ts';

type Point = readonly [x: number, y: number, z: number];

const at = (points: Float64Array, i: number): Point => [
  points[3 * i]!,
  points[3 * i + 1]!,
  points[3 * i + 2]!,
];

function distance(p: Point, a: Point, b: Point): number {
  const d = b.map((value, i) => value - a[i]!);
  const length = d.reduce((sum, value) => sum + value * value, 0);
  const along = d.reduce((sum, value, i) => sum + value * (p[i]! - a[i]!), 0);
  const share = length > 0 ? Math.min(1, Math.max(0, along / length)) : 0;
  return Math.hypot(...p.map((value, i) => value - a[i]! - share * d[i]!));
}

/** The lines that are drawn of a path as far as a point of it. */
function drawnUntil(points: Float64Array, { kept, joined }: ThinPath, last: number): [Point, Point][] {
  const lines: [Point, Point][] = [];
  for (let i = 1; i < kept.length && kept[i - 1]! < last; i++) {
    if (joined[i] === 0) continue;
    lines.push([at(points, kept[i - 1]!), at(points, Math.min(kept[i]!, last))]);
  }
  return lines;
}

/** How far any point of the path as far as `last` is from what is drawn of it; only every so manieth is looked at. */
function farthest(points: Float64Array, thin: ThinPath, last: number, every: number): number {
  const lines = drawnUntil(points, thin, last);
  let most = 0;
  for (let i = 0; i <= last; i += every) {
    const point = at(points, i);
    if (Number.isNaN(point[0])) continue;
    let least = Infinity;
    for (const [a, b] of lines) least = Math.min(least, distance(point, a, b));
    most = Math.max(most, least);
  }
  return most;
}

function path(count: number, place: (k: number) => readonly number[]): Float64Array {
  const points = new Float64Array(3 * count);
  for (let k = 0; k < count; k++) points.set(place(k), 3 * k);
  return points;
}

/** Steps of a normal length each, drawn back to the middle. */
const walk = (seed: number, step: number, pull: number) => {
  const stream = normalStream(seed);
  const drawn = new Float64Array(2);
  let [x, y] = [0, 0];
  return (k: number): [number, number] => {
    stream(k, drawn);
    x += step * drawn[0]! - pull * x;
    y += step * drawn[1]! - pull * y;
    return [x, y];
  };
};

/** Half a pixel of the screen, and half the width of a thin line. */
const options = { tolerance: 0.5, stroke: 0.7 };

/** What 100,000 steps are like in pixels, and how few lines they must come down to. */
const paths: readonly (readonly [name: string, points: Float64Array, most: number])[] = [
  ['one that arrives', path(100_000, (k) => [300 * Math.exp(-k / 400), 100 * Math.exp(-k / 90)]), 200],
  [
    'a spiral that arrives',
    path(100_000, (k) => [
      200 * Math.exp(-k / 2000) * Math.cos(k / 40),
      200 * Math.exp(-k / 2000) * Math.sin(k / 40),
    ]),
    2000,
  ],
  [
    'a zigzag across a valley',
    path(100_000, (k) => [300 - k / 400, (k % 2 ? 20 : -20) * Math.exp(-k / 3000)]),
    1000,
  ],
  ['a cycle of two', path(100_000, (k) => (k % 2 ? [10, 20] : [310, 120.5])), 4],
  [
    'a cycle of five',
    path(100_000, (k) => [100 * Math.cos(2.4 * Math.PI * k), 100 * Math.sin(2.4 * Math.PI * k)]),
    20,
  ],
  [
    'a swing along a line that dies down',
    path(100_000, (k) => [(k % 2 ? -150 : 150) * Math.exp(-k / 20_000), 0]),
    200,
  ],
  [
    'to and fro within a line',
    path(100_000, (k) => [100 + 100 * Math.sin(k / 300), 50 + 50 * Math.sin(k / 300)]),
    700,
  ],
  ['a cloud', path(100_000, walk(20_261_125, 1, 0.02)), 3000],
  ['a wandering', path(100_000, walk(20_261_126, 0.1, 0)), 10_000],
  ['one that stands still', path(100_000, () => [7, 7]), 2],
  [
    'a spiral down a bowl',
    path(20_000, (k) => {
      const radius = 100 * Math.exp(-k / 5000);
      return [radius * Math.cos(k / 50), radius * Math.sin(k / 50), radius ** 2 / 200];
    }),
    2500,
  ],
];

describe('thinPath', () => {
  test.each(paths)(
    'of %s stays within the tolerance of every point, whatever part is drawn',
    (_, points, most) => {
      const thin = thinPath(points, options);
      const count = points.length / 3;
      // Where lines are left out because others lie over them, it is the stroke of those that is near.
      const isWhole = thin.joined.filter((joined) => joined === 1).length === thin.kept.length - 1;
      const tolerance = options.tolerance + (isWhole ? 0 : options.stroke);
      expect(thin.kept.length).toBeLessThanOrEqual(most);
      expect(thin.kept[0]).toBe(0);
      expect(thin.kept.at(-1)).toBe(count - 1);
      for (const last of [1, 2, 17, 500, 2000, 12_345].map((k) => Math.min(k, count - 1))) {
        expect(farthest(points, thin, last, last > 3000 ? 97 : last > 100 ? 11 : 1)).toBeLessThanOrEqual(
          tolerance,
        );
      }
      expect(farthest(points, thin, count - 1, 997)).toBeLessThanOrEqual(tolerance);
    },
  );

  test.each(paths)('of %s keeps its extremes', (_, points) => {
    const { kept } = thinPath(points, options);
    for (const axis of [0, 1]) {
      const all = points.filter((__, i) => i % 3 === axis);
      const some = [...kept].map((k) => all[k]!);
      const extent = (values: Iterable<number>) => {
        let [low, high] = [Infinity, -Infinity];
        for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
        return [low, high] as const;
      };
      const [[low, high], [least, greatest]] = [extent(some), extent(all)];
      expect(low - least).toBeLessThanOrEqual(0.5);
      expect(greatest - high).toBeLessThanOrEqual(0.5);
    }
  });

  it('keeps the pieces of an interrupted path apart, with both ends of each', () => {
    const points = path(100, (k) => (k === 40 || k === 41 || k === 99 ? [Number.NaN, 0] : [k, 0]));
    const { kept, joined } = thinPath(points, options);
    expect([...kept]).toEqual([0, 39, 42, 98]);
    expect([...joined]).toEqual([0, 1, 0, 1]);
  });

  it('keeps what goes back: a part of the path is not the whole of a line', () => {
    const there = path(4, (k) => [[0, 80, 30, 100][k]!, 0]);
    expect([...thinPath(there, options).kept]).toEqual([0, 1, 2, 3]);
  });

  it('leaves out lines that are wholly out of sight, and none that cross it', () => {
    const points = path(7, (k) => [[-900, -800, -700, 700, 800, 900, 50][k]!, 10 * (k % 2)]);
    const { kept, joined } = thinPath(points, { ...options, bounds: [0, 100, 0, 100] });
    const lines = [...kept].flatMap((k, i) => (joined[i] === 1 ? [[kept[i - 1], k]] : []));
    expect(lines).toEqual([
      [2, 3],
      [5, 6],
    ]);
    expect([kept[0], kept.at(-1)]).toEqual([0, 6]);
  });

  it('takes points beyond all measure, and keeps them', () => {
    const points = path(5, (k) => [[0, 1e9, 1e300, Infinity, 5][k]!, k % 2]);
    expect([...thinPath(points, options).kept]).toEqual([0, 1, 2, 3, 4]);
    expect(thinPath(new Float64Array(0), options).kept).toHaveLength(0);
    expect([...thinPath(Float64Array.of(1, 2, 0), options).kept]).toEqual([0]);
  });
});
