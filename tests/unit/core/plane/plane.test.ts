import { describe, expect, test } from 'vitest';
import {
  compileFormula,
  distance,
  hessianPlane,
  lift,
  losses,
  networkLoss,
  ownPlane,
  planeOfParameters,
  planeOfStep,
  planeThrough,
  principalPlane,
  project,
  randomPlane,
  recordRun,
  sliceOf,
  spanPlane,
  trackOn,
} from '../../../../src/core/index.ts';
import type { Loss } from '../../../../src/core/math/loss.ts';
import { dot } from '../../../../src/core/math/solve.ts';
import { differences } from '../differences.ts';
import { normals as draw } from '../normals.ts';
import { rippledBowl } from '../run/losses.ts';

const normals = (count: number, name: string): Float64Array => draw(count, 0, name);

const network = networkLoss({
  layers: [2, 4, 3],
  activation: 'tanh',
  objective: 'cross-entropy',
  inputs: normals(20, 'inputs'),
  targets: Int32Array.from({ length: 10 }, (_, i) => i % 3),
  weightDecay: 0.01,
});
const n = network.dimension;
const point = normals(n, 'point');

function expectOrthonormal({ u, v }: { u: ArrayLike<number>; v: ArrayLike<number> }): void {
  for (const [found, expected] of [
    [dot(u, u), 1],
    [dot(v, v), 1],
    [dot(u, v), 0],
  ] as const) {
    expect(Math.abs(found - expected)).toBeLessThan(1e-14);
  }
}

describe('planes', () => {
  test('what is lifted is projected back, and lies on the plane', () => {
    const plane = spanPlane(point, normals(n, 'first'), normals(n, 'second'));
    expectOrthonormal(plane);
    for (const [x, y] of [
      [0, 0],
      [1.5, -2],
      [-30, 0.1],
    ] as const) {
      const p = lift(plane, x, y);
      const foot = project(plane, p);
      expect(Math.hypot(foot[0]! - x, foot[1]! - y)).toBeLessThan(1e-13);
      expect(distance(plane, p)).toBeLessThan(1e-12);
      const out = new Float64Array(n);
      expect(lift(plane, x, y, out)).toBe(out);
    }
  });

  test('nearly parallel directions span the plane that they do span', () => {
    const first = normals(n, 'first');
    const other = normals(n, 'second');
    const second = first.map((x, i) => 1e6 * x + 1e-2 * other[i]!);
    expectOrthonormal(spanPlane(point, first, second));
  });

  test('of lengths near the ends of the doubles', () => {
    for (const size of [1e-300, 1e300]) {
      const plane = spanPlane([0, 0, 0], [size, 0, 0], [size, size, 0]);
      expect([...Array.from(plane.u), ...Array.from(plane.v)]).toEqual([
        1,
        0,
        0,
        expect.closeTo(0, 15),
        expect.closeTo(1, 15),
        0,
      ]);
    }
  });

  test('their own of losses of one and two parameters', () => {
    expect([...lift(ownPlane(2), 3, -4)]).toEqual([3, -4]);
    expect([...lift(ownPlane(1), 3, -4)]).toEqual([3]);
    expect([...project(ownPlane(1), [7])]).toEqual([7, 0]);
    expect(distance(ownPlane(1), [7])).toBe(0);
    const curve = sliceOf(compileFormula('x^3', { variables: ['x'] }), ownPlane(1));
    expect([curve.value([2, 9]), ...curve.gradient([2, 9]), ...curve.hessian([2, 9])]).toEqual([
      8, 12, 0, 12, 0, 0, 0,
    ]);
  });

  test('through three points', () => {
    const points = ['a', 'b', 'c'].map((name) => normals(n, name));
    const plane = planeThrough(points[0]!, points[1]!, points[2]!);
    expectOrthonormal(plane);
    for (const p of points) expect(distance(plane, p)).toBeLessThan(1e-13);
    const [x, y] = project(plane, points[1]!);
    expect(x).toBeGreaterThan(0);
    expect(Math.abs(y!)).toBeLessThan(1e-14);
  });

  test('of two parameters; of the step and the gradient', () => {
    const plane = planeOfParameters(point, 4, 1);
    const p = lift(plane, 0.5, 2);
    expect(p.map((x, i) => x - point[i]!).filter((x) => x !== 0)).toHaveLength(2);
    expect([p[4], p[1]]).toEqual([point[4]! + 0.5, point[1]! + 2]);
    const run = recordRun({ loss: network, start: point, optimizer: { id: 'adam' }, steps: 3 });
    const at = run.positions.slice(2 * n, 3 * n);
    const step = run.positions.slice(3 * n).map((x, i) => x - at[i]!);
    const stepping = planeOfStep(at, network.gradient(at), step);
    expect(distance(stepping, run.positions.slice(3 * n))).toBeLessThan(1e-14);
    expect(project(stepping, run.positions.slice(3 * n))[0]).toBeGreaterThan(0);
    // The gradient lies in it whole.
    expect(Math.hypot(...sliceOf(network, stepping).gradient([0, 0]))).toBeCloseTo(
      Math.hypot(...network.gradient(at)),
      13,
    );
  });

  test.each([
    ['equal points', () => planeThrough([1, 2, 3], [1, 2, 3], [0, 0, 1]), 'The first direction is zero.'],
    ['equal ends', () => planeThrough([1, 2, 3], [0, 0, 1], [1, 2, 3]), 'The second direction is zero.'],
    ['points on a line', () => planeThrough([0, 0], [1, 1], [-3, -3]), 'The two directions are parallel'],
    ['points of two lengths', () => planeThrough([0, 0], [1, 1, 1], [2, 3]), 'there are 3 and 2 numbers'],
    [
      'an infinite point',
      () => planeThrough([0, 0], [1, Infinity], [2, 3]),
      'The first direction must be finite; its number 1',
    ],
    ['NaN', () => spanPlane([0, Number.NaN], [1, 0], [0, 1]), 'The origin must be finite'],
    ['one parameter', () => spanPlane([0], [1], [1]), 'A plane needs two parameters at least'],
    ['one parameter twice', () => planeOfParameters(point, 3, 3), 'parallel'],
    ['no such parameter', () => planeOfParameters(point, 0, n), `from 0 to ${n - 1}, not ${n}.`],
    ['half a parameter', () => planeOfParameters(point, 0.5, 1), 'not 0.5'],
    ['one position', () => principalPlane([[1, 2]], 2), 'two positions at least'],
    ['no tracks', () => principalPlane([], 2), 'two positions at least'],
    ['a run that stands', () => principalPlane([[1, 2, 1, 2, 1, 2]], 2), 'The positions are all the same'],
    ['a line of one parameter', () => principalPlane([[1, 2, 3]], 1), 'A plane needs two parameters'],
    [
      'no second derivatives',
      () => hessianPlane(compileFormula('sqrt x + y'), [0, 0]),
      'not finite at this point',
    ],
    [
      'a curve',
      () => hessianPlane(compileFormula('x^2', { variables: ['x'] }), [0]),
      'A plane needs two parameters',
    ],
    [
      'no weights',
      () => randomPlane(new Float64Array(n), network.parameters, 1),
      'The first direction is zero.',
    ],
    [
      'another loss',
      () => sliceOf(network, ownPlane(2)),
      `origin of the plane must have ${n} numbers, one a parameter, not 2.`,
    ],
    [
      'another run',
      () =>
        trackOn(ownPlane(2), { dimension: 3, positions: new Float64Array(3), losses: new Float64Array(1) }),
      'The plane is of 2 parameters, the run of 3.',
    ],
  ])('none: %s', (_name, attempt, message) => {
    expect(attempt).toThrow(RangeError);
    expect(attempt).toThrow(message);
  });
});

