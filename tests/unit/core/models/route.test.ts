import { describe, expect, test } from 'vitest';
import { normcdf } from '../../../../src/core/math/gaussian.ts';
import { restoreOptions } from '../../../../src/core/models/options.ts';
import { delivery, pointsOf, routeOf } from '../../../../src/core/models/route.ts';
import { depotLoss, routeLoss } from '../../../../src/core/models/route-loss.ts';
import type { OptionValue, Table } from '../../../../src/core/models/types.ts';
import { recordRun } from '../../../../src/core/run/record.ts';
import { differences } from '../differences.ts';
import { normals } from '../normals.ts';

function made(given: Record<string, OptionValue> = {}, table?: Table) {
  const { options } = restoreOptions(delivery, given);
  const train = table ?? delivery.make(options).train;
  return { ...delivery.build(options, train, null), task: routeOf(options, train) };
}

const table = (rows: readonly (readonly number[])[], columns = ['x', 'y']): Table => ({
  columns,
  inputs: Float64Array.from(rows.flatMap((row) => row.slice(0, -1))),
  targets: Float64Array.from(rows, (row) => row.at(-1)!),
});

describe.each<Record<string, OptionValue>>([
  {},
  { waypoints: 3 },
  { waypoints: 6, jamRadius: 2 },
  { task: 'depot' },
])('%j', (options) => {
  const { loss, initial } = made(options);
  const n = loss.dimension;

  test('gradient and product of Hessian and vector agree with differences at 100 random points', () => {
    for (let k = 0; k < 100; k++) {
      const [p, d] = [normals(n, k, 'point'), normals(n, k, 'direction')];
      // Not so near to a kink that differences see it: neither at a customer nor where waypoints meet.
      if (n > 2) p.forEach((z, i) => (p[i] = initial(1)[i]! + (i % 2 === 0 ? 0.1 : 1) * z));
      if (n === 2 && Math.hypot(p[0]! - 0.8, p[1]! - 0.6) < 0.2) continue;
      const along = loss.gradient(p).reduce((sum, g, i) => sum + g * d[i]!, 0);
      const slope = differences((q) => Float64Array.of(loss.value(q)), p, d, 1e-3, 1)[0]!;
      const bend = differences((q) => loss.gradient(q), p, d, 2e-4);
      const product = loss.hessianVector(p, d);
      const size = Math.max(1, loss.value(p), ...product.map(Math.abs));
      expect(Math.abs(slope - along)).toBeLessThan(1e-8 * size);
      product.forEach((value, i) => expect(Math.abs(value - bend[i]!)).toBeLessThan(1e-8 * size));
    }
  });
});

/** The integral of the delay of one jam along a line, in closed form. */
function delayOn(
  [ax, ay, bx, by]: readonly number[],
  jam: { x: number; y: number; size: number },
  radius: number,
) {
  const [lx, ly] = [bx! - ax!, by! - ay!];
  const length = Math.hypot(lx, ly);
  const [dx, dy] = [jam.x - ax!, jam.y - ay!];
  const [foot, off] = [(dx * lx + dy * ly) / length, (dx * ly - dy * lx) / length];
  const share = normcdf((length - foot) / radius) - normcdf(-foot / radius);
  return jam.size * Math.exp(-0.5 * (off / radius) ** 2) * radius * Math.sqrt(2 * Math.PI) * share;
}

test.each([
  { options: {}, own: undefined },
  { options: { waypoints: 8 }, own: undefined },
  // Jams that are next to nothing beside the way that leads over them.
  {
    options: { jamRadius: 0.2 },
    own: table([
      [-900, 10, 0],
      [-300.3, 8, 9],
      [12, 1, 700],
      [1000, 3, 0],
    ]),
  },
])('the time of a route is its integral to within the error that is stated: $options', ({ options, own }) => {
  const { task, initial } = made(options, own);
  const loss = routeLoss(task);
  for (let k = 0; k < 40; k++) {
    const p = k < 20 ? initial(k) : normals(2 * task.waypoints, k, 'waypoint');
    if (k === 7) p.set([task.jams[0]!.x, task.jams[0]!.y]);
    const points = pointsOf(task, p);
    let time = 0;
    for (let piece = 0; piece + 3 < points.length; piece += 2) {
      const line = points.slice(piece, piece + 4);
      time += Math.hypot(line[2]! - line[0]!, line[3]! - line[1]!);
      for (const jam of task.jams) time += delayOn(line, jam, task.radius);
    }
    const stated = loss.errorAt(p);
    expect(stated).toBeLessThanOrEqual(1e-9);
    expect(Math.abs(loss.value(p) - time)).toBeLessThan(stated + 1e-14 * time);
  }
});

