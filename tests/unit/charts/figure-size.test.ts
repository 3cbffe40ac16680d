import { describe, expect, test } from 'vitest';
import { fitAxis } from '../../../src/charts/axis.ts';
import { figureSize } from '../../../src/charts/canvas.ts';
import { layOutPlot } from '../../../src/charts/steps/axes.ts';
import { dashArray } from '../../../src/charts/ink.ts';
import { projection } from '../../../src/charts/map/projection.ts';

const box = { clientWidth: 600, clientHeight: 300 };

describe('figure pixels', () => {
  test('are CSS pixels on the page, and fewer and larger in a larger figure', () => {
    expect(figureSize(box, 2, 1)).toEqual({ width: 600, height: 300, ratio: 2 });
    expect(figureSize(box, 2, 1.5)).toEqual({ width: 400, height: 200, ratio: 3 });
  });

  test.each([1, 5 / 3, 4])('fill the canvas at a scale of %f whatever the screen', (scale) => {
    for (const density of [0, 1, 1.25, 2, 5]) {
      const { width, ratio } = figureSize(box, density, scale);
      // More than three pixels of the screen to a CSS pixel are not drawn.
      expect(width * ratio).toBeCloseTo(600 * Math.min(density || 1, 3), 9);
    }
  });

  test('lay a chart out as on a page of that size, twice as large', () => {
    const axis = fitAxis([[100, 1, 1e-6]], 'log', false);
    const measure = (text: string) => 7 * text.length;
    const { width, height } = figureSize(box, 1, 2);
    const small = layOutPlot(width, height, axis, true, measure);
    expect(layOutPlot(width, height, axis, true, measure, 2)).toEqual({ ...small, scale: 2 });
    expect(small.left + small.width).toBeLessThanOrEqual(300);
  });

  test('say how large they are, for what is laid over the map', () => {
    const place = projection([0, 1, 0, 1], 300, 150, 2);
    expect(place.toPixel(1, 0)).toEqual([300, 150]);
    expect(place.scale).toBe(2);
    expect(projection([0, 1, 0, 1], 300, 150).scale).toBe(1);
  });

  test('lengthen the dashes of lines that no canvas scales', () => {
    const look = { color: '#000000', dash: 1, marker: 'square' } as const;
    expect(dashArray(look)).toBe('8 5');
    expect(dashArray(look, 2)).toBe('16 10');
    expect(dashArray({ ...look, dash: 0 }, 2)).toBe('');
  });
});
