import { describe, expect, it } from 'vitest';
import { compileFormula } from '../../../../src/core/expression/compile.ts';
import { eigenCross } from '../../../../src/core/geometry/eigen-cross.ts';
import { gradientField } from '../../../../src/core/geometry/gradient-field.ts';
import { isEqual, sidesOf } from '../../../../src/core/geometry/sides.ts';
import type { Domain, Scales } from '../../../../src/core/geometry/types.ts';
import { losses } from '../../../../src/core/losses/catalog.ts';
import { quadraticAt } from '../../../../src/core/math/quadratic.ts';

describe('the sides of what is drawn', () => {
  it.each<[Domain, Scales, readonly [number, number], boolean]>([
    [[-5, 5, -5, 5], 'auto', [1, 1], true],
    [[-5, 5, -5, 5], 'fill', [1, 1], true],
    [[-10, 10, -2, 2], 'auto', [1, 0.2], true],
    [[-10, 10, -2, 2], 'equal', [1, 0.2], true],
    [[-10, 10, -2, 2], 'fill', [1, 1], false],
    [[0, 1, 0, 6], 'auto', [1 / 6, 1], true],
    [[0, 1, 0, 6.1], 'auto', [1, 1], false],
    [[0, 6.1, 0, 1], 'auto', [1, 1], false],
    [[0, 1, 0, 10], 'auto', [1, 1], false],
    [[0, 1, 0, 10], 'equal', [0.1, 1], true],
    [[0, 1, 0, 1000], 'auto', [1, 1], false],
    // At one scale it would be a line.
    [[0, 1, 0, 1000], 'equal', [1, 1], false],
    [[0, 1e9, 0, 1e-9], 'equal', [1, 1], false],
    [[1e6, 1e6 + 1e-3, -1e-3, 1e-3], 'auto', [0.5, 1], true],
  ])('%j, %s', (domain, scales, sides, equal) => {
    const own = sidesOf(domain, scales);
    expect(own[0]).toBeCloseTo(sides[0], 5);
    expect(own[1]).toBeCloseTo(sides[1], 5);
    expect(isEqual(domain, scales)).toBe(equal);
  });

  it.each(losses)('$id is drawn at one scale, and not as a strip', ({ domain }) => {
    expect(isEqual(domain, 'auto')).toBe(true);
    expect(Math.min(...sidesOf(domain, 'auto'))).toBeGreaterThanOrEqual(0.4);
  });
});

describe('what lies on the surface keeps its length in every direction', () => {
  const sides = [1, 0.25] as const;
  const long = ([du, dv]: readonly [number, number]) => Math.hypot(du * sides[0], dv * sides[1]);

  it('arrows of the gradient field, as far from each other across as up', () => {
    const arrows = gradientField(compileFormula('x^2 + 3*x*y + 5*y^2'), [-8, 8, -2, 2], 16, sides);
    const lengths = arrows.map(({ du, dv }) => long([du, dv]));
    expect(arrows.length).toBe(16 * 4);
    expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThan(1e-12);
  });

  it('arms of the cross of eigenvectors, which stand at a right angle', () => {
    const q = quadraticAt(compileFormula('x^2 + 3*x*y + 5*y^2'), 1, 0.5);
    const [a, b] = eigenCross(q, [-8, 8, -2, 2], 0.15, sides);
    expect(long([a!.du, a!.dv])).toBeCloseTo(0.15, 12);
    expect(a!.du * b!.du * sides[0] ** 2 + a!.dv * b!.dv * sides[1] ** 2).toBeCloseTo(0, 12);
  });
});