test('at a customer and for a piece of no length the subgradient is what the others give', () => {
  const depot = depotLoss([
    { x: 1, y: 2, size: 3 },
    { x: 2, y: 2, size: 1 },
  ]);
  expect([...depot.gradient([1, 2])]).toEqual([-0.25, 0]);
  // The heavier one keeps the depot: on every side the loss is larger.
  for (const [dx, dy] of [
    [0.1, 0],
    [-0.1, 0],
    [0, 0.1],
  ] as const)
    expect(depot.value([1 + dx, 2 + dy])).toBeGreaterThan(depot.value([1, 2]));
  const { loss } = made();
  expect(loss.gradient([-4, 0]).every(Number.isFinite)).toBe(true);
});

test('it teaches what it says: each side of the traffic is a valley of its own, and straight through is neither', () => {
  const { loss } = made();
  const end = (start: readonly [number, number]) => {
    const run = recordRun({
      loss,
      start: Float64Array.from(start),
      optimizer: { id: 'sgd', lr: 0.2 },
      steps: 200,
    });
    return { y: run.positions.at(-1)!, time: run.losses[200]! };
  };
  const [north, south] = [end([-1, 0.8]), end([-1, -0.8])];
  expect(north.y).toBeGreaterThan(2);
  expect(south.y).toBeLessThan(-2);
  expect(south.time).toBeLessThan(north.time - 1);
  expect(loss.value([0, 0])).toBeGreaterThan(north.time + 4);
});

describe('a table of one’s own', () => {
  test('is the map that the route is on', () => {
    const { loss, outputs } = made(
      {},
      table([
        [0, 0, 9],
        [3, 4, 9],
      ]),
    );
    expect(loss.value([1.5, 2])).toBeCloseTo(5, 14);
    expect(outputs([1.5, 2], [3, 5])[0]).toBeCloseTo(1, 14);
    expect(() => outputs([1, 2], [1])).toThrow('inputs must be rows of 2 numbers');
  });

  test.each<[Table, string, Record<string, OptionValue>]>([
    [table([[1, 0]], ['x']), 'Deliveries take x, y and a delay; there is one column beside the last.', {}],
    [
      table([[1, 0, 3]]),
      'A route takes where it begins, jams, and where it ends: from 2 to 60 rows, not 1.',
      {},
    ],
    [
      table([
        [1, 0, 3],
        [1e9, 0, 1],
      ]),
      'Places must be within 1000 of the origin; row 2 has 1000000000.',
      {},
    ],
    [
      table([
        [1, 0, 3],
        [1, 0, -1],
      ]),
      'Every delay must be from 0 to 1000; row 2 has -1.',
      {},
    ],
    [
      table([
        [1, 0, 0],
        [1, 0, 0],
      ]),
      'One customer at least must have a weight above 0.',
      { task: 'depot' },
    ],
    [
      table(Array.from({ length: 61 }, () => [1, 1, 1])),
      'at most 60 customers; there are 61.',
      { task: 'depot' },
    ],
  ])('bad table %#', (wrong, message, options) => expect(() => made(options, wrong)).toThrow(message));

  test('of places that are all one runs do not end in NaN', () => {
    for (const options of [{}, { task: 'depot' }, { waypoints: 3 }]) {
      const { loss, initial } = made(options, table(Array.from({ length: 3 }, () => [1, 1, 2])));
      const { losses } = recordRun({ loss, start: initial(1), optimizer: { id: 'sgd', lr: 0.1 }, steps: 50 });
      expect(losses.every(Number.isFinite)).toBe(true);
    }
  });
});
