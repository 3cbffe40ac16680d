import { describe, expect, test } from 'vitest';
import { armLoss, jointsOf, REACH } from '../../../../src/core/models/arm-loss.ts';
import { robotArm, taskOf } from '../../../../src/core/models/arm.ts';
import { normcdf } from '../../../../src/core/math/gaussian.ts';
import { restoreOptions } from '../../../../src/core/models/options.ts';
import type { OptionValue, Table } from '../../../../src/core/models/types.ts';
import { differences } from '../differences.ts';
import { normals } from '../normals.ts';

function made(given: Record<string, OptionValue> = {}, table?: Table) {
  const { options } = restoreOptions(robotArm, given);
  const train = table ?? robotArm.make(options).train;
  return { ...robotArm.build(options, train, null), task: taskOf(options, train) };
}

const table = (rows: readonly (readonly number[])[], columns = ['x', 'y']): Table => ({
  columns,
  inputs: Float64Array.from(rows.flatMap((row) => row.slice(0, -1))),
  targets: Float64Array.from(rows, (row) => row.at(-1)!),
});

const three = table([
  [0.5, 1.2, 0],
  [1, 0.2, 0.2],
  [-0.4, 0.9, 0.5],
]);

describe.each<[Record<string, OptionValue>, Table | undefined]>([
  [{}, undefined],
  [{ joints: 1 }, three],
  [{ joints: 5, avoid: 3 }, three],
  [{ joints: 3, moments: 2 }, undefined],
  [{ joints: 4, moments: 6, smoothness: 0.05 }, three],
])('%j', (options, own) => {
  const { loss } = made(options, own);
  const n = loss.dimension;

  test('gradient and product of Hessian and vector agree with differences at 100 random points', () => {
    for (let k = 0; k < 100; k++) {
      const [p, d] = [normals(n, k, 'point'), normals(n, k, 'direction')];
      const along = loss.gradient(p).reduce((sum, g, i) => sum + g * d[i]!, 0);
      const slope = differences((q) => Float64Array.of(loss.value(q)), p, d, 1e-3, 1)[0]!;
      const bend = differences((q) => loss.gradient(q), p, d, 5e-4);
      const product = loss.hessianVector(p, d);
      const size = Math.max(1, loss.value(p), ...product.map(Math.abs));
      expect(Math.abs(slope - along)).toBeLessThan(1e-8 * size);
      product.forEach((value, i) => expect(Math.abs(value - bend[i]!)).toBeLessThan(1e-8 * size));
      expect(loss.valueAndGradient!(p, new Float64Array(n))).toBe(loss.value(p));
    }
  });
});

/** The integral along a line from the origin of a bump, in closed form: across it a constant, along it a normal distribution. */
function along(x: number, y: number, c: { x: number; y: number; radius: number }): number {
  const length = Math.hypot(x, y);
  const [foot, off] = [(c.x * x + c.y * y) / length, (c.x * y - c.y * x) / length];
  const share = normcdf((length - foot) / c.radius) - normcdf(-foot / c.radius);
  return Math.exp(-0.5 * (off / c.radius) ** 2) * c.radius * Math.sqrt(2 * Math.PI) * share;
}

test.each([
  { joints: 1, own: undefined },
  { joints: 2, own: undefined },
  { joints: 7, own: three },
  {
    joints: 1,
    own: table([
      [0.5, 1.2, 0],
      [1, 0.2, 0.01],
      [0.3, -0.4, 0.05],
      [-0.4, 0.9, 5],
    ]),
  },
])(
  'of $joints straight joints what obstacles cost is their integral to within the error that is stated',
  ({ joints, own }) => {
    const { task } = made({ joints, avoid: 3 }, own);
    const loss = armLoss(task);
    for (let k = 0; k < 100; k++) {
      const p = new Float64Array(joints);
      // Every other one right at an obstacle, which a few nodes might miss.
      const at = task.obstacles[k % task.obstacles.length]!;
      p[0] = k % 2 === 0 ? 3 * normals(1, k, 'posture')[0]! : Math.atan2(at.y, at.x);
      const [x, y] = [REACH * Math.cos(p[0]), REACH * Math.sin(p[0])];
      const reach = 0.5 * ((x - task.target[0]) ** 2 + (y - task.target[1]) ** 2);
      const cost = 3 * task.obstacles.reduce((sum, obstacle) => sum + along(x, y, obstacle), 0);
      const stated = loss.errorAt(p);
      expect(stated).toBeLessThanOrEqual(3e-9);
      expect(Math.abs(loss.value(p) - reach - cost)).toBeLessThan(stated + 1e-13);
    }
  },
);

test('a motion at a steady pace costs at its ends alone, where it starts and stops at once', () => {
  const { loss, task } = made({ joints: 1, moments: 4, smoothness: 1, avoid: 0 });
  const at = (i: number) => task.first[0]! + 0.1 * i;
  const hand = jointsOf([at(4)]).subarray(2);
  const off = 0.5 * ((hand[0]! - 1.2) ** 2 + (hand[1]! - 0.5) ** 2);
  // Accelerations of 2 * 0.1 * 16 at both ends, each with the weight 1/8.
  expect(loss.value([1, 2, 3, 4].map(at)) - off).toBeCloseTo(2 * 3.2 ** 2 * 0.125, 12);
});

describe('a table of one’s own', () => {
  test('is what the arm reaches and avoids', () => {
    const { loss, outputs, train } = made({ avoid: 0 }, table([[0, 2, 0]]));
    const p = Float64Array.of(Math.PI / 2, 0);
    expect(loss.value(p)).toBeCloseTo(0, 15);
    expect(outputs(p, train.inputs)[0]).toBeCloseTo(0, 15);
    for (const distance of outputs(p, [1, 1, 0, 3])) expect(distance).toBeCloseTo(1, 15);
    expect(() => outputs(p, [1])).toThrow('inputs must be rows of 2 numbers');
  });

  test.each([
    [table([[1, 0]], ['x']), 'A robot arm takes x, y and a radius; there is one column beside the last.'],
    [table([[1, 0, 3, 1]], ['x', 'y', 'z']), 'there are 3 columns beside the last.'],
    [table([[1001, 0, 1]]), 'Places must be within 1000 of the origin; row 1 has 1001.'],
    [
      table([
        [1, 0, -1],
        [1, 0, 0],
      ]),
      'an obstacle, of a radius from 0.01 to 1000; row 2 has 0.',
    ],
    [table(Array.from({ length: 22 }, () => [1, 1, 1])), 'at most 20 obstacles; there are 22 rows.'],
  ])('bad table %#', (wrong, message) => expect(() => made({}, wrong)).toThrow(message));

  test('no number is NaN, wherever the angles', () => {
    const { loss } = made(
      { joints: 2, moments: 3 },
      table([...Array(2)].map((_, i) => [1000 * i, -1000, 0.01])),
    );
    for (const angle of [0, 1e-300, 1, 1e6, 1e15]) {
      const found = loss.gradient(new Float64Array(6).fill(angle));
      expect([angle, found.some(Number.isNaN), Number.isNaN(loss.value(found))]).toEqual([
        angle,
        false,
        false,
      ]);
    }
  });
});
