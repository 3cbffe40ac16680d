import { describe, expect, test } from 'vitest';
import { compileFormula } from '../../../../src/core/expression/compile.ts';

/** Formula, point, gradient and second derivatives by xx, xy and yy, where a branch of max or min is not taken. */
const rows: readonly (readonly [
  formula: string,
  at: readonly [number, number],
  gradient: readonly [number, number],
  hessian: readonly [number, number, number],
])[] = [
  // Under roots, powers, logarithms, arcsines: infinite slopes of what is not there.
  ['-sqrt(max(0, 4 - x^2 - y^2)) + 0.1x^2', [2.5, 0.5], [0.5, 0], [0.2, 0, 0]],
  ['-sqrt(max(4 - x^2 - y^2, 0)) + 0.1x^2', [-2.5, 3], [-0.5, 0], [0.2, 0, 0]],
  ['max(x, 0)^1.5', [-1, 0], [0, 0], [0, 0, 0]],
  ['max(x, 0)^0.25 + y^2', [-1, 3], [0, 6], [0, 0, 2]],
  ['pow(max(x y, 0), 1.5)', [-1, 2], [0, 0], [0, 0, 0]],
  ['asin(min(1, max(-1, x)))', [2, 0], [0, 0], [0, 0, 0]],
  ['asin(min(1, max(-1, x)))', [-3, 0], [0, 0], [0, 0, 0]],
  ['acos(max(-1, min(x + y, 1)))', [2, 3], [0, 0], [0, 0, 0]],
  ['log(max(x, 1))', [0.5, 0], [0, 0], [0, 0, 0]],
  ['max(log(max(x, 0)), -3) + y', [-1, 0], [0, 1], [0, 0, 0]],
  ['log10(max(0, x)) + y', [-2, 1], [0, 1], [0, 0, 0]],
  ['1/max(0, x) + y^2', [-2, 1], [0, 2], [0, 0, 2]],
  ['max(0, x)^-2 + y^3', [-2, 1], [0, 3], [0, 0, 6]],
  ['atan2(max(0, x), max(0, y))', [-1, -1], [0, 0], [0, 0, 0]],
  ['atan2(max(0, x), y)', [-1, 2], [0, 0], [0, 0, 0]],
  ['sqrt(min(0, x)) + x', [2, 0], [1, 0], [0, 0, 0]],
  // A base or an exponent that is clamped.
  ['cos(3)^max(x, 2)', [1, 0], [0, 0], [0, 0, 0]],
  ['(-2)^min(x, 3)', [5, 0], [0, 0], [0, 0, 0]],
  ['0^max(x, 2) + y', [1, 0], [0, 1], [0, 0, 0]],
  ['max(0, x)^max(0.5, y)', [-1, 0], [0, 0], [0, 0, 0]],
  ['max(0, x)^y', [-1, 2], [0, 0], [0, 0, 0]],
  // In sums, products and in one another.
  ['sqrt(max(0, x) + max(0, y))', [-1, -1], [0, 0], [0, 0, 0]],
  ['sqrt(max(0, x) + max(0, y))', [-1, 4], [0, 0.25], [0, 0, -1 / 32]],
  ['sqrt(max(0, x)^2 + max(0, y)^2)', [-1, 3], [0, 1], [0, 0, 0]],
  ['sqrt(max(0, x) max(0, y))', [-1, -1], [0, 0], [0, 0, 0]],
  ['x sqrt(max(0, y))', [3, -1], [0, 0], [0, 0, 0]],
  ['sqrt(max(0, sqrt(max(0, x))))', [-1, 0], [0, 0], [0, 0, 0]],
  ['sqrt(max(0, x)) sqrt(max(0, y)) + x y', [-1, -2], [-2, -1], [0, 1, 0]],
  ['sqrt(max(0, x)/(1 + y^2))', [-1, 1], [0, 0], [0, 0, 0]],
  ['sqrt(3 max(0, x) - 0)', [-1, 1], [0, 0], [0, 0, 0]],
  // A clamp at 0 leaves nothing of what it multiplies.
  ['sqrt(max(0, x) y)', [-1, 2], [0, 0], [0, 0, 0]],
  ['sqrt(y^2 max(0, sin(x))) + x y', [-1, 2], [2, -1], [0, 1, 0]],
  ['log(1 + max(0, x)^2 sqrt(y))', [-1, 0], [0, 0], [0, 0, 0]],
  ['max(0, x)^1.5 log(max(0, y))^2', [-1, 2], [0, 0], [0, 0, 0]],
  ['asin(1 - max(0, x) max(0, y))', [-1, 2], [0, 0], [0, 0, 0]],
  ['sqrt(-min(0, x) exp(y))', [1, 3], [0, 0], [0, 0, 0]],
  ['sqrt(max(0, x)^(1 + y^2))', [-1, 3], [0, 0], [0, 0, 0]],
  ['(max(0, x)^1.5 + y)^2', [-1, 3], [0, 6], [0, 0, 2]],
  ['exp(sqrt(max(0, x)) y)', [-1, 2], [0, 0], [0, 0, 0]],
  ['max(2, sqrt(x)) + y', [0, 0], [0, 1], [0, 0, 0]],
  ['min(-sqrt(x), -1) max(1, y)', [0, 2], [0, -1], [0, 0, 0]],
  ['max(sqrt(max(0, x)), sqrt(max(0, y)))', [-1, 4], [0, 0.25], [0, 0, -1 / 32]],
  // Where the branch is taken it contributes as it always did.
  ['asin(min(1, max(-1, x)))', [0.6, 0], [1.25, 0], [0.6 / 0.512, 0, 0]],
  ['max(x, 0)^1.5', [4, 0], [3, 0], [0.375, 0, 0]],
  ['log(max(x, 1))', [2, 0], [0.5, 0], [-0.25, 0, 0]],
  ['-sqrt(max(0, 4 - x^2 - y^2)) + 0.1x^2', [0, 0], [0, 0], [0.7, 0, 0.5]],
  // On a tie each argument has one half, here of an infinite slope.
  ['sqrt(max(0, x)) + y', [0, 0], [Infinity, 1], [-Infinity, 0, 0]],
  ['max(x, 0)^1.5 + y^2', [0, 1], [0, 2], [Infinity, 0, 2]],
  ['max(x, y)^2', [3, 3], [3, 3], [0.5, 0.5, 0.5]],
  // No branch: a slope of 0 times infinity is undefined, as in PyTorch.
  ['sqrt(abs(x)) + y', [0, 0], [NaN, 1], [NaN, 0, 0]],
  ['sqrt(x^2) + y', [0, 0], [NaN, 1], [NaN, 0, 0]],
];

