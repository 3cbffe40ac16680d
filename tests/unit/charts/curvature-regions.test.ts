import { expect, test } from 'vitest';
import { drawCurvatureRegions } from '../../../src/charts/overlays/curvature-regions.ts';
import { projection } from '../../../src/charts/map/projection.ts';
import { compileFormula } from '../../../src/core/expression/compile.ts';
import { createSvgPen } from '../../../src/export/svg/svg-pen.ts';

/** The paths that are drawn on a map of 40 x 30 pixels: the hatching, the dots, the line around them. */
function drawn(formula: string): (string | undefined)[] {
  const pen = createSvgPen({ measure: () => 0, encode: () => '' });
  drawCurvatureRegions(pen, compileFormula(formula), projection([-2, 2, -1.5, 1.5], 40, 30), 'light');
  return [...pen.content().matchAll(/<path d="([^"]*)"/g)].map(([, path]) => path);
}

test('what curves upwards everywhere has nothing', () => {
  expect(drawn('x^2 + y^2')).toEqual([]);
});

test('where one direction curves down lines end at the border, and a line goes along it', () => {
  expect(drawn('x^3 + y^2')).toEqual([
    'M0 7L7 0M0 14L14 0M0 21L20 1M0 28L20 8M5 30L20 15M12 30L20 22M19 30L20 29',
    'M20 30L20 27L20 24L20 21L20 18L20 15L20 12L20 9L20 6L20 3L20 0',
  ]);
});

test('a saddle is hatched all over', () => {
  const [lines, ...rest] = drawn('x^2 - y^2');
  expect(lines).toBe(
    'M0 7L7 0M0 14L14 0M0 21L21 0M0 28L28 0M5 30L35 0M12 30L40 2M19 30L40 9M26 30L40 16M33 30L40 23',
  );
  expect(rest).toEqual([]);
});

test('a hilltop is dotted all over', () => {
  const [dots, ...rest] = drawn('-x^2 - y^2');
  expect(dots?.match(/M/g)).toHaveLength(6 * 4);
  expect(rest).toEqual([]);
});

test('where there is no Hessian there is nothing', () => {
  expect(drawn('log(x) - y^2 / 0')).toEqual([]);
});
