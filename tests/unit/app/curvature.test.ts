import { describe, expect, test } from 'vitest';
import { criticalOf } from '../../../src/app/critical.ts';
import { flowLineOf, seemsCritical, strayOf } from '../../../src/app/flow-line.ts';
import { compileFormula } from '../../../src/core/expression/compile.ts';
import { sampleGrid } from '../../../src/core/geometry/grid.ts';
import { createSurface } from '../../../src/core/geometry/surface.ts';
import type { Domain } from '../../../src/core/losses/types.ts';
import type { Loss } from '../../../src/core/math/loss.ts';
import { quadraticAt } from '../../../src/core/math/quadratic.ts';
import { recordRun } from '../../../src/core/run/record.ts';

const domain: Domain = [-3, 3, -2, 2];

function derivedOf(formula: string) {
  const loss = compileFormula(formula);
  const surface = createSurface(sampleGrid(loss, domain, 17, 17), 'linear');
  return { entry: null, loss, critical: criticalOf(null, loss, null, false, false), surface, runs: [] };
}

const endOf = (positions: Float64Array): number[] => [...positions.subarray(-2)];

describe('the flow line', () => {
  test('of a bowl is the curve of the closed form, up to the minimum', () => {
    const line = flowLineOf(derivedOf('x^2/2 + 2y^2'), [2, 1]);
    expect(line.ended).toBe('arrived');
    for (let k = 0; k < line.positions.length; k += 2) {
      // exp(-tau) and exp(-4 tau): y is the fourth power of x / 2.
      expect(line.positions[k + 1]).toBeCloseTo((line.positions[k]! / 2) ** 4, 4);
    }
    expect(Math.hypot(...endOf(line.positions))).toBeLessThan(0.01);
  });

  test('turns at a saddle and leaves', () => {
    const line = flowLineOf(derivedOf('x^2 - y^2'), [2, 1e-6]);
    expect(line.ended).toBe('until');
    expect(Math.abs(endOf(line.positions)[1]!)).toBeGreaterThan(line.box[3]);
  });

  test('of a critical point, of a point without a gradient, and along a plane', () => {
    expect(flowLineOf(derivedOf('x^2 + y^2'), [0, 0]).positions).toHaveLength(2);
    expect(flowLineOf(derivedOf('sqrt(x) + y'), [-1, 0])).toMatchObject({ ended: 'not finite' });
    const plane = flowLineOf(derivedOf('x + 0*y'), [1, 1]);
    expect(plane.ended).toBe('until');
    expect(endOf(plane.positions)[0]).toBeLessThan(plane.box[0]);
  });

  test('of a stiff ravine is cut off after forty thousand gradients', () => {
    const derived = derivedOf('x^4/1e9 + 1e9*y^2');
    let asked = 0;
    const loss: Loss = {
      dimension: 2,
      value: (p) => derived.loss.value(p),
      gradient(p, out) {
        asked += 1;
        return derived.loss.gradient(p, out);
      },
      hessian: (p, out) => derived.loss.hessian(p, out),
    };
    const line = flowLineOf({ ...derived, loss }, [2, 1]);
    expect(line.ended).toBe('budget');
    expect(asked).toBeGreaterThan(40_000);
    // One more every eighth step, where it is asked whether the flow has arrived.
    expect(asked).toBeLessThan(42_000);
    expect(line.positions.every(Number.isFinite)).toBe(true);
  });

  test('is integrated once for the same start', () => {
    const derived = derivedOf('x^2 + 3y^2');
    const line = flowLineOf(derived, [1, 1]);
    expect(flowLineOf({ ...derived }, [1, 1])).toBe(line);
    expect(flowLineOf(derived, [1, 0.5])).not.toBe(line);
  });
});

test('gradient descent strays from the flow in first order of its learning rate', () => {
  const derived = derivedOf('x^2/2 + 2y^2');
  const start = [2, 1] as const;
  const line = flowLineOf(derived, start);
  const [coarse = 0, fine = 0] = [0.04, 0.02].map(
    (lr) =>
      strayOf(recordRun({ loss: derived.loss, optimizer: { id: 'sgd', lr }, start, steps: 500 }), line)
        .distance,
  );
  expect(coarse / fine).toBeGreaterThan(1.8);
  expect(coarse / fine).toBeLessThan(2.3);
});

test('a run that leaves the box counts up to there', () => {
  const derived = derivedOf('x^2/2 + 2y^2');
  const line = flowLineOf(derived, [2, 1]);
  const run = recordRun({ loss: derived.loss, optimizer: { id: 'sgd', lr: 0.6 }, start: [2, 1], steps: 500 });
  const { distance, leftAt } = strayOf(run, line);
  // y goes 1, -1.4, 1.96 ... and first passes the box's side, 12, at the eighth step.
  expect(leftAt).toBe(8);
  expect(distance).toBeGreaterThan(8);
  expect(distance).toBeLessThan(12);
});

test('a point seems critical where Newton\u2019s step is too short to be seen', () => {
  const loss = compileFormula('x^2 - y^2');
  expect(seemsCritical(quadraticAt(loss, 1e-4, 1e-4), domain)).toBe(true);
  expect(seemsCritical(quadraticAt(loss, 0.1, 0), domain)).toBe(false);
  expect(seemsCritical(quadraticAt(compileFormula('x^3 - 3x*y^2'), 0, 0), domain)).toBe(true);
  expect(seemsCritical(quadraticAt(compileFormula('sqrt(x) + y'), -1, 0), domain)).toBe(false);
});

test('what follows the flow within the line’s own precision is told to stay within it', () => {
  const derived = derivedOf('x^2/2 + 2y^2');
  const line = flowLineOf(derived, [2, 1]);
  const slow = recordRun({
    loss: derived.loss,
    optimizer: { id: 'sgd', lr: 1e-5 },
    start: [2, 1],
    steps: 40_000,
  });
  expect(strayOf(slow, line).distance).toBeLessThan(line.precision);
  // To the bottom: the line ends there, and not where nobody sees the rest.
  expect(Math.hypot(...endOf(line.positions))).toBeLessThan(1e-12);
  const fast = recordRun({
    loss: derived.loss,
    optimizer: { id: 'sgd', lr: 0.05 },
    start: [2, 1],
    steps: 4000,
  });
  // Against the closed form: the flow is at y = (x / 2)^4.
  let wanted = 0;
  for (let k = 0; k <= fast.steps; k++) {
    const [x = 0, y = 0] = fast.positions.subarray(2 * k, 2 * k + 2);
    let least = Infinity;
    for (let s = 0; s <= 2; s += 0.0005) least = Math.min(least, Math.hypot(x - s, y - (s / 2) ** 4));
    wanted = Math.max(wanted, least);
    if (k > 60) break;
  }
  expect(Math.abs(strayOf(fast, line).distance - wanted)).toBeLessThan(line.precision);
});