describe('principal directions', () => {
  const run = recordRun({ loss: network, start: point, optimizer: { id: 'momentum', lr: 0.3 }, steps: 120 });

  test('of a run explain what they say', () => {
    const { plane, explained } = principalPlane([run.positions], n);
    expectOrthonormal(plane);
    const { coordinates, distances } = trackOn(plane, run);
    const on = coordinates.reduce((sum, x) => sum + x * x, 0);
    const off = distances.reduce((sum, d) => sum + d * d, 0);
    expect(on / (on + off)).toBeCloseTo(explained[0] + explained[1], 12);
    expect(explained[0]).toBeGreaterThan(explained[1]);
    expect(explained[0] + explained[1]).toBeGreaterThan(0.8);
  });

  test('of a straight track are one, and any beside it', () => {
    const track = Float64Array.from(
      { length: 30 },
      (_, i) => (i % 3) + 1 + Math.floor(i / 3) * [1, 2, -2][i % 3]!,
    );
    const { plane, explained } = principalPlane([track], 3);
    expectOrthonormal(plane);
    expect(explained).toEqual([expect.closeTo(1, 14), 0]);
    expect(Math.abs(dot(plane.u, [1 / 3, 2 / 3, -2 / 3]))).toBeCloseTo(1, 14);
  });

  test('of two runs are of both', () => {
    const other = recordRun({ loss: network, start: point, optimizer: { id: 'adam', lr: 0.1 }, steps: 60 });
    const both = principalPlane([run.positions, other.positions], n);
    const one = principalPlane([run.positions], n);
    expect(both.plane).not.toEqual(one.plane);
    expect(principalPlane([run.positions, other.positions], n)).toEqual(both);
  });
});