describe.each(['wasm', 'interpreter'] as const)('clamps, %s', (backend) => {
  test.each(rows)('%s at %j', (formula, at, gradient, hessian) => {
    const loss = compileFormula(formula, { backend });
    const [xx, xy, yx, yy] = loss.hessian(at);
    expect(yx).toBe(xy);
    const found = [...loss.gradient(at), xx!, xy!, yy!];
    [...gradient, ...hessian].forEach((expected, i) => {
      if (Number.isFinite(expected)) expect(found[i]).toBeCloseTo(expected, 12);
      else expect(found[i]).toBe(expected);
    });
    expect(loss.backend).toBe(backend);
  });
});

describe('numbers gathered across a product', () => {
  test.each([
    ['1e160x*(1e160x)', [1e-160, 0], [2e160, 0]],
    ['1e200x*(1e200y)', [1e-200, 1e-200], [1e200, 1e200]],
    ['1e-200x*(1e-200y)', [1e200, 1e200], [1e-200, 1e-200]],
    ['(1e300x)(1e-300y)(1e300x)', [1e-300, 1e300], [2e300, 1e-300]],
    ['x*1e-200*1e-200*1e300', [1e200, 0], [1e-100, 0]],
    ['1e200*(1e200*(1e-300x))', [1, 0], [1e100, 0]],
    ['(1e-100x)^2/(1e-150y)', [1e100, 1e150], [2e-100, -1e-150]],
    ['(1e250x)/(1e-250/y)', [1e-250, 1e-250], [1e250, 1e250]],
    ['sin(1e170x)*sin(1e170x)', [1e-170, 0], [1e170 * Math.sin(2), 0]],
    ['(1e-9x)(1e-9y)', [1e155, 1e155], [1e137, 1e137]],
    ['(1e-3x)(1e-3y)(1e4x)', [2, 3], [0.12, 0.04]],
    ['-(1e160x)*(-1e160x)', [1e-160, 0], [2e160, 0]],
  ] as const)('%s at %j', (formula, at, expected) => {
    for (const backend of ['wasm', 'interpreter'] as const) {
      const gradient = compileFormula(formula, { backend }).gradient(at);
      expected.forEach((value, i) => {
        expect(Math.abs(gradient[i]! - value), formula).toBeLessThanOrEqual(1e-15 * Math.abs(value));
      });
    }
  });

  test('are still one number where that is harmless', () => {
    expect(compileFormula('3x*(5x)').gradientTex[0]).toBe('30 x');
    expect(compileFormula('100(y-x^2)^2').gradientTex[1]).toBe('200 (y - x^{2})');
    expect(compileFormula('1e6x^2').gradientTex[0]).toBe('2000000 x');
  });
});
