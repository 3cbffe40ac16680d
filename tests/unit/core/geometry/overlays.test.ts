import { describe, expect, test } from 'vitest';
import { compileFormula } from '../../../../src/core/expression/compile.ts';
import { eigenCross } from '../../../../src/core/geometry/eigen-cross.ts';
import { sampleGrid } from '../../../../src/core/geometry/grid.ts';
import { tracePatch, VERTEX_SIZE } from '../../../../src/core/geometry/patch.ts';
import { simplify } from '../../../../src/core/geometry/simplify.ts';
import { createSurface } from '../../../../src/core/geometry/surface.ts';
import { evaluateTangent, quadraticAt } from '../../../../src/core/math/quadratic.ts';

describe('a patch over the surface', () => {
  const loss = compileFormula('x^2 + 4y^2');
  const grid = sampleGrid(loss, [-2, 2, -1, 1], 65, 65);
  const side = 9;

  test.each(['linear', 'log', 'rank'] as const)('goes through the %s height scale of the surface', (kind) => {
    const surface = createSurface(grid, kind);
    const out = new Float32Array(side * side * VERTEX_SIZE);
    tracePatch(surface, (x, y) => loss.value([x, y]), 0.5, 0.5, 0.25, side, out);
    for (let k = 0; k < side * side; k++) {
      const [u = 0, v = 0, height = 0, room = 0] = out.subarray(k * VERTEX_SIZE);
      expect(height).toBeCloseTo(surface.scale.height(loss.value([-2 + 4 * u, -1 + 2 * v])), 6);
      expect(room).toBeGreaterThanOrEqual(0);
    }
    // A square on the picture, where the domain is twice as long as it is wide.
    expect([out[0], out[1]]).toEqual([0.25, 0]);
  });

  test('has no room where its value leaves the range of the losses, or is none', () => {
    const surface = createSurface(grid, 'log');
    const q = quadraticAt(loss, 1, 0.5);
    const out = new Float32Array(side * side * VERTEX_SIZE);
    tracePatch(surface, (x, y) => evaluateTangent(q, x, y), 0.75, 0.75, 0.5, side, out);
    for (let k = 0; k < side * side; k++) {
      const [u = 0, v = 0, , room = 0] = out.subarray(k * VERTEX_SIZE);
      const value = evaluateTangent(q, -2 + 4 * u, -1 + 2 * v);
      if (Math.abs(value) > 1e-6 && Math.abs(value - grid.max) > 1e-6) {
        expect(room >= 0).toBe(value >= grid.min && value <= grid.max);
      }
    }
    tracePatch(surface, () => Number.NaN, 0.5, 0.5, 0.5, side, out);
    expect(out.filter((_, i) => i % VERTEX_SIZE === 3).every((room) => room < 0)).toBe(true);
    expect(out.every(Number.isFinite)).toBe(true);
  });

  test('is cut off at the edges of the block', () => {
    const out = new Float32Array(side * side * VERTEX_SIZE);
    tracePatch(createSurface(grid, 'linear'), () => 1, 0, 1, 0.3, side, out);
    const along = (axis: number) => out.filter((_, i) => i % VERTEX_SIZE === axis);
    expect(Math.min(...along(0))).toBe(0);
    expect(Math.max(...along(1))).toBe(1);
  });
});

describe('the cross of eigenvectors', () => {
  const domain = [-2, 2, -1, 1] as const;

  test('has arms as long as the root of their curvature, along the direction as it is shown', () => {
    const [greater, lesser] = eigenCross(quadraticAt(compileFormula('8x^2 + 2y^2'), 1, 0.5), domain, 0.1);
    expect(greater).toMatchObject({ u: 0.75, v: 0.75, curvature: 16 });
    expect(Math.abs(greater!.du)).toBeCloseTo(0.1, 12);
    expect(Math.abs(lesser!.dv)).toBeCloseTo(0.05, 12);
    // A diagonal of the domain's units is steeper in a domain that is wider than high.
    const [diagonal] = eigenCross(quadraticAt(compileFormula('(x+y)^2'), 0, 0), domain, 0.1);
    expect(diagonal!.dv / diagonal!.du).toBeCloseTo(2, 12);
  });

  test('shows the direction of a curvature that is next to nothing, and none of what is not finite', () => {
    const [, lesser] = eigenCross(quadraticAt(compileFormula('1e6*x^2 - y^2'), 0, 0), domain, 0.1);
    expect(Math.hypot(lesser!.du, lesser!.dv)).toBeGreaterThan(0.01);
    expect(lesser!.curvature).toBe(-2);
    expect(eigenCross(quadraticAt(compileFormula('sqrt(x)+y'), -1, 0), domain, 0.1)).toEqual([]);
  });
});

describe('a simplified polyline', () => {
  const circle = Float64Array.from({ length: 2002 }, (_, i) =>
    i % 2 === 0 ? Math.cos((i * Math.PI) / 2000) : Math.sin(((i - 1) * Math.PI) / 2000),
  );

  test('stays within the unit, with its ends, and fewer points', () => {
    const few = simplify(circle, 1e-3, 1e-3);
    expect(few.length).toBeLessThan(160);
    expect([...few.subarray(0, 2), ...few.subarray(-2)]).toEqual([
      ...circle.subarray(0, 2),
      ...circle.subarray(-2),
    ]);
    for (let k = 0; k + 2 < few.length; k += 2) {
      const middle = Math.hypot((few[k]! + few[k + 2]!) / 2, (few[k + 1]! + few[k + 3]!) / 2);
      expect(1 - middle).toBeLessThan(1.01e-3);
    }
  });

  test('keeps a turn back on the same line', () => {
    expect([...simplify(Float64Array.of(0, 0, 1, 0, 3, 0, 2, 0), 1e-3, 1e-3)]).toEqual([0, 0, 3, 0, 2, 0]);
    expect([...simplify(Float64Array.of(1, 2), 1, 1)]).toEqual([1, 2]);
  });
});
