import { expect, test } from 'vitest';
import { compileFormula, recordRun } from '../../../src/core/index.ts';
import { integrate } from '../../../src/core/models/recovery-loss.ts';
import { gradientFlow } from '../../../src/core/run/flow.ts';
import { curvature } from '../../../src/text/en/curvature.ts';

/** What the panel of curvature says of the gradient flow, clause by clause. */

const said = curvature.flowIs;
const loss = compileFormula('(1 - x)^2 + 3*(y - x^2)^2');
const start = [-1.2, 1.4] as const;
/** Its gradient by hand. */
const slope = ([x, y]: readonly [number, number]): readonly [number, number] => [
  -2 * (1 - x) - 12 * x * (y - x * x),
  6 * (y - x * x),
];

test('the flow solves dθ/dt = −∇f: its slope over time, by differences, is minus the gradient by hand', () => {
  expect(said).toContain('The flow solves the differential equation dθ/dt = −∇f');
  const flow = gradientFlow(loss, start, { duration: 3, tolerance: 1e-12 });
  const h = 1e-3;
  for (const t of [0.01, 0.1, 0.5, 1, 2.5]) {
    const place = (time: number) => [...flow.at(time)] as [number, number];
    const [gx, gy] = slope(place(t));
    for (const [i, g] of [gx, gy].entries()) {
      const rise =
        (place(t - 2 * h)[i]! - 8 * place(t - h)[i]! + 8 * place(t + h)[i]! - place(t + 2 * h)[i]!) /
        (12 * h);
      expect(Math.abs(rise + g)).toBeLessThan(1e-4 * Math.max(1, Math.abs(g)));
    }
  }
});

test('as the course of the recovery model solves its own, dh/dt = −k (h − m)', () => {
  expect(said).toContain('as the course of the recovery model solves its own');
  const [k, m, h] = [0.4, 0.9, 1e-3];
  const times = [1, 4, 9].flatMap((t) => [t - 2 * h, t - h, t, t + h, t + 2 * h]);
  const course: number[] = [];
  integrate({ first: 0.1, pace: 8, treatment: null }, [k, m], times, 0, (_, [now]) => course.push(now!));
  for (let i = 0; i < times.length; i += 5) {
    const [a, b, now, c, d] = course.slice(i, i + 5) as [number, number, number, number, number];
    expect((a - 8 * b + 8 * c - d) / (12 * h)).toBeCloseTo(-k * (now - m), 5);
  }
});

test('a step of gradient descent is a step of Euler’s method along it', () => {
  expect(said).toContain('a step of gradient descent is a step of Euler’s method along it.');
  const farOff = (lr: number) => {
    const steps = Math.round(1 / lr);
    const { positions } = recordRun({ loss, optimizer: { id: 'sgd', lr }, start: [...start], steps });
    let [x, y]: [number, number] = [...start];
    for (let step = 1; step <= steps; step++) {
      const [gx, gy] = slope([x, y]);
      [x, y] = [x - lr * gx, y - lr * gy];
      expect(positions[2 * step]).toBeCloseTo(x, 12);
      expect(positions[2 * step + 1]).toBeCloseTo(y, 12);
    }
    const end = gradientFlow(loss, start, { duration: 1, tolerance: 1e-12 }).at(1);
    return Math.hypot(x - end[0]!, y - end[1]!);
  };
  // Of first order: a tenth of the rate is a tenth of the error.
  expect(farOff(0.001) / farOff(0.0001)).toBeGreaterThan(9);
  expect(farOff(0.001) / farOff(0.0001)).toBeLessThan(11);
});
