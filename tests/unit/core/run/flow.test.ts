import { describe, expect, test } from 'vitest';
import { compileFormula } from '../../../../src/core/expression/compile.ts';
import type { Loss } from '../../../../src/core/math/loss.ts';
import { gradientFlow, strayFrom } from '../../../../src/core/run/flow.ts';
import { recordRun } from '../../../../src/core/run/record.ts';

describe('gradient flow', () => {
  const bowl = compileFormula('0.5*(x^2 + 20*y^2)');
  const start = [-8, 1.5] as const;
  const flow = gradientFlow(bowl, start, { duration: 5 });

  test('on a quadratic equals the closed form exp(-lambda tau) at every accepted step and between', () => {
    const at = new Float64Array(2);
    for (let i = 0; i <= 1000; i++) {
      const tau = (5 * i) / 1000;
      flow.at(tau, at);
      expect(Math.abs(at[0]! - start[0] * Math.exp(-tau))).toBeLessThan(1e-6);
      expect(Math.abs(at[1]! - start[1] * Math.exp(-20 * tau))).toBeLessThan(1e-6);
    }
    expect(flow.ended).toBe('duration');
    expect(flow.times.at(-1)).toBe(5);
  });

  test('gradient descent approaches it in first order of the learning rate', () => {
    const surface = compileFormula('(1-x)^2 + 100(y-x^2)^2');
    const from = [-0.5, 0.6];
    const exact = gradientFlow(surface, from, { duration: 0.2, tolerance: 1e-11 });
    const errors = [4e-4, 2e-4, 1e-4].map((lr) => {
      const p = Float64Array.from(from);
      const gradient = new Float64Array(2);
      for (let k = 0; k < Math.round(0.2 / lr); k++) {
        surface.gradient(p, gradient);
        p[0] = p[0]! - lr * gradient[0]!;
        p[1] = p[1]! - lr * gradient[1]!;
      }
      const end = exact.at(0.2);
      return Math.hypot(p[0]! - end[0]!, p[1]! - end[1]!);
    });
    expect(errors[0]! / errors[1]!).toBeGreaterThan(1.85);
    expect(errors[0]! / errors[1]!).toBeLessThan(2.15);
    expect(errors[1]! / errors[2]!).toBeGreaterThan(1.9);
    expect(errors[1]! / errors[2]!).toBeLessThan(2.1);
  });

  test('so do recorded runs of SGD, at every step', () => {
    const farthest = (lr: number) => {
      const run = recordRun({ loss: bowl, optimizer: { id: 'sgd', lr }, start, steps: Math.round(2 / lr) });
      let most = 0;
      for (let k = 0; k <= run.steps; k++) {
        const at = flow.at(k * lr);
        const [x = 0, y = 0] = run.positions.subarray(2 * k);
        most = Math.max(most, Math.hypot(x - at[0]!, y - at[1]!));
      }
      return most;
    };
    const [coarse, middle, fine] = [0.004, 0.002, 0.001].map(farthest);
    expect(coarse! / middle!).toBeGreaterThan(1.9);
    expect(coarse! / middle!).toBeLessThan(2.1);
    expect(middle! / fine!).toBeGreaterThan(1.95);
    expect(middle! / fine!).toBeLessThan(2.05);
  });

  test('ends where it is told to', () => {
    const half = gradientFlow(bowl, start, { duration: 5, until: (theta) => theta[0]! > -4 });
    expect(half.ended).toBe('until');
    expect(half.positions.at(-2)).toBeGreaterThan(-4);
    expect(half.positions.at(-4)).toBeLessThanOrEqual(-4);
  });

  test.each([[500], [5000], [undefined]])('a stiff ravine spends its budget, %s, and says so', (budget) => {
    const stiff = compileFormula('x^2 + 1e7*y^2');
    let asked = 0;
    const counted: Loss = {
      dimension: 2,
      value: (p) => stiff.value(p),
      gradient(p, out) {
        asked += 1;
        return stiff.gradient(p, out);
      },
      hessian: (p, out) => stiff.hessian(p, out),
    };
    const cut = gradientFlow(counted, [1, 1], { duration: 100, ...(budget && { budget }) });
    expect(cut.ended).toBe('budget');
    // The step under way is finished; steps that were rejected count too.
    expect(asked).toBeGreaterThan(budget ?? 20_000);
    expect(asked).toBeLessThanOrEqual((budget ?? 20_000) + 6);
    expect(cut.times.at(-1)).toBeLessThan(100);
    expect(cut.positions.every(Number.isFinite)).toBe(true);
  });

  test('where the gradient breaks off the flow ends there, finite', () => {
    const cusp = gradientFlow(compileFormula('sqrt(x) + y^2'), [1, 1], { duration: 10 });
    expect(cusp.ended).toBe('not finite');
    expect(cusp.positions.every(Number.isFinite)).toBe(true);
    const nowhere = gradientFlow(compileFormula('sqrt(x) + y'), [-1, 0], { duration: 1 });
    expect(nowhere.times).toHaveLength(1);
    expect(nowhere.at(0.5)).toEqual(Float64Array.of(-1, 0));
  });

  test('the stray of a path is its greatest distance from the curve', () => {
    const line = gradientFlow(compileFormula('x^2 + 0*y'), [1, 0], { duration: 3 });
    expect(strayFrom(line, Float64Array.of(1, 0, 0.5, 0.25, 0.1, 0), 2)).toBeCloseTo(0.25, 12);
    expect(strayFrom(line, Float64Array.of(1, 0), 2)).toBe(0);
  });
});
