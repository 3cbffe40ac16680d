import { describe, expect, test } from 'vitest';
import { layOutFilm, previewSize } from '../../../src/export/film/layout.ts';

const legend = () => ({ width: 270, height: 140 });

describe('the layout of a film', () => {
  test('without a legend the stage has the whole frame', () => {
    const { stage, legend: none } = layOutFilm({ width: 640, height: 360 }, null);
    expect(stage).toEqual({ x: 0, y: 0, width: 640, height: 360 });
    expect(none).toBeNull();
  });

  test('a wide frame has the legend to the left of the stage, a high one above it', () => {
    for (const size of [
      { width: 640, height: 360, left: 270 },
      { width: 1280, height: 720, left: 360 },
      { width: 1920, height: 1080, left: 540 },
    ]) {
      const { left, width, height } = size;
      const { stage, legend: beside } = layOutFilm(size, legend);
      expect(beside).toEqual({ x: 0, y: 0, width: left, height });
      expect(stage).toEqual({ x: left, y: 0, width: width - left, height });
    }
    const { stage, legend: above } = layOutFilm({ width: 1080, height: 1080 }, legend);
    expect(above).toEqual({ x: 0, y: 0, width: 1080, height: 280 });
    expect(stage).toEqual({ x: 0, y: 280, width: 1080, height: 800 });
  });

  test('in a frame too small for both the legend lies on the stage', () => {
    const { stage, legend: over } = layOutFilm({ width: 320, height: 180 }, legend);
    expect(stage).toEqual({ x: 0, y: 0, width: 320, height: 180 });
    expect(over).toEqual({ x: 0, y: 0, width: 270, height: 140 });
  });

  test('parts lie on whole pixels, and type grows with the frame: 26 px at 1080 lines', () => {
    const { stage, scale } = layOutFilm({ width: 1920, height: 1080 }, () => ({
      width: 271.3,
      height: 139.7,
    }));
    expect(Number.isInteger(stage.x) && Number.isInteger(stage.width)).toBe(true);
    expect(13 * scale).toBe(26);
    expect(layOutFilm({ width: 480, height: 270 }, null).scale).toBe(1);
  });

  test('a preview has the same proportions and the same type in them, and is no larger than it needs', () => {
    expect(previewSize({ width: 1920, height: 1080 })).toEqual({ width: 960, height: 540 });
    expect(previewSize({ width: 320, height: 180 })).toEqual({ width: 320, height: 180 });
    const [large, small] = [{ width: 1280, height: 720 }, previewSize({ width: 1280, height: 720 })];
    expect(layOutFilm(small, legend).stage.x / small.width).toBeCloseTo(
      layOutFilm(large, legend).stage.x / large.width,
      3,
    );
  });
});
