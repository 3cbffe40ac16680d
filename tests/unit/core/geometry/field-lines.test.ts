import { describe, expect, test } from 'vitest';
import { compileFormula } from '../../../../src/core/expression/compile.ts';
import { alongLine, fieldLines } from '../../../../src/core/geometry/field-lines.ts';
import type { Domain } from '../../../../src/core/geometry/types.ts';
import { losses } from '../../../../src/core/losses/catalog.ts';

test.each(losses)(
  'on $id every line falls, touches the negative gradient, and stays on the map',
  ({ formula, domain }) => {
    const loss = compileFormula(formula);
    const [x0, x1, y0, y1] = domain as Domain;
    const lines = fieldLines(loss, [x0, x1, y0, y1]);
    expect(lines.length).toBeGreaterThan(3);
    let [along, all] = [0, 0];
    for (const points of lines) {
      const at = (k: number) =>
        [x0 + points[2 * k]! * (x1 - x0), y0 + points[2 * k + 1]! * (y1 - y0)] as const;
      for (let k = 0; k + 1 < points.length / 2; k++) {
        const [p, q] = [at(k), at(k + 1)];
        const middle = [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2] as const;
        const [gx, gy] = loss.gradient(middle) as unknown as [number, number];
        const [dx, dy] = [q[0] - p[0], q[1] - p[1]];
        const length = Math.hypot(dx, dy);
        all += length;
        if (-(gx * dx + gy * dy) > 0.95 * Math.hypot(gx, gy) * length) along += length;
      }
      for (const share of points) expect(share >= 0 && share < 1).toBe(true);
      const end = points.length / 2 - 1;
      // Where the surface is rough between two points of a line it may rise a little; from end to end it falls.
      expect(loss.value(at(end))).toBeLessThan(loss.value(at(0)));
    }
    expect(along / all).toBeGreaterThan(0.8);
  },
);

test('of a bowl they all end near its bottom, and cover the map', () => {
  const lines = fieldLines(compileFormula('x^2 + y^2'), [-1, 1, -1, 1]);
  const cells = new Set<number>();
  for (const points of lines)
    for (let k = 0; k < points.length; k += 2)
      cells.add(Math.floor(8 * points[k]!) * 8 + Math.floor(8 * points[k + 1]!));
  expect(cells.size).toBe(64);
  // From a corner one line comes all the way.
  const nearest = Math.min(...lines.map((points) => Math.hypot(points.at(-2)! - 0.5, points.at(-1)! - 0.5)));
  expect(nearest).toBeLessThan(0.05);
});

test('where nothing falls there is no line', () => {
  expect(fieldLines(compileFormula('0x + 0y'), [-1, 1, -1, 1])).toEqual([]);
  expect(fieldLines(compileFormula('sqrt(-1 - x^2) + y'), [-1, 1, -1, 1])).toEqual([]);
});

describe('a mark that goes along a line', () => {
  // As it is drawn 0.25 up, 0.5 across, 0.25 up: its middle is the third point.
  const points = Float64Array.of(0, 0, 0, 0.5, 0.5, 0.5, 0.5, 1);
  const at = (gone: number) => {
    const out = new Float64Array(4);
    alongLine(points, [1, 0.5], gone, out);
    return [...out];
  };

  test('begins in its middle, with the piece that leads there', () => {
    expect(at(0)).toEqual([0.5, 0.5, 0.5, 0]);
  });

  test.each([
    [0.125, [0.5, 0.75, 0, 0.25]],
    [0.25, [0, 0, 0, 0.25]],
    [0.5, [0, 0.5, 0, 0.25]],
    [0.625, [0.125, 0.5, 0.5, 0]],
    [1, [0.5, 0.5, 0.5, 0]],
    [7.125, [0.5, 0.75, 0, 0.25]],
  ])('has gone %d of the longer side', (gone, place) => {
    expect(at(gone)).toEqual(place);
  });
});