describe('random directions normalized by filter', () => {
  const random = randomPlane(point, network.parameters, 11);

  test('are as long as each filter, and leave biases', () => {
    for (const direction of random.directions) {
      for (const { shape, offset } of network.parameters) {
        const [units = 0, width = 1] = shape;
        for (let k = 0; k < units; k++) {
          const part = (vector: Float64Array) =>
            vector.subarray(offset + k * width, offset + (k + 1) * width);
          const own = part(point);
          const expected = shape.length === 1 ? 0 : Math.sqrt(dot(own, own));
          expect(Math.sqrt(dot(part(direction), part(direction)))).toBeCloseTo(expected, 13);
        }
      }
    }
  });

  test('are drawn by their seed', () => {
    expect(randomPlane(point, network.parameters, 11).directions).toEqual(random.directions);
    expect(randomPlane(point, network.parameters, 12).directions[0]).not.toEqual(random.directions[0]);
    expect(random.directions[0]).not.toEqual(random.directions[1]);
  });

  test('a path is projected by least squares: what remains is perpendicular to both', () => {
    const p = normals(n, 'elsewhere');
    const [a, b] = random.coordinates(p);
    const [first, second] = random.directions;
    const rest = p.map((x, i) => x - point[i]! - a * first[i]! - b * second[i]!);
    expect(Math.abs(dot(rest, first))).toBeLessThan(1e-13);
    expect(Math.abs(dot(rest, second))).toBeLessThan(1e-13);
    expect(Math.sqrt(dot(rest, rest))).toBeCloseTo(distance(random.plane, p), 13);
    expect(randomPlane(point, network.parameters, 1).coordinates(point)).toEqual([0, 0]);
  });
});

describe('slices', () => {
  test('on their own plane losses are themselves', () => {
    for (const { loss, start } of losses) {
      const slice = sliceOf(loss, ownPlane(2));
      expect(slice.value(start)).toBe(loss.value(start));
      expect(slice.gradient(start)).toEqual(loss.gradient(start));
      expect(slice.hessian(start)).toEqual(loss.hessian(start));
    }
  });

  const bowl: Loss = rippledBowl(12);
  const planeOf = (dimension: number) =>
    spanPlane(normals(dimension, 'origin'), normals(dimension, 'first'), normals(dimension, 'second'));

  test.each([
    ['a network', network as Loss],
    ['a loss with neither product nor joint evaluation', bowl],
  ])('%s: value, gradient, Hessian and product agree with each other', (_name, loss) => {
    const plane = planeOf(loss.dimension);
    const slice = sliceOf(loss, plane);
    for (let k = 0; k < 20; k++) {
      const [p, d] = [normals(2, `p${k}`), normals(2, `d${k}`)];
      expect(slice.value(p)).toBe(loss.value(lift(plane, p[0]!, p[1]!)));
      const out = new Float64Array(2);
      expect(slice.valueAndGradient(p, out)).toBe(slice.value(p));
      expect(slice.gradient(p)).toEqual(out);
      const slope = differences((q) => Float64Array.of(slice.value(q)), p, d, 1e-3, 1)[0]!;
      expect(slope).toBeCloseTo(out[0]! * d[0]! + out[1]! * d[1]!, 8);
      const bend = differences((q) => slice.gradient(q), p, d, 1e-3);
      const [xx, xy, yx, yy] = slice.hessian(p);
      expect(xy).toBe(yx);
      const product = slice.hessianVector(p, d);
      expect([...product]).toEqual([
        expect.closeTo(xx! * d[0]! + xy! * d[1]!, 12),
        expect.closeTo(xy! * d[0]! + yy! * d[1]!, 12),
      ]);
      expect([...bend]).toEqual([...product].map((value) => expect.closeTo(value, 7)));
    }
  });

  test('a grid is the values at its points', () => {
    for (const loss of [network, bowl]) {
      const slice = sliceOf(loss, planeOf(loss.dimension));
      const grid = new Float64Array(12);
      slice.sampleGrid(-1, 0.5, 4, 2, -0.25, 3, grid);
      for (let at = 0; at < 12; at++) {
        const p = [-1 + 0.5 * (at % 4), 2 - 0.25 * Math.floor(at / 4)];
        expect(grid[at]).toBeCloseTo(slice.value(p), 12);
      }
    }
  });

  test('optimizers run on them, and why they end is the loss’s reason', () => {
    const slice = sliceOf(network, planeOf(n));
    const run = recordRun({ loss: slice, start: [0, 0], optimizer: { id: 'newton' }, steps: 5 });
    expect(run.dimension).toBe(2);
    const root = sliceOf(compileFormula('sqrt x + y^2'), ownPlane(2));
    expect(root.failure!([-1, 0], 'value')).toBe('undefined');
    expect(root.failure!([1, 0], 'hessian')).toBeNull();
  });
});

test('a track has feet, distances and the true losses of a run', () => {
  const run = recordRun({ loss: network, start: point, optimizer: { id: 'adam' }, steps: 40 });
  const plane = planeThrough(point, run.positions.slice(20 * n, 21 * n), run.positions.slice(40 * n));
  const track = trackOn(plane, run);
  expect(track.losses).toBe(run.losses);
  expect(track.coordinates).toHaveLength(82);
  for (const step of [0, 20, 40]) expect(track.distances[step]).toBeLessThan(1e-13);
  for (const step of [5, 30]) {
    const p = run.positions.slice(step * n, (step + 1) * n);
    expect(track.coordinates.slice(2 * step, 2 * step + 2)).toEqual(project(plane, p));
    expect(track.distances[step]).toBe(distance(plane, p));
    expect(track.distances[step]).toBeGreaterThan(1e-3);
    // Drawn at the surface it would be elsewhere.
    expect(sliceOf(network, plane).value(project(plane, p))).not.toBeCloseTo(track.losses[step]!, 4);
  }
});
