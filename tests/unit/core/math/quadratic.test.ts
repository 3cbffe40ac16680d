import { describe, expect, test } from 'vitest';
import { compileFormula } from '../../../../src/core/expression/compile.ts';
import { evaluateQuadratic, evaluateTangent, quadraticAt } from '../../../../src/core/math/quadratic.ts';

describe('the quadratic at a point', () => {
  const loss = compileFormula('(1-x)^2 + 100(y-x^2)^2');
  const q = quadraticAt(loss, -0.5, 0.6);

  test('is the loss to second order, the tangent plane to first', () => {
    const errors = [0.02, 0.01].map((h) => {
      const at = [-0.5 + h, 0.6 + 2 * h] as const;
      const exact = loss.value(at);
      return [Math.abs(exact - evaluateTangent(q, ...at)), Math.abs(exact - evaluateQuadratic(q, ...at))];
    });
    expect(errors[0]![0]! / errors[1]![0]!).toBeGreaterThan(3.5);
    expect(errors[0]![1]! / errors[1]![1]!).toBeGreaterThan(7);
  });

  test('sends Newton to where its own gradient is zero', () => {
    const [x, y] = q.newton!;
    const base = evaluateQuadratic(q, x, y);
    for (const [dx, dy] of [
      [1e-4, 0],
      [0, 1e-4],
    ] as const) {
      const up = evaluateQuadratic(q, x + dx, y + dy) - base;
      const down = evaluateQuadratic(q, x - dx, y - dy) - base;
      expect(Math.abs(up - down)).toBeLessThan(1e-9);
    }
  });

  test('of a quadratic is itself, with Newton one step from the minimum', () => {
    const bowl = compileFormula('3(x-1)^2 + 2(x-1)(y+2) + 5(y+2)^2 + 7');
    const own = quadraticAt(bowl, 4, 4);
    expect(own.newton![0]).toBeCloseTo(1, 12);
    expect(own.newton![1]).toBeCloseTo(-2, 12);
    expect(evaluateQuadratic(own, -3, 9)).toBeCloseTo(bowl.value([-3, 9]), 9);
    expect(own.kind).toBe('bowl');
    expect(own.condition).toBeCloseTo(own.eigen.max / own.eigen.min, 12);
  });

  test('has no Newton point where the Hessian is singular or not finite', () => {
    const trough = quadraticAt(compileFormula('x^2 + y'), 1, 1);
    expect(trough.newton).toBeNull();
    expect(trough.condition).toBe(Number.POSITIVE_INFINITY);
    expect(trough.kind).toBe('flat');
    const nowhere = quadraticAt(compileFormula('sqrt(x) + y^2'), -1, 1);
    expect(nowhere.newton).toBeNull();
    expect(nowhere.kind).toBe('unknown');
  });
});

describe('of one variable', () => {
  const at = (text: string, x: number) => quadraticAt(compileFormula(text, { variables: ['x'] }), x, 0);

  test('tangent and parabola touch the curve, which turns where Newton’s method goes', () => {
    const parabola = at('x^4 - x', 1);
    expect(parabola).toMatchObject({ at: [1, 0], value: 0, gradient: [3, 0], hessian: [12, 0, 12] });
    expect(evaluateTangent(parabola, 2, 0)).toBe(3);
    expect(evaluateQuadratic(parabola, 2, 0)).toBe(9);
    expect(parabola.newton).toEqual([0.75, 0]);
  });

  test('has no Newton point where it does not bend or has no value', () => {
    expect(at('2x', 1).newton).toBeNull();
    expect(at('log(x)', -1).newton).toBeNull();
  });
});
