import { expect, test } from 'vitest';
import { compileFormula } from '../../../../src/core/expression/compile.ts';
import { gradientField } from '../../../../src/core/geometry/gradient-field.ts';

const bowl = compileFormula('x^2 + 9y^2');

test('arrows of one length point downhill, steeper ones say so', () => {
  const field = gradientField(bowl, [-2, 2, -1, 3], 6);
  expect(field).toHaveLength(36);
  const at = (u: number, v: number) => bowl.value([-2 + 4 * u, -1 + 4 * v]);
  for (const { u, v, du, dv, steepness } of field) {
    expect(Math.hypot(du, dv)).toBeCloseTo(0.34 / 6, 12);
    expect(at(u + 1e-3 * du, v + 1e-3 * dv)).toBeLessThan(at(u, v));
    expect(steepness).toBeGreaterThanOrEqual(0);
    expect(steepness).toBeLessThanOrEqual(1);
  }
  const steepest = field.find(({ steepness }) => steepness === 1);
  expect(steepest?.v).toBeCloseTo(11 / 12, 12);
});

test('none stands where there is no direction', () => {
  expect(gradientField(bowl, [-1, 1, -1, 1], 3)).toHaveLength(8);
  expect(gradientField(compileFormula('sqrt(x) + y'), [-1, 1, 0, 1], 4)).toHaveLength(8);
  expect(gradientField(compileFormula('3'), [-1, 1, 0, 1], 4)).toEqual([]);
});
