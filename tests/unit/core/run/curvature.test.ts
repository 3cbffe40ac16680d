import { describe, expect, test } from 'vitest';
import { compileFormula } from '../../../../src/core/expression/compile.ts';
import { lossById } from '../../../../src/core/losses/catalog.ts';
import type { Loss } from '../../../../src/core/math/loss.ts';
import { quadraticAt } from '../../../../src/core/math/quadratic.ts';
import { type CurvatureStatement, curvatureStatements } from '../../../../src/core/run/curvature.ts';

function statements(
  formula: string | Loss,
  x: number,
  y: number,
  side: readonly [number, number] = [10, 10],
): CurvatureStatement[] {
  const loss = typeof formula === 'string' ? compileFormula(formula) : formula;
  return curvatureStatements(loss, quadraticAt(loss, x, y), side);
}

const here = (formula: string, x: number, y: number): string => {
  const [said] = statements(formula, x, y);
  if (said?.about === 'point') return said.critical;
  if (said?.about === 'shape') return said.shape;
  return said?.about === 'nothing' ? said.missing : '';
};

describe('the point itself', () => {
  test.each([
    // A gradient of 8000 is none of zero.
    ['1e6x^2+y^2', 0.004, 0.002, 'bowl'],
    ['1e6x^2+y^2', 0, 0.002, 'bowl'],
    ['1e6x^2+y^2', 0, 0, 'minimum'],
    ['1e-6x^2+1e-6y^2', 0.5, 0, 'bowl'],
    // Next to nothing, and exactly.
    ['x^2+y^2', 1e-12, -1e-13, 'minimum'],
    ['x^2+y^2', 1e-7, 0, 'bowl'],
    ['x^2-y^2', 1e-11, 0, 'saddle'],
    ['-x^2-3y^2', 0, 0, 'maximum'],
    ['(x-3)^2+(y-1e6)^2', 3, 1e6, 'minimum'],
    ['(x^2+y-11)^2+(x+y^2-7)^2', 3, 2, 'minimum'],
    ['(x^2+y-11)^2+(x+y^2-7)^2', 3.0000001, 2, 'bowl'],
    // A curvature is zero as well.
    ['x^3-3x*y^2', 0, 0, 'degenerate'],
    ['x^3-3x*y^2', 1e-11, 1e-11, 'saddle'],
    ['x^4+y^4', 0, 0, 'degenerate'],
    ['x^4+y^4', 1e-12, 1e-12, 'bowl'],
    ['x^2+y^4', 0, 0, 'degenerate'],
    ['x^2', 0, 3, 'degenerate'],
    ['0*x', 1, 1, 'degenerate'],
    // No curvature, or along one direction only.
    ['x+2y', 1, 1, 'plane'],
    ['x^2+y', 1, 1, 'trough'],
    ['-x^2+y', 1, 1, 'ridge'],
    // Edges: the derivatives there are by convention.
    ['abs(x)+abs(y)', 0, 0, 'smoothness'],
    ['abs(x)+y^2', 0, 1, 'smoothness'],
    ['x^2+y^2-abs(x)', 0, 0, 'smoothness'],
    ['sign(x)+y^2', 0, 0, 'smoothness'],
    ['max(x,y)', 1, 1, 'smoothness'],
    ['max(x,y)', 1, 2, 'plane'],
    // Not a number.
    ['log(x)', -1, 0, 'value'],
    ['log(x)+y^2', -1, 0, 'value'],
    ['sqrt(x^2+y^2)', 0, 0, 'gradient'],
    ['abs(x)^1.5+y^2', 0, 0, 'hessian'],
    ['exp(x)', 1000, 0, 'value'],
  ])('%s at (%d, %d): %s', (formula, x, y, wanted) => {
    expect(here(formula, x, y)).toBe(wanted);
    if (wanted === 'smoothness' || wanted === 'value' || wanted === 'gradient' || wanted === 'hessian') {
      expect(statements(formula, x, y)).toHaveLength(1);
    }
  });

  test('is the same on every scale of the loss', () => {
    for (const [x, y, wanted] of [
      [0.004, 0.002, 'bowl'],
      [1e-12, 1e-12, 'minimum'],
      [0, 0, 'minimum'],
    ] as const) {
      for (let power = -300; power <= 300; power += 20) {
        expect([power, here(`1e${power}*(1e6x^2+y^2)`, x, y)]).toEqual([power, wanted]);
        expect([power, here(`1e${power}*(x^2-y^2)`, x, y)]).toEqual([power, 'saddle']);
      }
    }
  });

  test('follows the scale of positions', () => {
    const loss = 'x^2+y^2';
    expect(statements(loss, 1e-12, 0, [1e-10, 1e-10])[0]).toEqual({ about: 'shape', shape: 'bowl' });
    expect(statements(loss, 1e-12, 0, [1, 1])[0]).toMatchObject({ critical: 'minimum', exactly: false });
  });
});

describe('where Newton’s model leads', () => {
  const target = (formula: string | Loss, x: number, y: number) => statements(formula, x, y)[1];

  test('a saddle of the quadratic need not be one of the loss', () => {
    const himmelblau = lossById('himmelblau')!.loss;
    const said = target(himmelblau, 0.1, -2.1);
    if (said?.about !== 'target') throw new Error('no target');
    expect(said.critical).toBeNull();
    expect(said.value).toBe(himmelblau.value(said.at));
    const rosenbrock = lossById('rosenbrock')!.loss;
    for (const [x, y] of [
      [0.5, 2],
      [-1, 3],
      [1.5, 4],
    ] as const) {
      expect(target(rosenbrock, x, y)).toMatchObject({ point: 'saddle', critical: null });
    }
  });

  test.each([
    ['3(x-1)^2+2(y+2)^2', 4, 4, { point: 'lowest', at: [1, -2], value: 0, critical: 'minimum' }],
    ['x*y', 2, 3, { point: 'saddle', at: [0, 0], value: 0, critical: 'saddle' }],
    ['-x^2-y^2', 2, 3, { point: 'highest', at: [0, 0], critical: 'maximum' }],
    // Newton's method on this power leads over the edge.
    ['y^2+x^1.5', 3, 1, { point: 'lowest', value: null, critical: null }],
    ['x^4+y^2', 3, 1, { point: 'lowest', critical: null }],
  ])('%s from (%d, %d)', (formula, x, y, wanted) => {
    expect(target(formula, x, y)).toMatchObject({ about: 'target', ...wanted });
  });

  test.each([
    ['x^2+y', true],
    ['(x+y)^2', true],
    ['x', true],
    ['1e-200x^2', true],
    ['x^2+1e-13y^2', false],
    ['1e-200x^2+1e-213y^2', false],
  ])('there is none for %s, exactly: %o', (formula, exactly) => {
    expect(target(formula, 1, 1)).toEqual({ about: 'no target', exactly });
  });
});
